/// Whether a line may end after `left` and the next begin with `right`: the basic rules of UAX 14
/// and of Chinese typesetting.
func mayBreak(between left: Character, and right: Character) -> Bool {
  if right.isBreakingSpace { return false }
  if left.isBreakingSpace { return true }
  if closing.contains(right) || opening.contains(left) { return false }
  if left == "—" && right == "—" || left == "…" && right == "…" { return false }
  if left.isIdeographLike || right.isIdeographLike { return true }
  return hyphens.contains(left) && right.isLetter
}

extension Character {
  /// A blank at which a line may end; a no-break space is none.
  var isBreakingSpace: Bool {
    self == " " || self == "\t" || self == "\u{200B}" || self == "\u{3000}"
  }

  /// A character between whose like a line may end anywhere: Chinese, kana, full-width forms, emoji.
  fileprivate var isIdeographLike: Bool { displayWidth(of: self) == 2 }
}

/// What must not begin a line.
private let closing = Set<Character>(
  "，。、；：？！）》」』】〕〉］｝”’…—～·％‰℃ー々" + ",.;:?!)]}%›»")

/// What must not end a line.
private let opening = Set<Character>("（《「『【〔〈［｛“‘￥＄" + "([{‹«")

/// After these an English word may be broken.
private let hyphens = Set<Character>("-‐–—")

/// For each character of `text`, whether a line of at most `width` columns may end before it.
///
/// A line ends where Chinese typesetting and the basic rules of UAX 14 let it, and not inside what is
/// read in one go, unless that takes more than half a line. Before a blank it may end where it may
/// end after it.
func lineBreaks(in text: [Character], width: Int) -> [Bool] {
  var breaks = text.indices.map { $0 > 0 && mayBreak(between: text[$0 - 1], and: text[$0]) }
  let longest = max(min(width, 16), width / 2)
  for binding in [Binding.close, .loose] {
    for piece in cohesivePieces(of: text, binding) {
      let columns = piece.reduce(0) { $0 + displayWidth(of: text[$1]) }
      if columns > longest { continue }
      for index in piece.dropFirst() { breaks[index] = false }
    }
  }
  for index in text.indices.reversed() where text[index].isBreakingSpace {
    breaks[index] = index + 1 == text.count || breaks[index + 1] || text[index + 1].isNewline
  }
  return breaks
}

/// Whether a line may end after `left` and the next begin with `right`, whatever stands around them.
func mayBreak(between left: Character, and right: Character) -> Bool {
  if right.isBreakingSpace { return false }
  if left.isBreakingSpace { return !(right.isIdeographLike && closing.contains(right)) }
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
  "，。、；：？！．｡､）》」』】〕〉〗〙〛］｝”’…—～〜·・‥％‰℃°′″ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    + ",.;:?!)]}%›»")

/// What must not end a line.
private let opening = Set<Character>("（《「『【〔〈〖〘〚［｛“‘￥＄￡№" + "([{‹«$£¥€")

/// After these an English word may be broken.
private let hyphens = Set<Character>("-‐–—")

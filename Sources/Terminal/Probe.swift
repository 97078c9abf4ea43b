/// Finds out whether the terminal speaks UTF-8, and whether glyphs of ambiguous width (UAX 11) take
/// one column here or two.
struct Probe {
  /// What an answer tells.
  enum Finding: Equatable {
    case speaksUTF8(Bool)
    case hasWideGlyphs
  }

  /// Two bytes of UTF-8 that are two letters in Latin-1 and one wide one in GBK and Big5.
  private static let letter = "é"
  private static let glyphs = ["─", "●", "…", "α"]

  /// The signs, each at the beginning of row 2 and followed by the question where the cursor is now.
  static let request = Array(
    ((glyphs + [letter]).map { "\u{1B}[2;1H\($0)\u{1B}[6n" }.joined() + "\u{1B}[2;1H\u{1B}[K").utf8)

  private var awaited = 0
  /// Whether an answer still changes only what the first frame looks like.
  var isBeforeFirstFrame = true

  var isWaiting: Bool { awaited > 0 }

  mutating func begin() { awaited = Probe.glyphs.count + 1 }

  /// Takes one answer in, the column (from 1) after a sign; nil where it tells nothing new.
  mutating func answer(column: Int) -> Finding? {
    guard isWaiting else { return nil }
    awaited -= 1
    if awaited == 0 { return .speaksUTF8(column == 2) }
    return column == 2 ? nil : .hasWideGlyphs
  }
}

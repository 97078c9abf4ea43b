/// Finds out whether glyphs of ambiguous width (UAX 11) take one column here or two.
struct Probe {
  private static let glyphs = ["─", "●", "…", "α"]

  /// The glyphs, each at the beginning of row 2 and followed by the question where the cursor is now.
  static let request = Array(
    (glyphs.map { "\u{1B}[2;1H\($0)\u{1B}[6n" }.joined() + "\u{1B}[2;1H\u{1B}[K").utf8)

  private var awaited = 0
  /// Whether an answer still changes only what the first frame looks like.
  var isBeforeFirstFrame = true

  var isWaiting: Bool { awaited > 0 }

  mutating func begin() { awaited = Probe.glyphs.count }

  /// Takes an answer in, the column (from 1) after one glyph; true where the glyph is not one wide.
  mutating func answer(column: Int) -> Bool {
    guard isWaiting else { return false }
    awaited -= 1
    return column != 2
  }
}

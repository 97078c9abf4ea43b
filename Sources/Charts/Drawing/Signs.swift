internal import Cells

/// The glyphs of axes, points and notes.
struct Signs {
  let vertical: String
  let horizontal: String
  let corner: String
  let yTick: String
  let xTick: String
  /// A change on the x axis.
  let change: String
  /// A value that lies below the floor.
  let belowFloor: String
  let pathStart: String
  let pathEnd: String
  let lessOrEqual: String
  let ellipsis: String
  let separator: String
  /// What the points of each group are drawn with.
  let points: [String]

  /// Towards rows below and columns to the right.
  let down: String
  let right: String
  /// What has no value.
  let lost: String
  let sum: String
  /// Signs of what is right, wrong and doubtful.
  let verdicts: [String]

  /// The sign of a verdict.
  func verdict(_ verdict: ImageSheet.Verdict) -> String {
    switch verdict {
    case .right: verdicts[0]
    case .wrong: verdicts[1]
    case .doubtful: verdicts[2]
    }
  }

  /// The signs of a glyph set.
  static func of(_ glyphs: GlyphSet) -> Signs { glyphs == .unicode ? unicode : ascii }

  /// The glyph of the group number `index`.
  func point(_ index: Int) -> String { points[index % points.count] }

  private static let unicode = Signs(
    vertical: "│", horizontal: "─", corner: "└", yTick: "┤", xTick: "┬", change: "▴",
    belowFloor: "▾", pathStart: "○", pathEnd: "●", lessOrEqual: "≤", ellipsis: "…",
    separator: " · ",
    points: ["•", "+", "▵", "×", "◦", "▪", "◇", "*"], down: "↓",
    right: "→", lost: "×", sum: "Σ", verdicts: ["✓", "✗", "?"])
  private static let ascii = Signs(
    vertical: "|", horizontal: "-", corner: "+", yTick: "+", xTick: "+", change: "^",
    belowFloor: "v", pathStart: "o", pathEnd: "@", lessOrEqual: "<=", ellipsis: "...",
    separator: ", ",
    points: ["o", "+", "^", "x", ".", "#", "@", "*"], down: "(down)",
    right: "(across)", lost: "x", sum: "sum", verdicts: ["+", "x", "?"])
}

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
  /// Between the ends of a range.
  let range: String
  /// What the points of each group are drawn with.
  let points: [String]

  /// Towards rows below and columns to the right.
  let down: String
  let right: String
  /// What has no value.
  let lost: String
  let sum: String
  /// A line that others are compared with.
  let upright: String
  let level: String
  /// What is read.
  let cross: String
  /// The ends and the middle of an error.
  let whiskers: (String, String, String)
  /// The heads of arrows to the left, to the right, up and down.
  let heads: [String]
  /// What the regions of groups are filled with.
  let regions: [String]

  /// The pattern of the group number `index`.
  func region(_ index: Int) -> String {
    regions[((index % regions.count) + regions.count) % regions.count]
  }

  /// What leads to a node of a tree, to the last of its kind, and past it.
  let branch: String
  let lastBranch: String
  let stem: String

  /// What bars are filled with where colours do not tell them apart.
  let fills: [String]

  /// What the bars of the series number `index` are filled with.
  func fill(_ index: Int, isColored: Bool) -> String {
    isColored ? fills[0] : fills[index % fills.count]
  }

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
    separator: " · ", range: "–",
    points: ["•", "+", "▵", "×", "◦", "▪", "◇", "*"], down: "↓",
    right: "→", lost: "×", sum: "Σ", upright: "┊", level: "╌", cross: "┼",
    whiskers: ("├", "─", "┤"), heads: ["◂", "▸", "▴", "▾"],
    regions: ["⠄", "⠒", "⡈", "⠶", "⢄", "⠡"],
    branch: "├─", lastBranch: "└─", stem: "│ ",
    fills: ["█", "▒", "░", "▓"], verdicts: ["✓", "✗", "?"])
  private static let ascii = Signs(
    vertical: "|", horizontal: "-", corner: "+", yTick: "+", xTick: "+", change: "^",
    belowFloor: "v", pathStart: "o", pathEnd: "@", lessOrEqual: "<=", ellipsis: "...",
    separator: ", ", range: "-",
    points: ["o", "+", "^", "x", ".", "#", "@", "*"], down: "(down)",
    right: "(across)", lost: "x", sum: "sum", upright: ":", level: "-", cross: "+",
    whiskers: ("|", "-", "|"), heads: ["<", ">", "^", "v"],
    regions: [".", "-", ",", "=", "'", ":"],
    branch: "|-", lastBranch: "`-", stem: "| ",
    fills: ["#", "=", "-", "%"], verdicts: ["+", "x", "?"])
}

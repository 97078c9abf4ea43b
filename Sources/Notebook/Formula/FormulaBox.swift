import Cells

/// A part of a formula set in cells: lines of one width, aligned with its neighbours at `baseline`.
struct FormulaBox: Hashable {
  var lines: [String]
  let width: Int
  /// The index of the line that stands on the line of the text.
  var baseline: Int

  init(_ text: String) {
    lines = [text]
    width = displayWidth(of: text)
    baseline = 0
  }

  private init(lines: [String], width: Int, baseline: Int) {
    self.lines = lines
    self.width = width
    self.baseline = baseline
  }

  static let empty = FormulaBox("")

  var height: Int { lines.count }
  var depth: Int { height - 1 - baseline }

  /// Side by side.
  static func beside(_ boxes: [FormulaBox]) -> FormulaBox {
    guard boxes.count != 1 else { return boxes[0] }
    let baseline = boxes.map(\.baseline).max() ?? 0
    let depth = boxes.map(\.depth).max() ?? 0
    let lines = (0...(baseline + depth)).map { y in
      boxes.map { $0.line(y - baseline + $0.baseline) }.joined()
    }
    return FormulaBox(
      lines: lines, width: boxes.reduce(0) { $0 + $1.width }, baseline: baseline)
  }

  /// One below the other; the box at `base` keeps its baseline.
  static func stacked(
    _ boxes: [FormulaBox], base: Int = 0, alignment: Block.Alignment = .center
  ) -> FormulaBox {
    let width = boxes.map(\.width).max() ?? 0
    return FormulaBox(
      lines: boxes.flatMap { $0.padded(to: width, alignment).lines }, width: width,
      baseline: boxes[..<base].reduce(0) { $0 + $1.height } + boxes[base].baseline)
  }

  func padded(to width: Int, _ alignment: Block.Alignment) -> FormulaBox {
    let missing = max(0, width - self.width)
    let left =
      switch alignment {
      case .left: 0
      case .center: missing / 2
      case .right: missing
      }
    let before = blanks(left)
    let after = blanks(missing - left)
    return FormulaBox(
      lines: lines.map { before + $0 + after }, width: self.width + missing, baseline: baseline)
  }

  func withBaseline(_ baseline: Int) -> FormulaBox {
    FormulaBox(lines: lines, width: width, baseline: baseline)
  }

  private func line(_ index: Int) -> String {
    lines.indices.contains(index) ? lines[index] : blanks(width)
  }
}

/// `count` blanks, none if it is negative.
func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

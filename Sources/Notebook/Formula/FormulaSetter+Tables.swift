import Cells

extension FormulaSetter {
  /// `content` between delimiters as tall as it is.
  func fenced(left: String, _ content: FormulaBox, right: String) -> FormulaBox {
    .beside([fence(left, around: content), content, fence(right, around: content)])
  }

  private func fence(_ mark: String, around content: FormulaBox) -> FormulaBox {
    guard !mark.isEmpty else { return .empty }
    let height = content.height
    guard height > 1 else { return FormulaBox(mark) }
    let lines = (0..<height).map { row in
      FormulaBox(piece(of: mark, row: row, of: height))
    }
    return .stacked(lines).withBaseline(content.baseline)
  }

  /// The glyph in one row of a tall delimiter.
  private func piece(of mark: String, row: Int, of height: Int) -> String {
    let pieces = isASCII ? Self.asciiPieces[mark] : Self.pieces[mark]
    guard let pieces else { return row == height / 2 ? mark : blanks(displayWidth(of: mark)) }
    let glyph =
      if row == 0 { pieces.top } else if row == height - 1 {
        pieces.bottom
      } else if row == height / 2 { pieces.middle } else { pieces.rest }
    return String(glyph)
  }

  private typealias Pieces = (
    top: Character, middle: Character, bottom: Character, rest: Character
  )

  private static let pieces: [String: Pieces] = [
    "(": ("⎛", "⎜", "⎝", "⎜"), ")": ("⎞", "⎟", "⎠", "⎟"),
    "[": ("⎡", "⎢", "⎣", "⎢"), "]": ("⎤", "⎥", "⎦", "⎥"),
    "{": ("⎧", "⎨", "⎩", "⎪"), "}": ("⎫", "⎬", "⎭", "⎪"),
    "|": ("│", "│", "│", "│"), "‖": ("║", "║", "║", "║"),
    "⌊": ("│", "│", "⌊", "│"), "⌋": ("│", "│", "⌋", "│"),
    "⌈": ("⌈", "│", "│", "│"), "⌉": ("⌉", "│", "│", "│"),
  ]

  private static let asciiPieces: [String: Pieces] = [
    "(": ("/", "|", "\\", "|"), ")": ("\\", "|", "/", "|"),
    "[": ("[", "[", "[", "["), "]": ("]", "]", "]", "]"),
    "{": ("/", "<", "\\", "|"), "}": ("\\", ">", "/", "|"),
    "|": ("|", "|", "|", "|"),
  ]

  /// Rows of cells in columns; on one line, rows follow each other after semicolons.
  func table(_ rows: [[Formula]], _ kind: FormulaTable, _ style: Style) -> FormulaBox {
    let boxes = rows.map { row in row.map { box($0, style == .display ? .text : style) } }
    if isOneLine {
      return FormulaBox(
        boxes.map { row in row.map { $0.lines[0] }.joined(separator: " ") }
          .joined(separator: "; "))
    }
    let columns = boxes.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      boxes.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    let lines = boxes.map { row in
      FormulaBox.beside(
        widths.indices.flatMap { column in
          let box = column < row.count ? row[column] : .empty
          let gap = column == 0 ? 0 : kind.gap(before: column)
          return [FormulaBox(blanks(gap)), box.padded(to: widths[column], kind.alignment(column))]
        })
    }
    // Fractions above one another need air between them.
    let isTall = lines.contains { $0.height > 1 }
    let spaced = lines.flatMap { isTall ? [FormulaBox.empty, $0] : [$0] }.dropFirst(isTall ? 1 : 0)
    let whole = FormulaBox.stacked(Array(spaced), alignment: .left)
    return whole.withBaseline((whole.height - 1) / 2)
  }
}

extension FormulaTable {
  fileprivate func gap(before column: Int) -> Int {
    self == .aligned && column % 2 == 1 ? 1 : 2
  }

  fileprivate func alignment(_ column: Int) -> Block.Alignment {
    switch self {
    case .matrix: .center
    case .cases: .left
    case .aligned: column % 2 == 0 ? .right : .left
    }
  }
}

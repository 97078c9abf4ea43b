import Cells

extension ProseLayout {
  /// Columns as wide as they need, narrowed to fit; where even that is too wide, row by row.
  func table(
    header: [[Inline]], rows: [[[Inline]]], alignments: [Block.Alignment], width: Int
  ) -> [ProseLine] {
    let columns = header.indices.map { column in
      ([header] + rows).flatMap { wrapped($0[column], width: .max / 2) }
    }
    guard let widths = columnWidths(columns, width: width) else {
      return records(header: header, rows: rows, width: width)
    }
    let head = row(header, widths, alignments, style: style.heading)
    let body = rows.map { row($0, widths, alignments) }
    let rule = widths.map { horizontalRule($0) }.joined(separator: blanks(Self.columnGap))
    // Rows of several lines need a blank line between them.
    let isTall = body.contains { $0.count > 1 }
    return head + [ProseLine(rule, style.mark)]
      + body.joined(separator: isTall ? [ProseLine()] : [])
  }

  private static var columnGap: Int { 2 }

  /// Narrow columns keep their width, the others share what is left, so that no word is broken where
  /// there is room for all words; nil if a column would be too narrow to read.
  private func columnWidths(_ columns: [[ProseLine]], width: Int) -> [Int]? {
    let natural = columns.map { $0.map(\.width).max() ?? 0 }
    let pieces = columns.map { $0.map(\.text.widestPiece).max() ?? 0 }
    var room = width - Self.columnGap * (columns.count - 1)
    let least = pieces.reduce(0, +) <= room ? pieces : natural.map { min($0, 6) }
    var owed = least.reduce(0, +)
    if owed > room { return nil }
    var widths = natural
    let order = natural.indices.sorted { natural[$0] < natural[$1] }
    for (place, column) in order.enumerated() {
      owed -= least[column]
      let share = min(room / (order.count - place), room - owed)
      widths[column] = min(natural[column], max(least[column], share))
      room -= widths[column]
    }
    return widths
  }

  private func row(
    _ cells: [[Inline]], _ widths: [Int], _ alignments: [Block.Alignment], style: Style = .standard
  ) -> [ProseLine] {
    let columns = zip(cells, widths).map { wrapped($0, width: max(1, $1), style: style) }
    return (0..<(columns.map(\.count).max() ?? 0)).map { index in
      var line = ProseLine()
      var missing = 0
      for (column, lines) in columns.enumerated() {
        let cell = index < lines.count ? lines[index] : ProseLine()
        let free = widths[column] - cell.width
        let left =
          switch alignments[column] {
          case .left: 0
          case .center: free / 2
          case .right: free
          }
        if cell.width > 0 { line = line.followed(by: cell.behind(blanks(missing + left))) }
        missing = (cell.width > 0 ? free - left : missing + free) + Self.columnGap
      }
      return line
    }
  }

  /// `header: cell` on lines of their own.
  private func records(header: [[Inline]], rows: [[[Inline]]], width: Int) -> [ProseLine] {
    let records = rows.map { row in
      zip(header, row).flatMap { title, cell in
        wrapped([.strong(title), .text(": ")] + cell, width: width)
      }
    }
    return Array(records.joined(separator: [ProseLine()]))
  }
}

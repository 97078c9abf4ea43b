import Cells

extension ProseLayout {
  /// Columns as wide as they need, narrowed to fit; where even that is too wide, row by row.
  func table(
    header: [[Inline]], rows: [[[Inline]]], alignments: [Block.Alignment], width: Int
  ) -> [ProseLine] {
    let natural = header.indices.map { column in
      ([header] + rows).map { $0[column] }.map(naturalWidth).max() ?? 0
    }
    guard let widths = columnWidths(natural, width: width) else {
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

  private func naturalWidth(of cell: [Inline]) -> Int {
    wrapped(cell, width: .max / 2).map(\.width).max() ?? 0
  }

  /// Narrow columns keep their width, the others share what is left; nil if that is too little.
  private func columnWidths(_ natural: [Int], width: Int) -> [Int]? {
    var room = width - Self.columnGap * (natural.count - 1)
    var widths = natural
    let order = natural.indices.sorted { natural[$0] < natural[$1] }
    for (place, column) in order.enumerated() {
      let share = room / (order.count - place)
      widths[column] = min(natural[column], share)
      if widths[column] < min(natural[column], 6) { return nil }
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

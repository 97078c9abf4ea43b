import Cells

extension ProseLayout {
  /// Columns as wide as they need, narrowed to fit; where even that is too wide, row by row.
  func table(
    header: [[Inline]], rows: [[[Inline]]], alignments: [Block.Alignment], width: Int
  ) -> [ProseLine] {
    let columns = header.indices.map { column in
      ([header] + rows).map { wrapped($0[column], width: .max / 2) }
    }
    let natural = columns.map { $0.joined().map(\.width).max() ?? 0 }
    let words = columns.map { $0.joined().map(\.longestWord).max() ?? 0 }
    guard let widths = columnWidths(natural, words: words, width: width) else {
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

  /// What columns of `natural` widths have of `width`, no word broken if that can be; nil if that is too
  /// little.
  private func columnWidths(_ natural: [Int], words: [Int], width: Int) -> [Int]? {
    let room = width - Self.columnGap * (natural.count - 1)
    let rest = room - words.reduce(0, +)
    if rest >= 0 {
      return zip(words, shares(of: rest, upTo: zip(natural, words).map { $0 - $1 })).map { $0 + $1 }
    }
    let widths = shares(of: room, upTo: natural)
    return zip(widths, natural).contains { $0 < min($1, 6) } ? nil : widths
  }

  /// Who wants little gets it, the others share what is left.
  private func shares(of room: Int, upTo wanted: [Int]) -> [Int] {
    var room = room
    var shares = wanted
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    for (place, column) in order.enumerated() {
      shares[column] = min(wanted[column], room / (order.count - place))
      room -= shares[column]
    }
    return shares
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

extension ProseLine {
  /// The columns of its longest stretch without a blank.
  fileprivate var longestWord: Int {
    text.plain.split(separator: " ").map { displayWidth(of: $0) }.max() ?? 0
  }
}

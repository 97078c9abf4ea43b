internal import Cells

extension TableChart {
  /// Draws headings and rows; what has no room is counted.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !rect.isEmpty else { return }
    let signs = Signs.of(style.glyphs)
    let (columns, areCut) = seenColumns(from: view.column ?? 0, in: rect, style)
    let hasRule = rect.height >= 4
    let top = rect.y + (hasRule ? 2 : 1)
    let scroll = rowScroll(in: rect, style: style, view: view)
    let range = scroll.range(from: view.row)

    var x = rect.x
    for column in columns {
      let heading = column.heading.cut(to: column.width, signs: signs)
      let indent = column.isNumeric ? column.width - displayWidth(of: heading) : 0
      frame.write(heading, x: x + indent, y: rect.y, style: .bold, clip: rect)
      if hasRule {
        let rule = String(repeating: signs.horizontal, count: column.width)
        frame.write(rule, x: x, y: rect.y + 1, style: style.palette.secondary, clip: rect)
      }
      for (row, text) in column.texts[range].enumerated() {
        frame.write(text, x: x, y: top + row, clip: rect)
      }
      x += column.width + TableColumn.gap
    }
    if areCut {
      let hidden = self.columns.count - (view.column ?? 0) - columns.count
      frame.write(
        style.words.moreColumns(hidden), x: x, y: rect.y, style: .dim, clip: rect)
    }
    if let rest = scroll.rest(from: view.row, style.words), top + range.count < rect.maxY {
      frame.write(rest, x: rect.x, y: top + range.count, style: .dim, clip: rect)
    }
  }

  /// The columns of the screen that all of it takes, with numbers in place of bars.
  func fullWidth(_ style: ChartStyle) -> Int? {
    columns(barWidth: 0, style: style, signs: .of(style.glyphs)).totalWidth
  }

  func fullHeight(_ style: ChartStyle) -> Int? { max(4, rows.count + 2) }

  private func columns(barWidth: Int, style: ChartStyle, signs: Signs) -> [TableColumn] {
    columns.indices.map { index in
      TableColumn(
        columns[index], rows.map { $0.indices.contains(index) ? $0[index] : .text("") },
        barWidth: barWidth, style: style, signs: signs)
    }
  }

  /// The columns that are seen from number `first` on.
  private func seenColumns(
    from first: Int, in rect: Rect, _ style: ChartStyle
  ) -> (columns: [TableColumn], areCut: Bool) {
    var rest = self
    let first = max(0, min(columns.count - 1, first))
    if first > 0 {
      rest.columns.removeFirst(first)
      for row in rows.indices { rest.rows[row] = Array(rows[row].dropFirst(first)) }
    }
    return rest.columns(fitting: rect.width, style: style, signs: .of(style.glyphs))
  }

  /// The columns that fit into `width`: with long bars, with short ones, without, with texts cut, or
  /// only the first.
  private func columns(
    fitting width: Int, style: ChartStyle, signs: Signs
  ) -> (columns: [TableColumn], areCut: Bool) {
    var columns: [TableColumn] = []
    for barWidth in [8, 4, 0] {
      columns = self.columns(barWidth: barWidth, style: style, signs: signs)
      if columns.totalWidth <= width { return (columns, false) }
    }
    let levels = TableColumn.narrowest..<TableColumn.widest
    if let level = levels.last(where: { columns.totalWidth(textsUpTo: $0) <= width }) {
      return (columns.map { $0.cut(to: level, signs: signs) }, false)
    }
    let all = columns.count
    while columns.count > 1,
      columns.totalWidth + TableColumn.gap
        + displayWidth(of: style.words.moreColumns(all - columns.count)) > width
        || columns.count == all
    {
      columns.removeLast()
    }
    return (columns, columns.count < all)
  }
}

extension TableChart: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    let room = max(0, rect.height - (rect.height >= 4 ? 2 : 1))
    return Scroll(name: style.words.rows, of: rows.count, room: room)
  }

  func columnScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll? {
    let seen = seenColumns(from: view.column ?? 0, in: rect, style).columns.count
    return Scroll(name: style.words.columns, count: columns.count, seen: seen)
  }
}

/// One column of a table as text, numbers at its right end.
private struct TableColumn {
  static let gap = 2
  static let widest = 40
  /// Of texts that are cut further, as many say nothing any more.
  static let narrowest = 24

  let heading: String
  let isNumeric: Bool
  private(set) var texts: [String]
  private(set) var width: Int

  init(
    _ heading: String, _ entries: [TableChart.Entry], barWidth: Int, style: ChartStyle,
    signs: Signs
  ) {
    let numbers = NumberColumn(
      entries.compactMap { if case .number(let number) = $0 { number } else { nil } })
    let plain = entries.map { entry in
      switch entry {
      case .text(let text): text.cut(to: Self.widest, signs: signs)
      case .number(let number): numbers.text(number)
      case .share(let share):
        bar(share, width: barWidth, style: style)
          + (share.isFinite ? fixed(share, decimals: 3) : "NaN")
      case .course(let numbers): course(numbers, style: style)
      }
    }
    let isNumeric = entries.contains {
      switch $0 {
      case .text, .course: false
      case .number, .share: true
      }
    }
    let padded = isNumeric ? alignedAtPoint(plain) : plain
    let width = max(
      padded.map { displayWidth(of: $0) }.max() ?? 0,
      displayWidth(of: heading.cut(to: Self.widest, signs: signs)))
    self.heading = heading
    self.isNumeric = isNumeric
    self.width = width
    texts = padded.map { text in
      isNumeric ? String(repeating: " ", count: width - displayWidth(of: text)) + text : text
    }
  }
}

extension TableColumn {
  /// The column with texts of at most `level` columns.
  fileprivate func cut(to level: Int, signs: Signs) -> Self {
    if isNumeric || width <= level { return self }
    var column = self
    column.width = level
    column.texts = texts.map { $0.cut(to: level, signs: signs) }
    return column
  }
}

extension [TableColumn] {
  fileprivate var totalWidth: Int { totalWidth(textsUpTo: .max) }

  fileprivate func totalWidth(textsUpTo level: Int) -> Int {
    reduce(-TableColumn.gap) {
      $0 + ($1.isNumeric ? $1.width : Swift.min($1.width, level)) + TableColumn.gap
    }
  }
}

/// `texts` with blanks at their ends, so that right-aligned their points stand in one column.
private func alignedAtPoint(_ texts: [String]) -> [String] {
  func tail(_ text: String) -> Int {
    text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) } ?? 0
  }
  let longest = texts.map(tail).max() ?? 0
  return texts.map { text in
    text.contains(where: \.isLetter) && tail(text) == 0
      ? text : text + String(repeating: " ", count: longest - tail(text))
  }
}

/// A bar of `width` columns for a share of 0…1, and a blank after it.
private func bar(_ share: Double, width: Int, style: ChartStyle) -> String {
  guard width > 0 else { return "" }
  let share = share.isFinite ? max(0, min(1, share)) : 0
  let steps = style.usesBlocks ? 8 : 1
  let filled = Int((share * Double(width * steps)).rounded())
  let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  let bar =
    String(repeating: steps == 8 ? "█" : "#", count: filled / steps) + eighths[filled % steps]
  return bar + String(repeating: " ", count: width + 1 - bar.count)
}

/// Numbers as heights, the newest last; of many the last of each stretch.
private func course(_ numbers: [Double], style: ChartStyle) -> String {
  let width = min(16, numbers.count)
  let range = numbers.finiteRange
  let glyphs = Array(style.usesBlocks ? "▁▂▃▄▅▆▇█" : "_.-=*#")
  return String(
    (0..<width).map { place -> Character in
      let number = numbers[(place + 1) * numbers.count / width - 1]
      guard number.isFinite else { return " " }
      return glyphs[Int((range.share(of: number) * Double(glyphs.count - 1)).rounded())]
    })
}

extension String {
  /// The text in at most `width` columns, its end cut where it is longer.
  func cut(to width: Int, signs: Signs) -> String {
    guard displayWidth(of: self) > width else { return self }
    var text = self
    while !text.isEmpty, displayWidth(of: text) + signs.ellipsis.count > width {
      text.removeLast()
    }
    return text + signs.ellipsis
  }
}

internal import Cells

extension BarChart {
  /// Draws the legend, then line by line a label, a bar and its value; what has no room is counted.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !lines.isEmpty else {
      return writeCentred([style.words.noValues], into: &frame, in: rect)
    }
    BarDrawing(self, in: rect, style: style).draw(into: &frame, from: view.row)
  }

  /// One line of the chart: a bar, or all bars of a category one behind the other.
  fileprivate var lines: [BarLine] {
    categories.indices.flatMap { category -> [BarLine] in
      let all = series.indices.filter { series[$0].values.indices.contains(category) }
      if arrangement == .stacked {
        return [BarLine(label: categories[category], category: category, series: all)]
      }
      return all.enumerated().map { place, index in
        BarLine(label: place == 0 ? categories[category] : "", category: category, series: [index])
      }
    }
  }
}

extension BarChart: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    BarDrawing(self, in: rect, style: style).scroll
  }
}

extension BarChart {
  fileprivate func legend(_ style: ChartStyle) -> Legend {
    let signs = style.words.signs
    return Legend(
      entries: series.indices.map { index in
        let values = series[index].values.prefix(categories.count)
        let lost = values.count { !$0.isFinite }
        let negative = arrangement == .stacked ? values.count { $0 < 0 && $0.isFinite } : 0
        let fill = Cell(
          signs.fill(index, isColored: style.palette.hasColor), style.palette.series(index))
        return Legend.Entry(
          sample: series.count > 1 ? [fill, fill] : [], name: series[index].name,
          notes: (lost > 0 ? [style.words.notFinite(lost)] : [])
            + (negative > 0 ? [style.words.negative(negative)] : []))
      }, signs: signs, noteStyle: style.palette.warning)
  }

  /// The lines above the bars that what they measure and `legend` need, no more than `most`.
  fileprivate func headerLines(_ legend: Legend, upTo most: Int, width: Int) -> Int {
    let hasWords = legend.entries.contains { $0.name != "" || !$0.notes.isEmpty }
    guard hasWords else { return xLabel == "" ? 0 : 1 }
    return legend.headerLines(upTo: most, width: width, besides: xLabel)
  }

  func height(width: Int, _ style: ChartStyle) -> Int {
    min(60, lines.count + headerLines(legend(style), upTo: 3, width: width))
  }

  // How wide it will be is not known yet: names stand whole on the narrowest tile of a screen.
  func fullHeight(_ style: ChartStyle) -> Int? { max(1, height(width: 34, style)) }
}

/// A line with a label and the bars in it.
private struct BarLine {
  let label: String
  let category: Int
  let series: [Int]
}

/// A bar chart on its way to the screen.
private struct BarDrawing {
  let chart: BarChart
  let rect: Rect
  let style: ChartStyle
  private let lines: [BarLine]
  private let texts: [String]
  let scroll: Scroll
  /// The lines above the bars.
  private let header: Rect
  private let labelWidth: Int
  private let textWidth: Int
  /// The columns that the bars may take.
  private let area: Rect
  private let scale: BarScale
  private let legend: Legend

  init(_ chart: BarChart, in rect: Rect, style: ChartStyle) {
    self.chart = chart
    self.rect = rect
    self.style = style
    lines = chart.lines
    legend = chart.legend(style)
    // Rows that no bar needs are free; where bars are left out anyway, names take what a plot spares.
    let spare = rect.height - lines.count
    let most = spare > 0 ? min(3, spare) : Legend.mostLines(inHeight: rect.height)
    header = Rect(
      x: rect.x, y: rect.y, width: rect.width,
      height: rect.height < 3 ? 0 : chart.headerLines(legend, upTo: most, width: rect.width))
    let room = rect.height - header.height
    scroll = Scroll(name: style.words.rows, of: lines.count, room: room)
    texts = Self.texts(lines, chart)
    let labels = chart.categories.map { displayWidth(of: $0) }.max() ?? 0
    let widest = (texts.map(\.count).max() ?? 0) + (style.glyphs == .ascii ? 1 : 0)
    textWidth = rect.width >= 2 * (widest + 1) ? widest + 1 : 0
    let free = rect.width - textWidth
    labelWidth = labels == 0 || free < 6 ? 0 : min(labels, free / 2) + 1
    area = Rect(
      x: rect.x + labelWidth, y: header.maxY, width: free - labelWidth,
      height: min(lines.count, scroll.seen))
    scale = BarScale(chart, columns: area.width)
  }

  /// What stands behind each line: its value, or the sum of a stack.
  private static func texts(_ lines: [BarLine], _ chart: BarChart) -> [String] {
    func value(_ line: BarLine) -> Double {
      line.series.reduce(0) { $0 + chart.series[$1].values[line.category] }
    }
    let column = NumberColumn(lines.map(value))
    let errors = NumberColumn(chart.series.flatMap(\.errors))
    return lines.map { line in
      let text = column.text(value(line))
      guard line.series.count == 1, let index = line.series.first,
        chart.series[index].errors.indices.contains(line.category)
      else { return text }
      return text + " ± " + errors.text(chart.series[index].errors[line.category])
    }
  }

  func draw(into frame: inout Frame, from first: Int?) {
    if !header.isEmpty {
      frame.write(chart.xLabel, x: header.x, y: header.y, clip: header)
      legend.draw(into: &frame, inLines: Legend.lines(of: header, besides: chart.xLabel))
    }
    let signs = style.words.signs
    let range = scroll.range(from: first)
    for row in range {
      let line = lines[row]
      let y = area.y + row - range.lowerBound
      if labelWidth > 0 {
        let label = line.label.cut(to: labelWidth - 1, signs: signs)
        frame.write(
          label, x: rect.x + labelWidth - 1 - displayWidth(of: label), y: y, clip: rect)
      }
      drawBars(of: line, y: y, into: &frame)
      if textWidth > 0 {
        let text = style.glyphs == .ascii ? texts[row].replacing("±", with: "+-") : texts[row]
        frame.write(text, x: area.maxX + textWidth - text.count, y: y, clip: rect)
      }
    }
    if let rest = scroll.rest(from: first, style.words), area.maxY < rect.maxY {
      frame.write(rest, x: rect.x, y: area.maxY, style: .dim, clip: rect)
    }
  }

  private func drawBars(of line: BarLine, y: Int, into frame: inout Frame) {
    guard area.width > 0 else { return }
    let signs = style.words.signs
    if scale.hasBothSigns {
      frame.write(
        signs.vertical, x: area.x + scale.baseline - 1, y: y, style: style.palette.secondary,
        clip: rect)
    }
    var sum = 0.0
    for index in line.series {
      let value = chart.series[index].values[line.category]
      guard value.isFinite, chart.arrangement == .grouped || value > 0 else { continue }
      let fill = signs.fill(index, isColored: style.palette.hasColor || chart.series.count == 1)
      let start = scale.eighths(sum)
      sum = chart.arrangement == .stacked ? sum + value : value
      drawBar(
        from: start, to: scale.eighths(sum), fill: fill, isLast: line.series.last == index, y: y,
        style.palette.series(chart.series.count == 1 ? 0 : index), into: &frame)
      if chart.arrangement == .grouped, chart.series[index].errors.indices.contains(line.category) {
        drawError(
          chart.series[index].errors[line.category], of: value, y: y,
          style.palette.series(chart.series.count == 1 ? 0 : index), into: &frame)
      }
    }
  }

  /// A bar between two places in eighths of a column; to the left of the baseline in halves.
  private func drawBar(
    from start: Int, to end: Int, fill: String, isLast: Bool, y: Int, _ ink: Style,
    into frame: inout Frame
  ) {
    let hasEighths = style.usesBlocks && fill == "█"
    let first = area.x + scale.baseline
    if end >= start {
      // Where one bar ends the next one begins: whole columns between them.
      let left = start / 8
      let right = hasEighths && isLast ? end / 8 : (end + 4) / 8
      for column in left..<max(left, right) {
        frame.write(fill, x: first + column, y: y, style: ink, clip: area)
      }
      if hasEighths, isLast, end % 8 > 0 {
        frame.write(leftEighths[end % 8], x: first + right, y: y, style: ink, clip: area)
      }
    } else {
      let halves = hasEighths ? (-end + 2) / 4 : (-end + 4) / 8 * 2
      let edge = first - (scale.hasBothSigns ? 1 : 0)
      for column in 0..<halves / 2 {
        frame.write(fill, x: edge - 1 - column, y: y, style: ink, clip: area)
      }
      if halves % 2 == 1 {
        frame.write("▐", x: edge - 1 - halves / 2, y: y, style: ink, clip: area)
      }
    }
  }

  /// Whiskers from value − error to value + error; where they cross the bar they are cut out of it.
  private func drawError(
    _ error: Double, of value: Double, y: Int, _ ink: Style, into frame: inout Frame
  ) {
    guard error.isFinite, error > 0 else { return }
    let (left, middle, right) = style.words.signs.whiskers
    let ends = [value - error, value + error].map { place in
      let column = Int((Double(scale.eighths(place)) / 8).rounded(.down))
      let isLeft = place < 0 && scale.hasBothSigns
      return max(0, min(area.width - 1, scale.baseline + column - (isLeft ? 1 : 0)))
    }
    let bar = Cell(style.words.signs.fill(0, isColored: true), ink)
    for column in ends[0]...max(ends[0], ends[1]) {
      let x = area.x + column
      var over = Style.bold
      if frame[x, y] == bar, style.glyphs == .unicode {
        over =
          style.palette.hasColor
          ? Style(ink.foreground.legibleText, .bold, background: ink.foreground)
          : Style(ink.foreground, ink.attributes.union(.reverse))
      }
      let glyph = column == ends[0] ? left : column == ends[1] ? right : middle
      frame.write(glyph, x: x, y: y, style: over, clip: area)
    }
  }
}

/// Glyphs that fill so many eighths of a cell from the left.
let leftEighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

/// From values to eighths of a column, counted from one baseline.
private struct BarScale {
  /// The column at which bars begin.
  let baseline: Int
  let hasBothSigns: Bool
  private let eighthsPerUnit: Double
  private let unit: Double

  init(_ chart: BarChart, columns: Int) {
    var range = FiniteRange(0, 0)
    for (category, _) in chart.categories.enumerated() {
      var sum = 0.0
      for series in chart.series where series.values.indices.contains(category) {
        let value = series.values[category]
        guard value.isFinite else { continue }
        let error = series.errors.indices.contains(category) ? series.errors[category] : 0
        if chart.arrangement == .stacked {
          sum += max(0, value)
          range.include(sum)
        } else {
          range.include(value)
          if error.isFinite {
            range.include(value - abs(error))
            range.include(value + abs(error))
          }
        }
      }
    }
    hasBothSigns = range.lower < 0
    // In units of the longest bar, so that the largest numbers have lengths too.
    unit = max(range.upper, -range.lower, .leastNormalMagnitude)
    let (below, above) = (-range.lower / unit, range.upper / unit)
    let room = Double(max(0, columns - (hasBothSigns ? 1 : 0)))
    eighthsPerUnit = below + above > 0 ? 8 * room / (below + above) : 0
    baseline = hasBothSigns ? Int((room * below / (below + above)).rounded(.up)) + 1 : 0
  }

  func eighths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int((value / unit * eighthsPerUnit).rounded())
  }
}

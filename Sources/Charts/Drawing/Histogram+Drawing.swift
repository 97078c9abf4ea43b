internal import Cells

extension Histogram {
  /// Draws bars of one group, outlines of several, over axes, and the marks with their names.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    let legend = legend(style)
    guard groups.contains(where: { $0.counts.contains { $0 > 0 } }) else {
      let notes = legend.entries.flatMap(\.notes)
      return writeCentred(notes.isEmpty ? [style.words.noValues] : notes, into: &frame, in: rect)
    }
    guard let plot = plot(in: rect, style: style, view: view) else { return }
    part(view).drawBins(on: plot, into: &frame, style: style)
    drawCrosshair(view, plot: plot, into: &frame, style: style)
    if Self.isNeeded(legend) { legend.draw(into: &frame, inLines: plot.legendLines) }
  }

  private func legend(_ style: ChartStyle) -> Legend {
    Legend(
      entries: groups.indices.map { index in
        Legend.Entry(
          sample: groups.count > 1
            ? Ink.series(index, isAlone: false, style: style).sample(columns: 3) : [],
          name: groups[index].name, notes: notes(of: groups[index], style.words))
      }, signs: style.words.signs, noteStyle: style.palette.warning)
  }

  private static func isNeeded(_ legend: Legend) -> Bool {
    legend.entries.contains { $0.name != "" || !$0.notes.isEmpty }
  }

  /// The axes, without anything on them; nil where there is no room for them.
  func plot(in rect: Rect, style: ChartStyle, view: ChartView) -> Plot? {
    let part = part(view)
    var range = FiniteRange(0, 0)
    for height in part.groups.flatMap(part.heights) { range.include(height) }
    let (legend, yLabel) = (legend(style), isNormalized ? style.words.share : style.words.count)
    let lines = Self.isNeeded(legend) ? legend.headerLines(in: rect, besides: yLabel) : 0
    let plot = Plot(
      in: rect,
      x: AxisRequest(range: FiniteRange(part.lower, part.upper), ends: .tight, label: xLabel),
      y: AxisRequest(range: range, ends: .round, integers: !isNormalized, label: yLabel),
      headerLines: max(lines, marks.isEmpty ? 0 : 1))
    return plot.canvas.columns > 0 && plot.canvas.rows > 0 ? plot : nil
  }

  private func drawBins(on plot: Plot, into frame: inout Frame, style: ChartStyle) {
    var plot = plot
    let heights = groups.map(heights)
    if groups.count > 1 {
      for (index, heights) in heights.enumerated() { drawOutline(heights, index, style, on: &plot) }
    }
    plot.drawAxes(into: &frame, signs: style.words.signs)
    if groups.count > 1 {
      plot.canvas.draw(
        into: &frame, at: Point(x: plot.area.x, y: plot.area.y),
        inks: groups.indices.map { .series($0, isAlone: false, style: style) })
    } else {
      drawBars(heights[0], plot: plot, into: &frame, style: style)
    }
    drawMarks(plot: plot, into: &frame, style: style)
  }

  private func notes(of group: Group, _ words: ChartWords) -> [String] {
    (group.notFinite > 0 ? [words.notFinite(group.notFinite)] : [])
      + (group.outside > 0 ? [words.outside(group.outside)] : [])
  }

  /// The counts, or what share of all each is.
  func heights(of group: Group) -> [Double] {
    let all = group.counts.reduce(0, +)
    return group.counts.map { isNormalized && all > 0 ? $0 / all : $0 }
  }

  /// Bars of whole columns; equal counts have equal bars, for all stand on one line.
  private func drawBars(
    _ heights: [Double], plot: Plot, into frame: inout Frame, style: ChartStyle
  ) {
    let ink = style.palette.series(0)
    let isUnicode = style.usesBlocks
    let span = plot.y.upper - plot.y.lower
    let eighths = Double(8 * plot.area.height)
    for column in 0..<plot.area.width {
      // The bins that this column shares: the highest of them.
      let first = column * heights.count / plot.area.width
      let last = max(first, ((column + 1) * heights.count - 1) / plot.area.width)
      let height = heights[first...min(last, heights.count - 1)].max() ?? 0
      guard height > 0 else { continue }
      // What there is, is seen.
      let filled = max(1, Int((height / span * eighths).rounded()))
      for row in 0..<plot.area.height {
        let inRow = filled - 8 * row
        guard inRow > 0 else { break }
        let glyph =
          isUnicode ? lowerEighths[min(8, inRow)] : inRow >= 4 || filled < 8 ? "#" : " "
        guard glyph != " " else { continue }
        frame[plot.area.x + column, plot.area.maxY - 1 - row] = Cell(glyph, ink)
      }
    }
  }

  /// Steps along the heights of the bins.
  private func drawOutline(
    _ heights: [Double], _ index: Int, _ style: ChartStyle, on plot: inout Plot
  ) {
    var pen = Pen(
      owner: UInt8(truncatingIfNeeded: index),
      dash: Ink.series(index, isAlone: false, style: style).dash)
    let map = plot.yMap
    let width = Double(plot.canvas.width - 1)
    var last = DotPoint(x: 0, y: map(0))
    for (bin, height) in heights.enumerated() {
      let left = (width * Double(bin) / Double(heights.count)).rounded()
      let right = (width * Double(bin + 1) / Double(heights.count)).rounded()
      for place in [DotPoint(x: left, y: map(height)), DotPoint(x: right, y: map(height))] {
        plot.canvas.line(from: last, to: place, pen: &pen)
        last = place
      }
    }
    plot.canvas.line(from: last, to: DotPoint(x: last.x, y: map(0)), pen: &pen)
  }

  /// A vertical line for each mark, with its name beside its upper end.
  private func drawMarks(plot: Plot, into frame: inout Frame, style: ChartStyle) {
    let references = marks.map { LineChart.Reference(x: $0.x, name: $0.text) }
    plot.drawReferences(references, into: &frame, style: style)
  }
}

/// Glyphs that fill so many eighths of a cell from below.
private let lowerEighths = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

internal import Cells

extension LineChart {
  /// Draws axes, ghosts, curves, marks and the legend, in this order.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !rect.isEmpty else { return }
    let drawing = LineDrawing(self, style: style, view: view)
    guard drawing.hasPoints else { return drawing.drawAbsence(into: &frame, in: rect) }
    let (plot, place) = drawing.arranged(in: rect)
    plot.drawAxes(into: &frame, signs: drawing.signs)
    plot.canvas.draw(
      into: &frame, at: Point(x: plot.area.x, y: plot.area.y), inks: drawing.inks)
    drawing.drawPoints(into: &frame, plot: plot)
    plot.drawReferences(references, into: &frame, style: style)
    plot.drawMarks(
      marks, into: &frame, signs: drawing.signs, style: style.palette.accent)
    drawCrosshair(view, plot: plot, into: &frame, style: style)
    if let place {
      drawing.legend.draw(
        into: &frame,
        in: Rect(
          x: plot.area.x + place.x, y: plot.area.y + place.y, width: place.width,
          height: place.height))
    } else if drawing.needsLegend {
      drawing.legend.draw(into: &frame, inLines: plot.legendLines)
    }
  }
}

/// A line chart on its way to the screen: its series in painter's order, with their inks.
struct LineDrawing {
  let chart: LineChart
  let style: ChartStyle
  let view: ChartView
  let signs: Signs
  /// Ghosts first, then the others.
  let order: [LineChart.Series]
  let summaries: [SeriesSummary]
  let inks: [Ink]
  /// The names of the curves, then those of the ghosts.
  let legend: Legend

  init(_ chart: LineChart, style: ChartStyle, view: ChartView) {
    self.chart = chart
    self.style = style
    self.view = view
    signs = .of(style.glyphs)
    let ghosts = chart.series.filter(\.isGhost)
    let faint = chart.series.filter { !$0.isGhost && $0.isFaint == true }
    let live = faint + chart.series.filter { !$0.isGhost && $0.isFaint != true }
    order = ghosts + live
    summaries = order.map { SeriesSummary($0, xScale: chart.xScale, yScale: chart.yScale) }
    // A faint curve and the one that it belongs to have one colour.
    let numbers = live.indices.map { $0 < faint.count ? $0 : $0 - faint.count }
    let curves = live.indices.map { index in
      live[index].isFaint == true
        ? Ink.faint(numbers[index], style: style)
        : Ink.series(numbers[index], isAlone: live.count == 1, style: style)
    }
    inks =
      ghosts.indices.map { Ink.ghost($0, style: style) } + curves
      + live.indices.map { Ink.band(numbers[$0], style: style) }
    var entries: [Legend.Entry] = []
    for index in Array(order.indices.dropFirst(ghosts.count)) + Array(ghosts.indices) {
      if order[index].isGhost, order[index].name == "" { continue }
      let sample =
        order[index].style == .points
        ? [Cell(Self.pointGlyph(index, of: order, signs), inks[index].style)]
        : inks[index].sample(columns: 4)
      entries.append(
        Legend.Entry(
          sample: sample, name: order[index].name,
          nameStyle: order[index].isGhost ? style.palette.secondary : .standard,
          notes: summaries[index].notes(xLabel: chart.xLabel, words: style.words)))
    }
    legend = Legend(entries: entries, signs: signs, noteStyle: style.palette.warning)
  }

  var hasPoints: Bool { summaries.contains { $0.finite > 0 } }

  private var ghostCount: Int { order.count { $0.isGhost } }

  /// The owner of the cells of the series number `index`; there are at most 256.
  private func owner(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: index) }

  // MARK: Legend

  /// A curve that is alone and whole needs no words.
  var needsLegend: Bool { legend.isNeeded }

  /// Each series that is drawn as points has a glyph of its own.
  private static func pointGlyph(
    _ index: Int, of order: [LineChart.Series], _ signs: Signs
  ) -> String {
    signs.point(order.prefix(index).count { $0.style == .points })
  }

  /// The cells around the newest tenth of each curve that is not a ghost.
  func newest(in plot: Plot) -> [Rect] {
    let xMap = plot.xMap
    let yMap = plot.yMap
    return order.dropFirst(ghostCount).compactMap { series in
      let xs = series.x
      let ys = series.y
      let count = min(xs.count, ys.count)
      var columns = FiniteRange()
      var rows = FiniteRange()
      for index in (count - (count + 9) / 10)..<count where ys[index].isFinite {
        let place = (xMap(xs[index]), yMap(ys[index]))
        // Where a part is seen the newest points may be far from it.
        guard plot.cell(x: place.0, y: place.1) != nil else { continue }
        columns.include(place.0 / 2)
        rows.include(place.1 / 4)
      }
      guard !columns.isEmpty, !rows.isEmpty else { return nil }
      let left = Int(columns.lower)
      let top = Int(rows.lower)
      return Rect(
        x: left, y: top, width: Int(columns.upper) - left + 2, height: Int(rows.upper) - top + 2)
    }
  }

  // MARK: Curves

  /// The axes with the lines on their canvas, and where on it the legend stands; nil: above it.
  ///
  /// The legend needs a line of its own only where it would hide the curve.
  func arranged(in rect: Rect) -> (plot: Plot, legend: Rect?) {
    let isRoomy =
      rect.height >= 10 && rect.width >= 40 && legend.entries.count <= rect.height / 2
    guard isRoomy, needsLegend else {
      return (plot(in: rect, legendInHeader: needsLegend), nil)
    }
    let plot = plot(in: rect, legendInHeader: false)
    if let place = legend.place(in: plot, newest: newest(in: plot)) { return (plot, place) }
    return (self.plot(in: rect, legendInHeader: true), nil)
  }

  /// What the axes have to show.
  private var ranges: (x: FiniteRange, y: FiniteRange) {
    var x = FiniteRange()
    var y = FiniteRange()
    for summary in summaries {
      x.include(summary.x)
      y.include(summary.y)
    }
    for series in order where !series.lower.isEmpty {
      for value in series.lower + series.upper where chart.yScale != .log || value > 0 {
        y.include(value)
      }
    }
    for reference in chart.references where abs(reference.value) <= largestPlace {
      if reference.isVertical {
        if chart.xScale != .log || reference.value > 0 { x.include(reference.value) }
      } else if chart.yScale != .log || reference.value > 0 {
        y.include(reference.value)
      }
    }
    if let seen = view.x {
      x = FiniteRange(seen.lowerBound, seen.upperBound)
      let inSight = heights(over: seen)
      if !inSight.isEmpty { y = inSight }
    }
    if let seen = view.y { y = FiniteRange(seen.lowerBound, seen.upperBound) }
    return (x, y)
  }

  /// What y has to show of the points in a part of x.
  private func heights(over seen: ClosedRange<Double>) -> FiniteRange {
    var range = FiniteRange()
    func include(_ value: Double) {
      if chart.yScale != .log || value > 0 { range.include(value) }
    }
    for series in order {
      for index in 0..<min(series.x.count, series.y.count) where seen.contains(series.x[index]) {
        include(series.y[index])
        if index < series.lower.count { include(series.lower[index]) }
        if index < series.upper.count { include(series.upper[index]) }
      }
    }
    return range
  }

  /// The axes for all series, and the lines on the canvas.
  private func plot(in rect: Rect, legendInHeader: Bool) -> Plot {
    let (x, y) = ranges
    let hasIntegerX = summaries.allSatisfy { $0.hasIntegerX || $0.finite == 0 }
    var plot = Plot(
      in: rect,
      x: AxisRequest(
        range: x, scale: chart.xScale, ends: .tight, integers: hasIntegerX, label: chart.xLabel),
      y: AxisRequest(
        range: y, scale: chart.yScale, ends: view.y == nil ? .round : .tight, label: chart.yLabel),
      headerLines: legendInHeader ? legend.headerLines(in: rect, besides: chart.yLabel) : 0)
    guard plot.canvas.columns > 0, plot.canvas.rows > 0 else { return plot }
    drawSpreads(on: &plot)
    for index in order.indices where order[index].style == .line {
      if index == ghostCount { plot.canvas.beginLayer() }
      var tracer = Tracer(plot: plot, pen: Pen(owner: owner(index), dash: inks[index].dash))
      tracer.trace(
        order[index], isRising: summaries[index].isRising, isPart: view.x != nil, on: &plot.canvas)
    }
    return plot
  }

  /// The bands around curves, and the bars at their points.
  private func drawSpreads(on plot: inout Plot) {
    for index in order.indices.dropFirst(ghostCount) where !order[index].lower.isEmpty {
      let ink = index + order.count - ghostCount
      guard ink < 256 else { return }
      if order[index].spread == .bars {
        drawErrorBars(of: index, owner: UInt8(ink), on: &plot)
      } else {
        BandFilling(order[index], plot: plot).fill(on: &plot.canvas, owner: UInt8(ink))
      }
    }
  }

  private func drawErrorBars(of number: Int, owner: UInt8, on plot: inout Plot) {
    let (series, isHidden) = (order[number], hasSigns(number))
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    for (index, x) in series.x.enumerated()
    where series.lower.indices.contains(index) && series.upper.indices.contains(index) {
      let column = xMap(x)
      let ends = [yMap(series.lower[index]), yMap(series.upper[index])]
      guard column.isFinite, ends.allSatisfy(\.isFinite) else { continue }
      var pen = Pen(owner: owner, dash: .solid)
      plot.canvas.line(
        from: DotPoint(x: column, y: ends[0]), to: DotPoint(x: column, y: ends[1]), pen: &pen)
      // The sign of a point hides a cell: there the ends stick out of it on both sides.
      let cell = 2 * ((column + 0.5).rounded(.down) / 2).rounded(.down)
      let (left, right) = isHidden ? (cell - 1, cell + 2) : (column - 1, column + 1)
      for end in ends {
        plot.canvas.line(
          from: DotPoint(x: left, y: end), to: DotPoint(x: right, y: end), pen: &pen)
      }
    }
  }

  /// Whether each point of the series is a glyph: where it has one point, or is drawn as points.
  private func hasSigns(_ index: Int) -> Bool {
    summaries[index].finite == 1 || order[index].style == .points
  }

  /// Glyphs over the lines: points, curves of one point, values below a logarithmic floor.
  func drawPoints(into frame: inout Frame, plot: Plot) {
    let xMap = plot.xMap
    let yMap = plot.yMap
    for index in order.indices {
      let hasSigns = hasSigns(index)
      guard hasSigns || chart.yScale == .log else { continue }
      let xs = order[index].x
      let ys = order[index].y
      for (x, y) in zip(xs, ys) where x.isFinite && y.isFinite {
        let isBelow = chart.yScale == .log && y <= 0
        guard isBelow || hasSigns, let cell = plot.cell(x: xMap(x), y: yMap(y))
        else { continue }
        frame[cell.x, cell.y] = Cell(
          isBelow ? signs.belowFloor : Self.pointGlyph(index, of: order, signs), inks[index].style)
      }
    }
  }

  /// Says that there is nothing to draw, and why.
  func drawAbsence(into frame: inout Frame, in rect: Rect) {
    let lines = legend.entries.flatMap { entry in
      entry.notes.map { entry.name == "" ? $0 : "\(entry.name): \($0)" }
    }
    writeCentred(lines.isEmpty ? [style.words.noPoints] : lines, into: &frame, in: rect)
  }
}

/// Writes `lines` in the middle of `rect`, dim.
func writeCentred(_ lines: [String], into frame: inout Frame, in rect: Rect) {
  let top = rect.y + max(0, (rect.height - lines.count) / 2)
  for (row, line) in lines.enumerated() {
    let x = rect.x + max(0, (rect.width - displayWidth(of: line)) / 2)
    frame.write(line, x: x, y: top + row, style: .dim, clip: rect)
  }
}

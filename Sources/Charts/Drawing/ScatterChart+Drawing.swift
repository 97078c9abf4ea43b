internal import Cells

extension ScatterChart {
  /// Draws axes, ellipses, points and the legend, in this order.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !rect.isEmpty else { return }
    guard var plot = plot(in: rect, style: style, view: view) else {
      let notes = groups.indices.flatMap { self.notes(ofGroup: $0, style.words) }
      return writeCentred(notes.isEmpty ? [style.words.noPoints] : notes, into: &frame, in: rect)
    }
    let signs = Signs.of(style.glyphs)
    let points = groupSigns(style)
    let inks = inkIndices.map { Ink.series($0, isAlone: true, style: style) }
    let legend = legend(style, inks: inks)
    drawEllipses(on: &plot, inks: inks)
    drawArrows(on: &plot)
    plot.drawAxes(into: &frame, signs: signs)
    field?.draw(into: &frame, plot: plot, style: style)
    plot.canvas.draw(
      into: &frame, at: Point(x: plot.area.x, y: plot.area.y), inks: inks)
    drawPoints(into: &frame, plot: plot, points: points, inks: inks)
    drawArrowHeads(into: &frame, plot: plot, signs: signs)
    WordPlaces(labels, plot: plot, isPart: view.isPartial, frame)
      .draw(into: &frame, plot: plot, style: style)
    drawCrosshair(view, plot: plot, into: &frame, style: style)
    if legend.isNeeded { legend.draw(into: &frame, inLines: plot.legendLines) }
  }

  /// The axes, without anything on them.
  func plot(in rect: Rect, style: ChartStyle, view: ChartView) -> Plot? {
    var (x, y) = ranges
    guard !x.isEmpty, !y.isEmpty else { return nil }
    // A field is drawn to its edges.
    let ends: Axis.Ends = field == nil ? .round : .tight
    if let seen = view.x { x = FiniteRange(seen.lowerBound, seen.upperBound) }
    if let seen = view.y { y = FiniteRange(seen.lowerBound, seen.upperBound) }
    let inks = inkIndices.map { Ink.series($0, isAlone: true, style: style) }
    let legend = legend(style, inks: inks)
    return Plot(
      in: rect, x: AxisRequest(range: x, ends: view.x == nil ? ends : .tight, label: xLabel),
      y: AxisRequest(range: y, ends: view.y == nil ? ends : .tight, label: yLabel),
      headerLines: legend.isNeeded ? legend.headerLines(in: rect, besides: yLabel) : 0)
  }

  private func legend(_ style: ChartStyle, inks: [Ink]) -> Legend {
    let (signs, points) = (Signs.of(style.glyphs), groupSigns(style))
    return Legend(
      entries: groups.indices.map {
        Legend.Entry(
          sample: [Cell(points[$0], inks[$0 % inks.count].style)], name: groups[$0].name,
          notes: notes(ofGroup: $0, style.words))
      } + ellipseEntries(style), signs: signs, noteStyle: style.palette.warning)
  }

  /// What has to be said of the points of a group that cannot be drawn.
  private func notes(ofGroup index: Int, _ words: ChartWords) -> [String] {
    let group = groups[index]
    let count = min(group.x.count, group.y.count)
    let finite = group.finiteCount
    let beyond = zip(group.x, group.y).count {
      $0.isFinite && $1.isFinite && max(abs($0), abs($1)) > largestPlace
    }
    return (finite < count ? [words.notFinite(count - finite)] : [])
      + (beyond > 0 ? [words.beyond(beyond)] : [])
  }

  /// What has to be said of ellipses that cannot be drawn.
  private func ellipseEntries(_ style: ChartStyle) -> [Legend.Entry] {
    let count = ellipses.count { !$0.isFinite }
    guard count > 0 else { return [] }
    return [Legend.Entry(sample: [], name: "", notes: [style.words.notFiniteEllipses(count)])]
  }

  /// The numbers of all inks that groups and ellipses ask for.
  private var inkIndices: Range<Int> {
    0..<min(256, max(groups.count, min(255, ellipses.map(\.group).max() ?? 0) + 1))
  }

  /// What the axes have to show: all points, and ellipses as far as they do not dwarf the points.
  private var ranges: (x: FiniteRange, y: FiniteRange) {
    var points = (x: FiniteRange(), y: FiniteRange())
    for group in groups {
      for (x, y) in zip(group.x, group.y) where x.isFinite && y.isFinite {
        points.x.include(x)
        points.y.include(y)
      }
    }
    if let field {
      for value in [field.x.lowerBound, field.x.upperBound] { points.x.include(value) }
      for value in [field.y.lowerBound, field.y.upperBound] { points.y.include(value) }
    }
    for label in labels where label.x.isFinite && label.y.isFinite {
      points.x.include(label.x)
      points.y.include(label.y)
    }
    for arrow in arrows where arrow.isFinite {
      points.x.include(arrow.x)
      points.x.include(arrow.x + arrow.dx)
      points.y.include(arrow.y)
      points.y.include(arrow.y + arrow.dy)
    }
    var all = points
    for ellipse in ellipses where ellipse.isFinite {
      all.x.include(ellipse.meanX - ellipse.reachX)
      all.x.include(ellipse.meanX + ellipse.reachX)
      all.y.include(ellipse.meanY - ellipse.reachY)
      all.y.include(ellipse.meanY + ellipse.reachY)
    }
    return (all.x.limited(around: points.x), all.y.limited(around: points.y))
  }

  private func drawEllipses(on plot: inout Plot, inks: [Ink]) {
    let xMap = plot.xMap
    let yMap = plot.yMap
    for ellipse in ellipses where ellipse.isFinite {
      let index = max(0, min(inks.count - 1, ellipse.group))
      var pen = Pen(owner: UInt8(index), dash: inks[index].dash)
      let outline = ellipse.outline.map { DotPoint(x: xMap($0.x), y: yMap($0.y)) }
      for (start, end) in zip(outline, outline.dropFirst()) {
        plot.canvas.line(from: start, to: end, pen: &pen)
      }
    }
  }

  /// Each cell shows the group that has most points there; a group of few, such as the centres,
  /// stands over the others, the fewest on top.
  private func drawPoints(
    into frame: inout Frame, plot: Plot, points: [String], inks: [Ink]
  ) {
    let xMap = plot.xMap
    let yMap = plot.yMap
    var most = Array(repeating: 0, count: plot.canvas.columns * plot.canvas.rows)
    var rings: [(cell: Point, group: Int)] = []
    for (index, isFew) in paintersOrder(of: groups.prefix(inks.count).map(\.finiteCount)) {
      let group = groups[index]
      var counts = Array(repeating: 0, count: most.count)
      let highlighted = Set(group.highlighted)
      for (point, (x, y)) in zip(group.x, group.y).enumerated() where x.isFinite && y.isFinite {
        guard let cell = plot.cell(x: xMap(x), y: yMap(y)) else { continue }
        if highlighted.contains(point) { rings.append((cell, index)) }
        let place = (cell.y - plot.area.y) * plot.canvas.columns + cell.x - plot.area.x
        counts[place] += 1
        guard isFew || counts[place] > most[place] else { continue }
        most[place] = counts[place]
        frame[cell.x, cell.y] = Cell(points[index], inks[index].style)
      }
    }
    // A state is told by reversed colours, on whatever terminal.
    for (cell, index) in rings {
      var ink = inks[index].style
      ink.attributes.insert([.bold, .reverse])
      frame[cell.x, cell.y] = Cell(points[index], ink)
    }
  }

  private func drawArrows(on plot: inout Plot) {
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    for arrow in arrows where arrow.isFinite {
      var pen = Pen(owner: 0, dash: .solid)
      plot.canvas.line(
        from: DotPoint(x: xMap(arrow.x), y: yMap(arrow.y)),
        to: DotPoint(x: xMap(arrow.x + arrow.dx), y: yMap(arrow.y + arrow.dy)), pen: &pen)
    }
  }

  private func drawArrowHeads(into frame: inout Frame, plot: Plot, signs: Signs) {
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    for arrow in arrows where arrow.isFinite {
      let end = DotPoint(x: xMap(arrow.x + arrow.dx), y: yMap(arrow.y + arrow.dy))
      guard let cell = plot.cell(x: end.x, y: end.y) else { continue }
      let (across, down) = (end.x - xMap(arrow.x), end.y - yMap(arrow.y))
      let head =
        abs(across) >= abs(down) ? (across < 0 ? 0 : 1) : (down < 0 ? 2 : 3)
      frame[cell.x, cell.y] = Cell(signs.heads[head], .bold)
    }
  }

  /// The groups of `counts` points as they are drawn: first the many in their order, then the few,
  /// the fewest last.
  ///
  /// Few is less than a fifth of the largest group, so that clusters of unlike sizes stay equals.
  private func paintersOrder(of counts: [Int]) -> [(index: Int, isFew: Bool)] {
    let largest = counts.max() ?? 0
    let (many, few) = (
      counts.indices.filter { 5 * counts[$0] >= largest },
      counts.indices.filter { 5 * counts[$0] < largest }
    )
    return many.map { ($0, false) }
      + few.sorted { (-counts[$0], $0) < (-counts[$1], $1) }.map { ($0, true) }
  }
}

extension ScatterChart.Arrow {
  /// Whether both of its ends have a place.
  fileprivate var isFinite: Bool { [x, y, x + dx, y + dy].allSatisfy(\.isFinite) }
}

extension ScatterChart.Group {
  /// How many of its points have a place.
  fileprivate var finiteCount: Int { zip(x, y).count { $0.isFinite && $1.isFinite } }
}

extension FiniteRange {
  /// The range, at most a quarter of `core` beyond it on either side.
  fileprivate func limited(around core: FiniteRange) -> FiniteRange {
    guard !core.isEmpty, core.upper > core.lower else { return self }
    let margin = (core.upper - core.lower) / 4
    return FiniteRange(max(lower, core.lower - margin), min(upper, core.upper + margin))
  }
}

internal import Cells

extension ContourChart {
  /// Draws the lines with their heights, then the paths over them.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !rect.isEmpty else { return }
    let signs = Signs.of(style.glyphs)
    let line = Ink.contour(style: style)
    let inks = [line] + pathInks(style)

    guard var plot = plot(in: rect, style: style, view: view) else { return }
    let labels = drawLines(on: &plot)
    plot.canvas.beginLayer()
    drawPaths(on: &plot)
    plot.drawAxes(into: &frame, signs: signs)
    plot.canvas.draw(into: &frame, at: Point(x: plot.area.x, y: plot.area.y), inks: inks)
    for label in labels where isFree(label, plot: plot) {
      frame.write(
        label.text, x: plot.area.x + label.cell.x, y: plot.area.y + label.cell.y,
        style: style.palette.secondary)
    }
    drawPoints(into: &frame, plot: plot, signs: signs, inks: inks)
    drawCrosshair(view, plot: plot, into: &frame, style: style)
    legend(style).draw(into: &frame, inLines: plot.legendLines)
  }

  /// The names of the paths, each with the marks of its ends.
  private func legend(_ style: ChartStyle) -> Legend {
    let (signs, inks) = (Signs.of(style.glyphs), pathInks(style))
    return Legend(
      entries: named(style).map { index in
        let marks = (paths[index].x.count > 1 ? [signs.pathStart] : []) + [signs.pathEnd]
        return Legend.Entry(
          sample: marks.map { Cell($0, inks[index].style) }, name: paths[index].name,
          notes: notes(of: paths[index], style.words))
      }, signs: signs, noteStyle: style.palette.warning)
  }

  /// The axes, without anything on them; nil where there is no room for them.
  func plot(in rect: Rect, style: ChartStyle, view: ChartView) -> Plot? {
    let (x, y) = (view.x ?? self.x, view.y ?? self.y)
    let plot = Plot(
      in: rect,
      x: AxisRequest(range: FiniteRange(x.lowerBound, x.upperBound), ends: .tight, label: xLabel),
      y: AxisRequest(range: FiniteRange(y.lowerBound, y.upperBound), ends: .tight, label: yLabel),
      headerLines: named(style).isEmpty ? 0 : legend(style).headerLines(in: rect, besides: yLabel))
    return plot.canvas.columns > 0 && plot.canvas.rows > 0 ? plot : nil
  }

  /// The paths that are in the legend.
  private func named(_ style: ChartStyle) -> [Int] {
    paths.indices.filter { paths[$0].name != "" || !notes(of: paths[$0], style.words).isEmpty }
  }
}

extension ContourChart {
  /// A height written on its line.
  private struct Label {
    let text: String
    /// The first cell, counted from the corner of the canvas.
    let cell: Point

    /// The cells around it that have to be free of other labels.
    var surroundings: Rect { Rect(x: cell.x - 1, y: cell.y, width: text.count + 2, height: 1) }
  }

  /// What has to be said of the points of `path` that cannot be drawn.
  private func notes(of path: LineChart.Series, _ words: ChartWords) -> [String] {
    let points = zip(path.x, path.y)
    let notFinite = points.count { !$0.isFinite || !$1.isFinite }
    let outside = points.count {
      $0.isFinite && $1.isFinite && !(x.contains($0) && y.contains($1))
    }
    return (notFinite > 0 ? [words.notFinite(notFinite)] : [])
      + (outside > 0 ? [words.outside(outside)] : [])
  }

  /// The inks of the paths, in their order.
  private func pathInks(_ style: ChartStyle) -> [Ink] {
    paths.indices.map { index in
      let before = paths.prefix(index).count { $0.isGhost == paths[index].isGhost }
      return paths[index].isGhost
        ? .ghost(before, style: style) : .series(before, isAlone: true, style: style)
    }
  }

  /// Draws the line of every level.
  ///
  /// - Returns: A label for each line that is long enough to carry one.
  private func drawLines(on plot: inout Plot) -> [Label] {
    let isCoarse = plot.canvas.rows < 14 || plot.canvas.columns < 40
    let levels =
      self.levels.isEmpty
      ? ContourLevels(of: heights(in: plot), isCoarse: isCoarse)
      : ContourLevels(values: self.levels)
    let grid = HeightGrid(columns: columns, z: z)
    let (left, bottom) = (plot.xMap(x.lowerBound), plot.yMap(y.lowerBound))
    let scaleX = (plot.xMap(x.upperBound) - left) / Double(max(1, columns - 1))
    let scaleY = (bottom - plot.yMap(y.upperBound)) / Double(max(1, grid.rows - 1))
    let (middle, height) = (Double(plot.canvas.width) / 2, Double(plot.canvas.height))
    // A grid far beyond the axes has no lines to show.
    guard [left, bottom, scaleX, scaleY].allSatisfy({ abs($0) < 1e6 + middle }) else { return [] }
    var labels: [Label] = []
    for (level, text) in zip(levels.values, levels.labels) {
      var cells: [Point] = []
      grid.forEachSegment(at: level) { start, end in
        let start = DotPoint(x: left + start.x * scaleX, y: bottom - start.y * scaleY)
        let end = DotPoint(x: left + end.x * scaleX, y: bottom - end.y * scaleY)
        var pen = Pen(owner: 0, dash: .solid)
        plot.canvas.line(from: start, to: end, pen: &pen)
        if start.x >= 0, start.y >= 0, start.x < 2 * middle, start.y < height {
          cells.append(Point(x: Int(start.x) / 2, y: Int(start.y) / 4))
        }
      }
      if let label = Self.label(text, on: cells, besides: labels, canvas: plot.canvas) {
        labels.append(label)
      }
    }
    return labels
  }

  /// The heights of the grid that are in sight.
  private func heights(in plot: Plot) -> [Double] {
    let rows = z.count / columns
    func isSeen(_ range: ClosedRange<Double>, _ index: Int, of count: Int, _ axis: Axis) -> Bool {
      let value = range.lowerBound + range.length * Double(index) / Double(max(1, count - 1))
      return -0.01...1.01 ~= axis.place(of: value)
    }
    let across = (0..<columns).filter { isSeen(x, $0, of: columns, plot.x) }
    let up = (0..<rows).filter { isSeen(y, $0, of: rows, plot.y) }
    return up.count < 2 || across.count < 2
      ? z : up.flatMap { row in across.map { z[row * columns + $0] } }
  }

  /// A place on the line through `cells` where `text` touches no other label.
  private static func label(
    _ text: String, on cells: [Point], besides labels: [Label], canvas: DotCanvas
  ) -> Label? {
    guard cells.count >= 3 * text.count else { return nil }
    let inside = Rect(x: 0, y: 0, width: canvas.columns, height: canvas.rows).inset(dx: 1, dy: 1)
    // From the middle of the line outwards, every few cells.
    let order = stride(from: 0, to: cells.count, by: 3).map { (cells.count / 2 + $0) % cells.count }
    for cell in order.lazy.map({ cells[$0] }) {
      let label = Label(text: text, cell: Point(x: cell.x - text.count / 2, y: cell.y))
      if inside.intersection(label.surroundings) == label.surroundings,
        labels.allSatisfy({ $0.surroundings.intersection(label.surroundings).isEmpty })
      {
        return label
      }
    }
    return nil
  }

  /// Whether no path runs where `label` stands.
  private func isFree(_ label: Label, plot: Plot) -> Bool {
    let start = label.cell.y * plot.canvas.columns + label.cell.x
    return (start..<start + label.text.count).allSatisfy {
      plot.canvas.mask($0) == 0 || plot.canvas.owner($0) == 0
    }
  }

  /// The paths in painter's order, each with the owner of its ink: ghosts first.
  private var orderedPaths: [(owner: Int, path: LineChart.Series)] {
    let numbered = paths.enumerated().map { (owner: $0.offset + 1, path: $0.element) }
    return numbered.filter(\.path.isGhost) + numbered.filter { !$0.path.isGhost }
  }

  private func drawPaths(on plot: inout Plot) {
    let xMap = plot.xMap
    let yMap = plot.yMap
    for (owner, path) in orderedPaths where path.style == .line {
      var pen = Pen(owner: UInt8(truncatingIfNeeded: owner), dash: .solid)
      for index in 1..<max(1, min(path.x.count, path.y.count)) {
        plot.canvas.line(
          from: DotPoint(x: xMap(path.x[index - 1]), y: yMap(path.y[index - 1])),
          to: DotPoint(x: xMap(path.x[index]), y: yMap(path.y[index])), pen: &pen)
      }
    }
  }

  /// The points of the paths; the first and the last ones stand out.
  private func drawPoints(into frame: inout Frame, plot: Plot, signs: Signs, inks: [Ink]) {
    let xMap = plot.xMap
    let yMap = plot.yMap
    for (owner, path) in orderedPaths {
      let count = min(path.x.count, path.y.count)
      for index in 0..<count {
        guard let cell = plot.cell(x: xMap(path.x[index]), y: yMap(path.y[index])) else { continue }
        let glyph =
          index == count - 1 ? signs.pathEnd : index == 0 ? signs.pathStart : signs.point(0)
        frame[cell.x, cell.y] = Cell(glyph, inks[owner].style)
      }
    }
  }
}

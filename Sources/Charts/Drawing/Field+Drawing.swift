internal import Cells

extension ScatterChart.Field {
  /// Draws regions as a pattern for each group, or lines with their values, behind the points.
  func draw(into frame: inout Frame, plot: Plot, style: ChartStyle) {
    guard columns > 1, values.count >= 2 * columns else { return }
    if levels.isEmpty {
      drawRegions(into: &frame, plot: plot, style: style)
    } else {
      drawLines(into: &frame, plot: plot, style: style)
    }
  }

  private var rows: Int { values.count / columns }

  private func drawRegions(into frame: inout Frame, plot: Plot, style: ChartStyle) {
    // The patterns of the Unicode signs are braille.
    let signs = Signs.of(style.usesBraille ? .unicode : .ascii)
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    let (left, right) = (xMap(x.lowerBound), xMap(x.upperBound))
    let (bottom, top) = (yMap(y.lowerBound), yMap(y.upperBound))
    for row in 0..<plot.area.height {
      for column in 0..<plot.area.width where (row + column).isMultiple(of: 2) {
        let across = (Double(2 * column) + 0.5 - left) / (right - left)
        let up = (bottom - (Double(4 * row) + 1.5)) / (bottom - top)
        guard -0.02...1.02 ~= across, -0.02...1.02 ~= up else { continue }
        let place = (
          x: max(0, min(columns - 1, Int((across * Double(columns - 1)).rounded()))),
          y: max(0, min(rows - 1, Int((up * Double(rows - 1)).rounded())))
        )
        let value = values[place.y * columns + place.x]
        guard value.isFinite, abs(value) < 1e9 else { continue }
        let group = Int(value)
        var ink = style.palette.series(group)
        ink.attributes.insert(.dim)
        frame[plot.area.x + column, plot.area.y + row] = Cell(signs.region(group), ink)
      }
    }
  }

  private func drawLines(into frame: inout Frame, plot: Plot, style: ChartStyle) {
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    let grid = HeightGrid(columns: columns, z: values)
    var canvas = DotCanvas(columns: plot.canvas.columns, rows: plot.canvas.rows)
    let (left, bottom) = (xMap(x.lowerBound), yMap(y.lowerBound))
    let scaleX = (xMap(x.upperBound) - left) / Double(columns - 1)
    let scaleY = (bottom - yMap(y.upperBound)) / Double(rows - 1)
    // A grid far beyond the axes has no lines to show.
    guard [left, bottom, scaleX, scaleY].allSatisfy({ abs($0) < 1e6 }) else { return }
    let texts = ContourLevels(values: levels).labels
    let corner = Point(x: plot.area.x, y: plot.area.y)
    var labels: [(text: String, cell: Point)] = []
    for (level, text) in zip(levels, texts) {
      // The middle one, such as the decision, is whole; those around it are dashed.
      let dash: Dash = level == levels[levels.count / 2] ? .solid : .series(2)
      var pen = Pen(owner: 0, dash: dash)
      var cells: [Point] = []
      grid.forEachSegment(at: level) { start, end in
        let start = DotPoint(x: left + start.x * scaleX, y: bottom - start.y * scaleY)
        let end = DotPoint(x: left + end.x * scaleX, y: bottom - end.y * scaleY)
        canvas.line(from: start, to: end, pen: &pen)
        cells.append(Point(x: Int(start.x) / 2, y: Int(start.y) / 4))
      }
      let place = cells.first { cell in
        cell.x > 0 && cell.x + text.count < canvas.columns
          && labels.allSatisfy { abs($0.cell.y - cell.y) > 1 || abs($0.cell.x - cell.x) > 6 }
      }
      if let place { labels.append((text, place)) }
    }
    canvas.draw(into: &frame, at: corner, inks: [.contour(style: style)])
    for label in labels {
      frame.write(
        label.text, x: corner.x + label.cell.x, y: corner.y + label.cell.y,
        style: style.palette.secondary, clip: plot.area)
    }
  }
}

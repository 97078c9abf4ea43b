/// Draws a curve column by column: all points of one column of dots become a stretch from the
/// lowest to the highest, so that a million points cost no more lines than a few hundred.
struct Tracer {
  private let xMap: AxisMap
  private let yMap: AxisMap
  private var pen: Pen
  private var last: DotPoint?

  /// A tracer for a curve of `plot`.
  init(plot: Plot, pen: Pen) {
    xMap = plot.xMap
    yMap = plot.yMap
    self.pen = pen
  }

  /// Draws `series`; values that are not finite are gaps.
  mutating func trace(_ series: LineChart.Series, on canvas: inout DotCanvas) {
    let xs = series.x
    let ys = series.y
    let width = Double(canvas.width)
    var column = -1
    var stretch = Stretch(0)
    for index in 0..<min(xs.count, ys.count) {
      let y = ys[index]
      let place = xMap(xs[index]) + 0.5
      guard y.isFinite, place >= 0, place <= width else {
        finish(column, stretch, on: &canvas)
        column = -1
        last = nil
        continue
      }
      let current = Int(place)
      if current == column {
        stretch.include(y)
      } else {
        finish(column, stretch, on: &canvas)
        column = current
        stretch = Stretch(y)
      }
    }
    finish(column, stretch, on: &canvas)
  }

  /// Draws the points of one column and the line that leads there.
  private mutating func finish(_ column: Int, _ stretch: Stretch, on canvas: inout DotCanvas) {
    guard column >= 0 else { return }
    let x = Double(column)
    let first = DotPoint(x: x, y: yMap(stretch.first))
    canvas.line(from: last ?? first, to: first, pen: &pen)
    if stretch.lowest < stretch.highest {
      canvas.line(
        from: DotPoint(x: x, y: yMap(stretch.lowest)),
        to: DotPoint(x: x, y: yMap(stretch.highest)), pen: &pen)
    }
    last = DotPoint(x: x, y: yMap(stretch.last))
  }

  /// The values of successive points in one column.
  private struct Stretch {
    let first: Double
    var lowest: Double
    var highest: Double
    var last: Double

    init(_ value: Double) {
      (first, lowest, highest, last) = (value, value, value, value)
    }

    mutating func include(_ value: Double) {
      lowest = value < lowest ? value : lowest
      highest = value > highest ? value : highest
      last = value
    }
  }
}

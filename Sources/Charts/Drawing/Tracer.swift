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
  ///
  /// Where `isRising`, x never falls and all is finite: then the ends of the columns are searched for.
  /// Of a chart that `isPart` of a larger one the lines go on beyond its edges.
  mutating func trace(
    _ series: LineChart.Series, isRising: Bool = false, isPart: Bool = false,
    on canvas: inout DotCanvas
  ) {
    if isPart, !isRising { return tracePoints(of: series, on: &canvas) }
    if isRising { return traceRising(series, isPart: isPart, on: &canvas) }
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

  /// Draws the line from point to point, in sight or not.
  private mutating func tracePoints(of series: LineChart.Series, on canvas: inout DotCanvas) {
    for (x, y) in zip(series.x, series.y) {
      let place = DotPoint(x: xMap(x), y: yMap(y))
      guard place.x.isFinite, place.y.isFinite else {
        last = nil
        continue
      }
      canvas.line(from: last ?? place, to: place, pen: &pen)
      last = place
    }
  }

  private mutating func traceRising(
    _ series: LineChart.Series, isPart: Bool, on canvas: inout DotCanvas
  ) {
    let xs = series.x
    let ys = series.y
    let count = min(xs.count, ys.count)
    var start = firstIndex(in: 0..<count) { xMap(xs[$0]) + 0.5 >= 0 }
    if isPart, start > 0 { last = DotPoint(x: xMap(xs[start - 1]), y: yMap(ys[start - 1])) }
    while start < count {
      let place = xMap(xs[start]) + 0.5
      guard place <= Double(canvas.width) else {
        let next = DotPoint(x: xMap(xs[start]), y: yMap(ys[start]))
        if isPart { canvas.line(from: last ?? next, to: next, pen: &pen) }
        return
      }
      let column = Int(place)
      let end = firstIndex(in: start + 1..<count) { xMap(xs[$0]) + 0.5 >= Double(column + 1) }
      let (lowest, highest) = extremes(of: ys, in: start..<end)
      finish(
        column,
        Stretch(first: ys[start], lowest: lowest, highest: highest, last: ys[end - 1]), on: &canvas)
      start = end
    }
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

    init(first: Double, lowest: Double, highest: Double, last: Double) {
      (self.first, self.lowest, self.highest, self.last) = (first, lowest, highest, last)
    }

    mutating func include(_ value: Double) {
      lowest = value < lowest ? value : lowest
      highest = value > highest ? value : highest
      last = value
    }
  }
}

/// The first of `indices` for which `isBeyond` holds, as it does for all that follow; else their end.
private func firstIndex(in indices: Range<Int>, where isBeyond: (Int) -> Bool) -> Int {
  var (low, high) = (indices.lowerBound, indices.upperBound)
  // Doubling first: the end is near where points are few.
  var step = 1
  while low + step < high, !isBeyond(low + step) {
    low += step
    step *= 2
  }
  high = min(high, low + step)
  while low < high {
    let middle = (low + high) / 2
    if isBeyond(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}

internal import Glibc

extension Chart {
  /// The chart without points that a plot of `columns` columns cannot show.
  ///
  /// Of each stretch of points in one half column the first, the lowest, the highest and the last
  /// stay, so that no spike is lost.
  public func thinned(toColumns columns: Int) -> Chart {
    guard case .line(var chart) = self else { return self }
    for index in chart.series.indices where chart.series[index].style == .line {
      chart.series[index].thin(toStretches: 2 * max(1, columns), scale: chart.xScale)
    }
    return .line(chart)
  }
}

extension LineChart.Series {
  /// Keeps at most about four points of each of `count` equal stretches of the x axis.
  fileprivate mutating func thin(toStretches count: Int, scale: AxisScale) {
    let length = min(x.count, y.count)
    guard length > 4 * count else { return }
    let places = scale == .log ? x.map { log10($0) } : x
    var range = FiniteRange()
    for place in places { range.include(place) }
    guard range.lower < range.upper else { return }
    let stretchesPerUnit = Double(count) / (range.upper - range.lower)

    var kept: [Int] = []
    var start = 0
    var stretch = -1.0
    for index in 0..<length {
      let place = (places[index] - range.lower) * stretchesPerUnit
      // Values that are not finite form stretches of their own.
      let current = y[index].isFinite && place.isFinite ? place.rounded(.down) : -2
      if current != stretch {
        keep(start..<index, in: &kept)
        start = index
        stretch = current
      }
    }
    keep(start..<length, in: &kept)
    (x, y) = (kept.map { x[$0] }, kept.map { y[$0] })
    lower = kept.filter(lower.indices.contains).map { lower[$0] }
    upper = kept.filter(upper.indices.contains).map { upper[$0] }
  }

  /// Adds the first, lowest, highest and last point of `stretch` to `kept`, in their order.
  private func keep(_ stretch: Range<Int>, in kept: inout [Int]) {
    guard let first = stretch.first, let last = stretch.last else { return }
    var lowest = first
    var highest = first
    for index in stretch {
      if y[index] < y[lowest] { lowest = index }
      if y[index] > y[highest] { highest = index }
    }
    for index in [first, min(lowest, highest), max(lowest, highest), last]
    where kept.last.map({ $0 < index }) ?? true {
      kept.append(index)
    }
  }
}

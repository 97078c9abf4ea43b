internal import Charts

/// The moving averages of a series over every sample that came, whatever is kept of them.
struct RunningAverages: Hashable {
  /// One for each of `MovingAverage.weights`.
  typealias Values = SIMD3<Float>

  private var averages = MovingAverage.weights.map(MovingAverage.init)
  private var start = 0

  /// The averages at `sample`; a new start has averages of its own.
  mutating func add(_ sample: MetricSample) -> Values {
    if sample.start != start { self = RunningAverages() }
    start = sample.start
    var values = Values()
    for index in averages.indices { values[index] = Float(averages[index].add(sample.y)) }
    return values
  }
}

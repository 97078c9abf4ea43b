extension LineChart.Series {
  /// The curve as it is, faint, and its exponential moving average over it.
  ///
  /// It is `MovingAverage` of every point, whatever the chart's width shows of them; no value depends on
  /// later ones. What is not finite stays a gap.
  public func smoothed(by weight: Double) -> [LineChart.Series] {
    var running = MovingAverage(weight: weight)
    return smoothed(to: y.map { running.add($0) }, by: running.weight)
  }

  /// The curve as it is, faint, and `averages` of it, which were made with `weight`, over it.
  public func smoothed(to averages: [Double], by weight: Double) -> [LineChart.Series] {
    var average = self
    average.y = averages
    average.name = "\(name) (EMA \(weight))"
    (average.lower, average.upper) = ([], [])
    var raw = self
    raw.isFaint = true
    return [raw, average]
  }

  /// What the ends of a band around a mean tell.
  public enum Deviation: Sendable {
    /// The standard deviation of the runs.
    case ofRuns
    /// The standard error of their mean.
    case ofMean
  }

  /// The mean of several runs at each x that any of them has, and a band of one deviation around it.
  ///
  /// The deviation is that of a sample (÷ n − 1); where only one run has a value there is none.
  public static func folded(
    _ name: String, _ runs: [LineChart.Series], band deviation: Deviation = .ofRuns
  ) -> LineChart.Series {
    var values: [Double: [Double]] = [:]
    for run in runs {
      for (x, y) in zip(run.x, run.y) where x.isFinite && y.isFinite {
        values[x, default: []].append(y)
      }
    }
    let places = values.keys.sorted()
    var folded = LineChart.Series(name, x: places, y: [])
    for place in places {
      let all = values[place] ?? []
      let count = Double(all.count)
      let mean = all.reduce(0) { $0 + $1 / count }
      let squares = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviationOfRuns = all.count > 1 ? (squares / (count - 1)).squareRoot() : 0
      let reach = deviation == .ofMean ? deviationOfRuns / count.squareRoot() : deviationOfRuns
      folded.y.append(mean)
      folded.lower.append(mean - reach)
      folded.upper.append(mean + reach)
    }
    return folded
  }
}

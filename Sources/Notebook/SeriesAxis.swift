/// What a chart of series has on its x axis, as the reader chooses.
public enum SeriesAxis: Hashable, Sendable {
  /// What the kernel plots over: the steps unless it says otherwise.
  case kernels
  /// The steps of the run.
  case steps
  /// Seconds since the run began.
  case seconds
  /// The value that this series had in the same step.
  case series(String)
}

extension RunRecord {
  /// At most so many other series are offered for the x axis: more are found by no one.
  private static let mostOtherSeries = 8

  /// What a chart of these series can have on its x axis.
  public func axes(of names: [String]) -> [SeriesAxis] {
    let samples = names.compactMap { series[$0] }
    let isOverSteps = samples.allSatisfy { $0.allSatisfy { $0.x == Double($0.step) } }
    let hasTimes = samples.contains { $0.contains { $0.time > 0 } }
    let others = seriesNames.filter { !names.contains($0) }.prefix(Self.mostOtherSeries)
    return [.kernels] + (isOverSteps ? [] : [.steps]) + (hasTimes ? [.seconds] : [])
      + others.map { .series($0) }
  }

  /// The places of `samples` on `axis`; NaN where there is none yet.
  func places(of samples: ArraySlice<Sample>, on axis: SeriesAxis) -> [Double] {
    switch axis {
    case .kernels: return samples.map(\.x)
    case .steps: return samples.map { Double($0.step) }
    case .seconds: return samples.map(\.time)
    case .series(let name):
      // The newest value that was known in the step.
      let others = series[name] ?? []
      var next = 0
      return samples.map { sample in
        while next < others.count, others[next].step <= sample.step { next += 1 }
        return next > 0 ? others[next - 1].y : .nan
      }
    }
  }
}

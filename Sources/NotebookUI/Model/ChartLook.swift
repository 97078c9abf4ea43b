import Charts
import Notebook

/// How the learner wants to see a chart of a pane, in its tile as on the whole screen.
struct ChartLook: Equatable {
  /// Whether x is logarithmic; nil: as the chart has it.
  var hasLogX: Bool?
  /// Whether y is logarithmic; nil: as the chart has it.
  var hasLogY: Bool?
  /// How much the former values weigh in a smoothed one; nil: nothing is smoothed.
  var smoothing: Double?
  /// What is on the x axis of a chart of series.
  var axis = SeriesAxis.kernels

  mutating func cycleSmoothing() {
    let weights = MovingAverage.weights
    let next = smoothing.flatMap { weights.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    smoothing = weights.indices.contains(next) ? weights[next] : nil
  }

  /// From `chart`'s axes to y logarithmic, x, both and neither.
  mutating func cycleScales(of chart: LineChart) {
    let (x, y) = (hasLogX ?? (chart.xScale != .linear), hasLogY ?? (chart.yScale != .linear))
    (hasLogX, hasLogY) = (y ? !x : x, !y)
  }

  /// `chart` with the axes of this look.
  func applied(to chart: Chart) -> Chart {
    guard case .line(var line) = chart else { return chart }
    if let hasLogX, hasLogX != (line.xScale != .linear) {
      line.xScale = hasLogX ? .logarithmic(for: line.series.map(\.x)) : .linear
    }
    if let hasLogY, hasLogY != (line.yScale != .linear) {
      line.yScale = hasLogY ? .logarithmic(for: line.series.map(\.y)) : .linear
    }
    return .line(line)
  }
}

extension AxisScale {
  /// The scale for values most of which are positive, or for values of both signs.
  fileprivate static func logarithmic(for values: [[Double]]) -> AxisScale {
    let finite = values.reduce(0) { $0 + $1.count(where: \.isFinite) }
    let positive = values.reduce(0) { $0 + $1.count { $0 > 0 && $0.isFinite } }
    return 10 * positive >= 9 * finite ? .log : .symlog
  }
}

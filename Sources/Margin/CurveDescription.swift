/// Where the points of a series stand: in which chart, under which name and over what.
public struct CurveDescription: Hashable, Codable, Sendable {
  /// The name of the series, unique in the run.
  public var series: String
  /// The chart that it is a curve of.
  public var chart: String
  /// What the chart's legend calls it.
  public var name: String
  /// What its x counts, such as "epoch"; nil where it is the step.
  public var xLabel: String?

  /// The curve `name` of `chart`; by itself one with its chart's name.
  public init(chart: String, name: String? = nil, xLabel: String? = nil) {
    series = name.map { $0.isEmpty ? chart : "\($0) \(chart)" } ?? chart
    self.chart = chart
    self.name = name ?? chart
    self.xLabel = xLabel
  }
}

/// What a pane has told of the curves on it.
struct PlottedCurves {
  private var described: [String: CurveDescription] = [:]
  /// The step in which each start plotted first.
  private var firstSteps: [Int: Int] = [:]

  /// So many starts may go on side by side.
  private static let startLimit = 4096

  /// Whether `curve` is to be told, because it is new or is another one than before.
  mutating func isNews(_ curve: CurveDescription) -> Bool {
    described.updateValue(curve, forKey: curve.series) != curve
  }

  /// The number of the step `step` within `start`, from 1.
  mutating func iteration(_ step: Int, ofStart start: Int) -> Int {
    if let first = firstSteps[start] { return step - first + 1 }
    if firstSteps.count == Self.startLimit { firstSteps = [:] }
    firstSteps[start] = step
    return 1
  }
}

internal import Cells

/// How often values fall into each of several equal bins, for one or several groups.
public struct Histogram: Hashable, Codable, Sendable {
  /// What is counted together.
  public struct Group: Hashable, Codable, Sendable {
    /// What the legend calls it.
    public var name: String
    /// How many values fell into each bin.
    @PackedNumbers public internal(set) var counts: [Double]
    /// Values that are not finite.
    public let notFinite: Int
    /// Values beyond the first or the last bin.
    public let outside: Int
  }

  /// A value with a name, such as a threshold.
  public typealias Mark = LineChart.Mark

  /// The groups; all have the same bins.
  public internal(set) var groups: [Group]
  /// The lower end of the first bin.
  @PackedNumber public private(set) var lower: Double
  /// The upper end of the last bin.
  @PackedNumber public private(set) var upper: Double
  /// Values with a name.
  public var marks: [Mark]
  /// Whether groups are shown as shares of all their values, so that unlike sizes compare.
  public var isNormalized: Bool
  /// What is counted.
  public var xLabel: String

  /// Counts the values of `groups` in shared bins.
  ///
  /// Without a number of `bins` it is the square root of the values of the largest group, 5 to 40; without
  /// a `range` the bins reach over all finite values.
  public init(
    _ groups: [(name: String, values: [Double])], bins: Int? = nil,
    range: ClosedRange<Double>? = nil, marks: [Mark] = [], isNormalized: Bool = false,
    xLabel: String = ""
  ) {
    var limits = FiniteRange()
    for group in groups { limits.include(group.values.finiteRange) }
    if let range { limits = FiniteRange(range.lowerBound, range.upperBound) }
    if limits.isEmpty { limits = FiniteRange(0, 1) }
    let reach = largestPlace
    var (lower, upper) = (max(-reach, limits.lower), min(reach, limits.upper))
    if upper - lower <= 4 * max(abs(lower), abs(upper)).ulp {
      let margin = max(0.5, max(abs(lower), abs(upper)) * 0.01)
      (lower, upper) = (lower - margin, upper + margin)
    }
    let largest = groups.map(\.values.count).max() ?? 0
    let count = max(1, min(1000, bins ?? max(5, min(40, Int(Double(largest).squareRoot())))))
    self.lower = lower
    self.upper = upper
    self.marks = marks
    self.isNormalized = isNormalized
    self.xLabel = xLabel
    self.groups = groups.map { name, values in
      var counts = [Double](repeating: 0, count: count)
      var outside = 0
      for value in values where value.isFinite {
        guard value >= lower, value <= upper else {
          outside += 1
          continue
        }
        let bin = (value - lower) / (upper - lower) * Double(count)
        counts[min(count - 1, Int(bin))] += 1
      }
      return Group(
        name: name, counts: counts, notFinite: values.count { !$0.isFinite }, outside: outside)
    }
  }

  /// Counts `values`.
  public init(
    _ values: [Double], bins: Int? = nil, range: ClosedRange<Double>? = nil, marks: [Mark] = [],
    xLabel: String = ""
  ) {
    self.init([("", values)], bins: bins, range: range, marks: marks, xLabel: xLabel)
  }
}

extension Histogram {
  /// Some of the bins, as high as they were.
  func sliced(_ bins: Range<Int>) -> Histogram {
    var part = self
    let width = grain
    (part.lower, part.upper) = (
      lower + Double(bins.lowerBound) * width, lower + Double(bins.upperBound) * width
    )
    part.isNormalized = false
    for index in groups.indices {
      let heights = heights(of: groups[index])
      part.groups[index].counts = Array(heights[bins.clamped(to: heights.indices)])
    }
    return part
  }
}

extension Histogram: ChartKind {
  static var kindName: String { "histogram" }

  func height(width: Int, _ style: ChartStyle) -> Int { 14 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in groups.indices { chart.groups[index].name = name(groups[index].name) }
    for index in marks.indices { chart.marks[index].text = name(marks[index].text) }
    chart.xLabel = name(xLabel)
    return .histogram(chart)
  }
}

extension LineChart {
  /// The densities of several groups of values, estimated with Gaussian kernels.
  ///
  /// The width of the kernels is 0.9 · min(s, IQR / 1.34) · n^(−1/5) (Silverman 1986, 3.31).
  public static func densities(
    of groups: [(name: String, values: [Double])], points: Int = 120, xLabel: String = ""
  ) -> LineChart {
    let curves = groups.map { name, values in
      KernelDensity(values).curve(name, points: max(2, points))
    }
    return LineChart(curves, xLabel: xLabel)
  }
}

/// How an axis maps values to places.
public enum AxisScale: String, Hashable, Codable, Sendable {
  case linear
  /// Logarithmic, base 10; values ≤ 0 stand at the floor, marked and counted.
  case log
}

/// Curves over a shared x axis.
public struct LineChart: Hashable, Codable, Sendable {
  /// One curve; a y that is not finite is a gap.
  public struct Series: Hashable, Codable, Sendable {
    public var name: String
    public var x: [Double]
    public var y: [Double]
    /// Whether this is an earlier run, drawn dim behind the others.
    public var isGhost: Bool

    /// The curve through (`x[i]`, `y[i]`), in the order given.
    public init(_ name: String, x: [Double], y: [Double], isGhost: Bool = false) {
      self.name = name
      self.x = x
      self.y = y
      self.isGhost = isGhost
    }
  }

  /// A mark on the x axis: a change made while the run went on.
  public struct Mark: Hashable, Codable, Sendable {
    public var x: Double
    public var text: String

    /// A mark at `x` that says `text`.
    public init(x: Double, text: String) {
      self.x = x
      self.text = text
    }
  }

  public var series: [Series]
  public var marks: [Mark]
  public var xLabel: String
  public var yLabel: String
  public var xScale: AxisScale
  public var yScale: AxisScale

  /// A chart of `series`.
  public init(
    _ series: [Series], marks: [Mark] = [], xLabel: String = "", yLabel: String = "",
    xScale: AxisScale = .linear, yScale: AxisScale = .linear
  ) {
    self.series = series
    self.marks = marks
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xScale = xScale
    self.yScale = yScale
  }
}

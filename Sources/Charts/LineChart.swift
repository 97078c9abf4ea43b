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
    /// How the points of a series are shown.
    public enum Style: String, Hashable, Codable, Sendable {
      case line
      case points
    }

    /// What the legend calls it; an earlier run is called by what differs, such as "K 3→5", and one
    /// without a name is not in the legend.
    public var name: String
    /// The places of the points on the x axis.
    @PackedNumbers public var x: [Double]
    /// The values, one for each place.
    @PackedNumbers public var y: [Double]
    /// Whether this is an earlier run, drawn dim behind the others.
    public var isGhost: Bool
    /// Whether the points are joined.
    public var style: Style

    /// The curve through (`x[i]`, `y[i]`), in the order given.
    public init(
      _ name: String, x: [Double], y: [Double], isGhost: Bool = false, style: Style = .line
    ) {
      self.name = name
      self.x = x
      self.y = y
      self.isGhost = isGhost
      self.style = style
    }
  }

  /// A mark on the x axis: a change made while the run went on.
  public struct Mark: Hashable, Codable, Sendable {
    /// Where it stands.
    @PackedNumber public var x: Double
    /// What it says, where there is room.
    public var text: String

    /// A mark at `x` that says `text`.
    public init(x: Double, text: String) {
      self.x = x
      self.text = text
    }
  }

  /// The curves; later ones are drawn over earlier ones, and all over the ghosts.
  public var series: [Series]
  /// The changes made on the way.
  public var marks: [Mark]
  /// What the x axis counts, such as "step".
  public var xLabel: String
  /// What the y axis measures.
  public var yLabel: String
  /// How x is mapped to columns.
  public var xScale: AxisScale
  /// How y is mapped to rows.
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

extension LineChart: ChartKind {
  static var kindName: String { "line" }

  func height(width: Int, _ style: ChartStyle) -> Int { 12 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in series.indices { chart.series[index].name = name(series[index].name) }
    for index in marks.indices { chart.marks[index].text = name(marks[index].text) }
    (chart.xLabel, chart.yLabel) = (name(xLabel), name(yLabel))
    return .line(chart)
  }
}

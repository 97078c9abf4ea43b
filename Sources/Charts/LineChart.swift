/// How an axis maps values to places.
public enum AxisScale: String, Hashable, Codable, Sendable {
  case linear
  /// Logarithmic, base 10; values ≤ 0 stand at the floor, marked and counted.
  case log
  /// Logarithmic for both signs over the four highest decades, linear around 0.
  case symlog
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
    /// The lower ends of a band around the curve or of bars at its points; empty: there are none.
    @AddedNumbers public var lower: [Double]
    /// The upper ends.
    @AddedNumbers public var upper: [Double]
    /// How the ends are shown; nil: as a band.
    public var spread: Spread?
    /// Whether the curve stands back behind another of the same thing, such as a smoothed one.
    public var isFaint: Bool?

    /// The curve through (`x[i]`, `y[i]`), in the order given.
    public init(
      _ name: String, x: [Double], y: [Double], isGhost: Bool = false, style: Style = .line,
      lower: [Double] = [], upper: [Double] = [], spread: Spread? = nil
    ) {
      self.name = name
      self.x = x
      self.y = y
      self.isGhost = isGhost
      self.style = style
      self.lower = lower
      self.upper = upper
      self.spread = spread
    }

    /// How the ends around the points of a curve are shown.
    public enum Spread: String, Hashable, Codable, Sendable {
      case band
      case bars
    }
  }

  /// A straight line with a name across the chart: a bound, the true value.
  public struct Reference: Hashable, Codable, Sendable {
    /// Where it stands.
    @PackedNumber public var value: Double
    /// Whether it stands upright, at an x; else it lies at a y.
    public var isVertical: Bool
    /// What it is, such as "ln N".
    public var name: String

    /// An upright line at `x`.
    public init(x: Double, name: String) {
      (value, isVertical, self.name) = (x, true, name)
    }

    /// A level line at `y`.
    public init(y: Double, name: String) {
      (value, isVertical, self.name) = (y, false, name)
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
  /// Lines to compare the curves with.
  @Added public var references: [Reference]

  /// A chart of `series`.
  public init(
    _ series: [Series], marks: [Mark] = [], xLabel: String = "", yLabel: String = "",
    xScale: AxisScale = .linear, yScale: AxisScale = .linear, references: [Reference] = []
  ) {
    self.series = series
    self.marks = marks
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xScale = xScale
    self.yScale = yScale
    self.references = references
  }
}

extension LineChart: ChartKind {
  static var kindName: String { "line" }

  func height(width: Int, _ style: ChartStyle) -> Int { 12 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in series.indices { chart.series[index].name = name(series[index].name) }
    for index in marks.indices { chart.marks[index].text = name(marks[index].text) }
    for index in references.indices { chart.references[index].name = name(references[index].name) }
    (chart.xLabel, chart.yLabel) = (name(xLabel), name(yLabel))
    return .line(chart)
  }
}

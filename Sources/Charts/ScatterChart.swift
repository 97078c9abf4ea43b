/// Points in the plane by group, with ellipses (such as the 2σ line of a Gaussian) over them.
public struct ScatterChart: Hashable, Codable, Sendable {
  /// Points of one group share a glyph and a colour.
  public struct Group: Hashable, Codable, Sendable {
    /// What the legend calls it.
    public var name: String
    /// The first coordinates.
    @PackedNumbers public var x: [Double]
    /// The second coordinates.
    @PackedNumbers public var y: [Double]

    /// The points (`x[i]`, `y[i]`).
    public init(_ name: String, x: [Double], y: [Double]) {
      self.name = name
      self.x = x
      self.y = y
    }
  }

  /// The points at distance `deviations` from a mean under a covariance:
  /// (p − mean)ᵀ Σ⁻¹ (p − mean) = deviations².
  public struct Ellipse: Hashable, Codable, Sendable {
    /// Whose colour it has: an index into `groups`.
    public var group: Int
    /// The first coordinate of the centre.
    @PackedNumber public var meanX: Double
    /// The second coordinate of the centre.
    @PackedNumber public var meanY: Double
    /// Σ₁₁.
    @PackedNumber public var varianceX: Double
    /// Σ₂₂.
    @PackedNumber public var varianceY: Double
    /// Σ₁₂.
    @PackedNumber public var covariance: Double
    /// The distance in standard deviations.
    @PackedNumber public var deviations: Double

    /// An ellipse of group `group`.
    public init(
      group: Int, meanX: Double, meanY: Double, varianceX: Double, varianceY: Double,
      covariance: Double, deviations: Double = 2
    ) {
      self.group = group
      self.meanX = meanX
      self.meanY = meanY
      self.varianceX = varianceX
      self.varianceY = varianceY
      self.covariance = covariance
      self.deviations = deviations
    }
  }

  /// The points.
  public var groups: [Group]
  /// The ellipses around them.
  public var ellipses: [Ellipse]
  /// What the first coordinate measures.
  public var xLabel: String
  /// What the second coordinate measures.
  public var yLabel: String

  /// A chart of `groups` with `ellipses` over them.
  public init(
    _ groups: [Group], ellipses: [Ellipse] = [], xLabel: String = "", yLabel: String = ""
  ) {
    self.groups = groups
    self.ellipses = ellipses
    self.xLabel = xLabel
    self.yLabel = yLabel
  }
}

extension ScatterChart: ChartKind {
  static var kindName: String { "scatter" }

  func height(width: Int, _ style: ChartStyle) -> Int { 20 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in groups.indices { chart.groups[index].name = name(groups[index].name) }
    (chart.xLabel, chart.yLabel) = (name(xLabel), name(yLabel))
    return .scatter(chart)
  }
}

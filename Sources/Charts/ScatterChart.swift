/// Points in the plane by group, with ellipses (such as the 2σ line of a Gaussian) over them.
public struct ScatterChart: Hashable, Codable, Sendable {
  /// Points of one group share a glyph and a colour.
  public struct Group: Hashable, Codable, Sendable {
    public var name: String
    public var x: [Double]
    public var y: [Double]

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
    public var meanX: Double
    public var meanY: Double
    public var varianceX: Double
    public var varianceY: Double
    public var covariance: Double
    public var deviations: Double

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

  public var groups: [Group]
  public var ellipses: [Ellipse]
  public var xLabel: String
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

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
    /// The indices of points that stand out by a state, such as support vectors.
    @Added public var highlighted: [Int]

    /// The points (`x[i]`, `y[i]`).
    public init(_ name: String, x: [Double], y: [Double], highlighted: [Int] = []) {
      self.name = name
      self.x = x
      self.y = y
      self.highlighted = highlighted
    }
  }

  /// What is known at every place of the plane, on a grid.
  public struct Field: Hashable, Codable, Sendable {
    /// From the first to the last column of the grid.
    public let x: ClosedRange<Double>
    /// From the first to the last row of the grid.
    public let y: ClosedRange<Double>
    /// The places of one row of the grid.
    public let columns: Int
    /// The values, row by row from the lowest y.
    @PackedNumbers public private(set) var values: [Double]
    /// The values along which lines run, such as the probabilities 0.1, 0.5 and 0.9; none where the
    /// values are numbers of groups.
    public let levels: [Double]

    /// The group that is predicted at each place: decision regions.
    public init(
      groupsOver x: ClosedRange<Double>, _ y: ClosedRange<Double>, columns: Int = 64,
      rows: Int = 48,
      group: (_ x: Double, _ y: Double) throws -> Int
    ) rethrows {
      let grid = try ContourChart(x: x, y: y, columns: columns, rows: rows) {
        Double(try group($0, $1))
      }
      self.init(grid, levels: [])
    }

    /// Lines along which `value` has one of `levels`.
    public init(
      linesOver x: ClosedRange<Double>, _ y: ClosedRange<Double>, levels: [Double],
      columns: Int = 64, rows: Int = 48, value: (_ x: Double, _ y: Double) throws -> Double
    ) rethrows {
      let grid = try ContourChart(x: x, y: y, columns: columns, rows: rows, height: value)
      self.init(grid, levels: levels.filter(\.isFinite))
    }

    private init(_ grid: ContourChart, levels: [Double]) {
      (x, y, columns, self.levels) = (grid.x, grid.y, grid.columns, levels)
      _values = PackedNumbers(wrappedValue: grid.z)
    }
  }

  /// An arrow, such as a gradient or a principal axis.
  public struct Arrow: Hashable, Codable, Sendable {
    /// Where it begins.
    @PackedNumber public var x: Double
    /// Where it begins.
    @PackedNumber public var y: Double
    /// How far it goes along x.
    @PackedNumber public var dx: Double
    /// How far it goes along y.
    @PackedNumber public var dy: Double

    /// An arrow from (`x`, `y`).
    public init(x: Double, y: Double, dx: Double, dy: Double) {
      self.x = x
      self.y = y
      self.dx = dx
      self.dy = dy
    }
  }

  /// A word at a place.
  public struct Label: Hashable, Codable, Sendable {
    /// Where it belongs.
    @PackedNumber public var x: Double
    /// Where it belongs.
    @PackedNumber public var y: Double
    /// The word.
    public var text: String

    /// `text` at (`x`, `y`).
    public init(x: Double, y: Double, text: String) {
      self.x = x
      self.y = y
      self.text = text
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
  /// What is known of the plane behind the points.
  public var field: Field?
  /// Arrows over the points.
  @Added public var arrows: [Arrow]
  /// Words beside their places; the first ones are the last to be left out for want of room.
  @Added public var labels: [Label]

  /// A chart of `groups` with `ellipses` over them.
  public init(
    _ groups: [Group], ellipses: [Ellipse] = [], xLabel: String = "", yLabel: String = "",
    field: Field? = nil, arrows: [Arrow] = [], labels: [Label] = []
  ) {
    self.groups = groups
    self.ellipses = ellipses
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.field = field
    self.arrows = arrows
    self.labels = labels
  }
}

extension ScatterChart: ChartKind {
  static var kindName: String { "scatter" }

  func height(width: Int, _ style: ChartStyle) -> Int { 20 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in groups.indices { chart.groups[index].name = name(groups[index].name) }
    for index in labels.indices { chart.labels[index].text = name(labels[index].text) }
    (chart.xLabel, chart.yLabel) = (name(xLabel), name(yLabel))
    return .scatter(chart)
  }
}

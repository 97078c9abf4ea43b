/// Lines of equal height of a function of two variables, with paths over them.
public struct ContourChart: Hashable, Codable, Sendable {
  /// From the first to the last column of the grid.
  public let x: ClosedRange<Double>
  /// From the first to the last row of the grid.
  public let y: ClosedRange<Double>
  /// The points of one row of the grid, evenly spaced over `x`.
  public let columns: Int
  /// The heights, row by row from the lowest y, `columns` each; what is not finite has no line.
  @PackedNumbers public private(set) var z: [Double]
  /// The heights of the lines; empty: round ones, chosen so that the top is told in detail.
  public var levels: [Double]
  /// Ways over the plane, such as the estimates of a run step by step; ghosts behind the others.
  public var paths: [LineChart.Series]
  /// What the first coordinate measures.
  public var xLabel: String
  /// What the second coordinate measures.
  public var yLabel: String

  /// The lines of equal height of `height` over `x` × `y`, computed on a grid of
  /// `columns` × `rows` points.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 64, rows: Int = 48,
    levels: [Double] = [], paths: [LineChart.Series] = [], xLabel: String = "",
    yLabel: String = "", height: (_ x: Double, _ y: Double) throws -> Double
  ) rethrows {
    let columns = max(2, columns)
    let rows = max(2, rows)
    self.x = x.clamped(to: -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
    self.y = y.clamped(to: -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
    self.columns = columns
    self.levels = levels.filter(\.isFinite)
    self.paths = paths
    self.xLabel = xLabel
    self.yLabel = yLabel
    var z: [Double] = []
    z.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        z.append(
          try height(
            self.x.lowerBound + self.x.length * Double(column) / Double(columns - 1),
            self.y.lowerBound + self.y.length * Double(row) / Double(rows - 1)))
      }
    }
    self.z = z
  }
}

extension ClosedRange where Bound == Double {
  /// The distance from one end to the other.
  var length: Double { upperBound - lowerBound }
}

extension ContourChart: ChartKind {
  static var kindName: String { "contour" }

  func height(width: Int, _ style: ChartStyle) -> Int { 20 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in paths.indices { chart.paths[index].name = name(paths[index].name) }
    (chart.xLabel, chart.yLabel) = (name(xLabel), name(yLabel))
    return .contour(chart)
  }
}

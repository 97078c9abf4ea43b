internal import Cells

/// A matrix as colours: similarities, attention, a joint distribution, what was taken for what.
public struct HeatMap: Hashable, Codable, Sendable {
  /// A place in the matrix.
  public struct Place: Hashable, Codable, Sendable {
    /// From 0 at the top.
    public var row: Int
    /// From 0 at the left.
    public var column: Int

    /// The place in `row` and `column`.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// The values, row by row from the top; what is not finite is marked and counted.
  @PackedNumbers public private(set) var values: [Double]
  /// Values in a row.
  public let columns: Int
  /// What the rows are called, from the top; none or one for each.
  public var rowLabels: [String]
  /// What the columns are called, from the left; none or one for each.
  public var columnLabels: [String]
  /// The colours.
  public var map: ColorMap
  /// The values at the ends of the colours; nil: the least and the greatest.
  public var range: ClosedRange<Double>?
  /// Places that stand out, such as the diagonal or the largest value of each row.
  public var marked: [Place]
  /// Whether the sums of rows and columns stand beside them, as in a joint table.
  public var hasMargins: Bool
  /// What the columns are.
  public var xLabel: String
  /// What the rows are.
  public var yLabel: String
  /// Why a NaN is none of the values, such as `masked`; nil: it is a number that went wrong.
  public var absence: String?

  /// How many rows there are; what is left over after the last whole row is dropped.
  public var rows: Int { columns > 0 ? values.count / columns : 0 }

  /// A map of `values` with `columns` in each row.
  public init(
    _ values: some Collection<some BinaryFloatingPoint>, columns: Int, rowLabels: [String] = [],
    columnLabels: [String] = [], map: ColorMap = .sequential, range: ClosedRange<Double>? = nil,
    marked: [Place] = [], hasMargins: Bool = false, xLabel: String = "", yLabel: String = "",
    absence: String? = nil
  ) {
    self.values = values.map { Double($0) }
    self.columns = max(0, columns)
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.map = map
    self.range = range?.clamped(to: -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
    self.marked = marked
    self.hasMargins = hasMargins
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.absence = absence
  }

  /// The same map with its rows and columns in another order, such as by cluster.
  ///
  /// An index that there is not is left out.
  public func ordered(rows rowOrder: [Int]? = nil, columns columnOrder: [Int]? = nil) -> HeatMap {
    let down = (rowOrder ?? Array(0..<rows)).filter { (0..<rows).contains($0) }
    let across = (columnOrder ?? Array(0..<columns)).filter { (0..<columns).contains($0) }
    func moved(_ labels: [String], _ order: [Int]) -> [String] {
      labels.isEmpty ? [] : order.map { labels.indices.contains($0) ? labels[$0] : "" }
    }
    let places = marked.flatMap { place in
      down.indices.filter { down[$0] == place.row }.flatMap { row in
        across.indices.filter { across[$0] == place.column }.map { Place(row: row, column: $0) }
      }
    }
    return HeatMap(
      down.flatMap { row in across.map { values[row * columns + $0] } }, columns: across.count,
      rowLabels: moved(rowLabels, down), columnLabels: moved(columnLabels, across), map: map,
      range: range, marked: places, hasMargins: hasMargins, xLabel: xLabel, yLabel: yLabel,
      absence: absence)
  }
}

extension HeatMap {
  /// The places of the diagonal.
  public static func diagonal(_ count: Int) -> [Place] {
    (0..<max(0, count)).map { Place(row: $0, column: $0) }
  }

  /// The value in `row` and `column`.
  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// The values at the ends of the colours.
  var limits: FiniteRange {
    range.map { FiniteRange($0.lowerBound, $0.upperBound) } ?? map.limits(of: values)
  }
}

extension HeatMap: ChartKind {
  static var kindName: String { "heat map" }

  func height(width: Int, _ style: ChartStyle) -> Int {
    guard rows > 0 else { return 1 }
    let layout = HeatLayout(self, in: Rect(x: 0, y: 0, width: width, height: 40), style)
    // Less, and titles and what the colours mean would be left out.
    return max(layout.hasTitle ? 6 : 4, layout.height)
  }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    chart.rowLabels = rowLabels.map(name)
    chart.columnLabels = columnLabels.map(name)
    (chart.xLabel, chart.yLabel, chart.absence) = (name(xLabel), name(yLabel), absence.map(name))
    return .heatMap(chart)
  }
}

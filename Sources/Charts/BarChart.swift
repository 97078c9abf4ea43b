internal import Cells

/// Amounts by name as horizontal bars from one baseline: grouped or stacked, signed, with errors.
public struct BarChart: Hashable, Codable, Sendable {
  /// What one kind of bar says of each category.
  public struct Series: Hashable, Codable, Sendable {
    /// What the legend calls it.
    public var name: String
    /// A value for each category.
    @PackedNumbers public var values: [Double]
    /// How uncertain each value is, on either side; empty: nothing is said about it.
    @PackedNumbers public var errors: [Double]

    /// Bars of the lengths `values`.
    public init(_ name: String, _ values: [Double], errors: [Double] = []) {
      self.name = name
      self.values = values
      self.errors = errors
    }
  }

  /// How the bars of one category stand together.
  public enum Arrangement: String, CaseIterable, Hashable, Codable, Sendable {
    /// One below the other.
    case grouped
    /// One behind the other in one line; negative values are not drawn but counted.
    case stacked
  }

  /// The names of the categories.
  public var categories: [String]
  /// The bars.
  public var series: [Series]
  /// How the bars of one category stand together.
  public var arrangement: Arrangement
  /// What the bars measure.
  public var xLabel: String

  /// Bars for `categories`.
  public init(
    _ categories: [String], _ series: [Series], arrangement: Arrangement = .grouped,
    xLabel: String = ""
  ) {
    self.categories = categories
    self.series = series
    self.arrangement = arrangement
    self.xLabel = xLabel
  }

  /// One bar for each category.
  public init(
    _ categories: [String], _ values: [Double], errors: [Double] = [], xLabel: String = ""
  ) {
    self.init(categories, [Series("", values, errors: errors)], xLabel: xLabel)
  }
}

extension BarChart: ChartKind {
  static var kindName: String { "bars" }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    chart.categories = categories.map(name)
    for index in series.indices { chart.series[index].name = name(series[index].name) }
    chart.xLabel = name(xLabel)
    return .bars(chart)
  }
}

/// What a reader looks at in a chart: a part of it, larger, and a place that is read.
///
/// It is the reader's and not the chart's, so that it stays while the chart grows.
public struct ChartView: Hashable, Sendable {
  /// The part of the x axis that is seen; nil: all of it.
  public internal(set) var x: ClosedRange<Double>?
  /// The part of the y axis that is seen; nil: what the points in sight need.
  public internal(set) var y: ClosedRange<Double>?
  /// The first row that is seen; nil: where the kind begins by itself.
  public internal(set) var row: Int?
  /// The first column that is seen; nil: where the kind begins by itself.
  public internal(set) var column: Int?
  /// How many steps larger than what fits.
  public internal(set) var zoom = 0
  /// The place that is read; nil: the newest one.
  public internal(set) var cursor: ChartCursor?
  /// Whether the place that is read is shown.
  public var hasCrosshair: Bool

  /// All of the chart, at its newest place, with or without a crosshair.
  public init(hasCrosshair: Bool = false) { self.hasCrosshair = hasCrosshair }

  /// All of the chart, with the same place read.
  public var whole: ChartView {
    var whole = ChartView(hasCrosshair: hasCrosshair)
    whole.cursor = cursor
    return whole
  }

  /// Whether only a part is seen.
  public var isPartial: Bool {
    x != nil || y != nil || row != nil || column != nil || zoom != 0
  }
}

/// A place of a chart that is read.
public enum ChartCursor: Hashable, Sendable {
  /// A point of a curve, by where it is: its number changes as a series is thinned.
  case place(track: Int, x: Double, y: Double)
  /// A point by its number, which it keeps wherever it moves; a bin, a step of a path.
  case item(track: Int, index: Int)
  /// A cell of a matrix.
  case cell(row: Int, column: Int)
}

/// How charts of a kind are explored.
public enum ChartSight: Hashable, Sendable {
  /// By moving a part of a plane with axes, and from point to point.
  case plane
  /// From cell to cell of a matrix.
  case cells
  /// By scrolling through rows and columns.
  case pages
}

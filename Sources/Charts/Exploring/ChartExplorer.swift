public import Cells

extension Chart {
  /// How it is explored.
  public var sight: ChartSight {
    switch self {
    case .line, .scatter, .contour, .histogram: .plane
    case .heatMap: .cells
    case .table, .images, .bars, .multiples, .lattice, .tree, .text: .pages
    }
  }
}

/// A chart as it stands on the screen, and what the reader's movements in it lead to.
public struct ChartExplorer {
  private let part: any Explorer

  /// `chart`, drawn in `rect`.
  public init(_ chart: Chart, in rect: Rect, style: ChartStyle) {
    part = chart.kind.explorer(in: rect, style: style)
  }

  /// How it is explored.
  public var sight: ChartSight { part.sight }

  /// Whether `view` can be made larger, and smaller again.
  public var canZoom: Bool { part.canZoom }

  /// Whether there is more than `view` sees at once.
  public func canScroll(_ view: ChartView) -> Bool { part.extent(view) != nil }

  /// The view `columns` further to the right and `rows` further down, in steps of a key.
  public func moved(_ view: ChartView, columns: Int, rows: Int) -> ChartView {
    part.moved(view, columns: columns, rows: rows)
  }

  /// The view a page up (−1) or down.
  public func paged(_ view: ChartView, by pages: Int) -> ChartView {
    part.paged(view, by: pages)
  }

  /// The view at the beginning or at the end.
  public func atEnd(_ view: ChartView, isLast: Bool) -> ChartView {
    part.atEnd(view, isLast: isLast)
  }

  /// The view `steps` larger, around `point` of the screen, else around what is read.
  public func zoomed(_ view: ChartView, by steps: Int, around point: Point? = nil) -> ChartView {
    part.zoomed(view, by: steps, around: point, onlyY: false)
  }

  /// The view `steps` larger in height alone.
  public func stretched(_ view: ChartView, by steps: Int) -> ChartView {
    part.zoomed(view, by: steps, around: nil, onlyY: true)
  }

  /// The view that has come along when what was at `start` was drawn to `end`.
  public func dragged(_ view: ChartView, from start: Point, to end: Point) -> ChartView {
    part.dragged(view, from: start, to: end)
  }

  /// The view that reads what is nearest to `point` of the screen.
  public func pointed(_ view: ChartView, at point: Point) -> ChartView {
    part.pointed(view, at: point)
  }

  /// The view that reads a place `count` further along the curve.
  public func stepped(_ view: ChartView, by count: Int) -> ChartView {
    part.stepped(view, by: count)
  }

  /// The view that reads the next curve or group (1) or the one before (−1).
  public func switched(_ view: ChartView, by count: Int) -> ChartView {
    part.switched(view, by: count)
  }

  /// What is read, in words; nil where there is nothing.
  public func reading(_ view: ChartView) -> String? { part.reading(view) }

  /// What part is seen, in words; nil where it is all.
  public func extent(_ view: ChartView) -> String? { part.extent(view) }
}

/// The movements in charts of one sight; what a kind does not know changes nothing.
protocol Explorer {
  var sight: ChartSight { get }
  var canZoom: Bool { get }
  func moved(_ view: ChartView, columns: Int, rows: Int) -> ChartView
  func paged(_ view: ChartView, by pages: Int) -> ChartView
  func atEnd(_ view: ChartView, isLast: Bool) -> ChartView
  func zoomed(_ view: ChartView, by steps: Int, around point: Point?, onlyY: Bool) -> ChartView
  func dragged(_ view: ChartView, from start: Point, to end: Point) -> ChartView
  func pointed(_ view: ChartView, at point: Point) -> ChartView
  func stepped(_ view: ChartView, by count: Int) -> ChartView
  func switched(_ view: ChartView, by count: Int) -> ChartView
  func reading(_ view: ChartView) -> String?
  func extent(_ view: ChartView) -> String?
}

extension Explorer {
  var canZoom: Bool { true }
  func zoomed(_ view: ChartView, by steps: Int, around point: Point?, onlyY: Bool) -> ChartView {
    view
  }
  func dragged(_ view: ChartView, from start: Point, to end: Point) -> ChartView { view }
  func pointed(_ view: ChartView, at point: Point) -> ChartView { view }
  func stepped(_ view: ChartView, by count: Int) -> ChartView { view }
  func switched(_ view: ChartView, by count: Int) -> ChartView { view }
  func reading(_ view: ChartView) -> String? { nil }
  func extent(_ view: ChartView) -> String? { nil }
}

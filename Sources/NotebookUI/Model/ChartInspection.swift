import Cells
import Charts

/// A chart that has the whole screen.
struct ChartInspection: Equatable {
  var slot: Slot.Key
  var view = ChartView(hasCrosshair: true)
}

extension Slot {
  /// What stays the same of a chart while curves come to it.
  enum Key: Hashable {
    case series(String)
    case display(String)
  }

  var key: Key {
    switch self {
    case .series(let title, _): .series(title)
    case .display(let name), .awaited(let name): .display(name)
    }
  }
}

extension PaneModel {
  /// The chart that is chosen among those that are shown; the first one unless another is.
  func chosenSlot(in tiles: ChartTiles) -> Slot? {
    (tiles.visible.first { $0.slot.key == chosenChart } ?? tiles.visible.first)?.slot
  }

  /// The chart on the whole screen.
  var inspectedSlot: Slot? {
    inspection.flatMap { inspection in slots.first { $0.key == inspection.slot } }
  }

  /// How the learner wants to see `slot`.
  func look(of slot: Slot) -> ChartLook { looks[slot.key] ?? ChartLook() }
}

extension Model {
  /// Where the chart that has the whole screen stands: below its title, above what is read.
  var inspectionRect: Rect {
    Rect(x: 0, y: 2, width: surface.size.width, height: surface.size.height - 4)
  }

  /// The chart that has the whole screen, as it is shown.
  var inspectedChart: Chart? {
    guard let pane = lesson?.pane, let slot = pane.inspectedSlot else { return nil }
    return shown(slot, of: pane, width: inspectionRect.width)?.chart
  }

  /// What movements in it lead to.
  var explorer: ChartExplorer? {
    inspectedChart.map { ChartExplorer($0, in: inspectionRect, style: chartStyle) }
  }

  /// How many columns of points a chart has at most: where a part is seen larger, more.
  var plotWidth: Int {
    lesson?.pane?.inspection == nil ? layout.plotWidth : 8 * surface.size.width
  }
}

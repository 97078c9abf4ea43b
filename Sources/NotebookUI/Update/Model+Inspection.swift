import Cells
import Charts
import Notebook
import Terminal

extension Model {
  /// Gives the chosen chart the whole screen, or takes it away again.
  mutating func toggleInspection() -> [Effect] {
    guard let pane = lesson?.pane else { return [] }
    if pane.inspection != nil {
      lesson?.pane?.chosenChart = pane.inspection?.slot
      lesson?.pane?.inspection = nil
      drag = nil
      showChosenChart()
    } else if let slot = pane.chosenSlot(in: chartTiles) ?? pane.slots.first {
      lesson?.pane?.inspection = ChartInspection(slot: slot.key)
    }
    return tellPlotWidths()
  }

  /// Does what a key asks for of the chart on the whole screen.
  mutating func inspect(_ movement: ChartMovement) {
    guard let view = lesson?.pane?.inspection?.view, canInspect(movement) else { return }
    switch movement {
    case .whole:
      lesson?.pane?.inspection?.view = view.whole
      return
    case .chart(let count): return goToChart(by: count)
    case .logarithm, .smoothing, .axis: return changeLook(movement)
    default: break
    }
    guard let explorer else { return }
    let moved: ChartView? =
      switch movement {
      case .by(let columns, let rows): explorer.moved(view, columns: columns, rows: rows)
      case .page(let count): explorer.paged(view, by: count)
      case .end(let isLast): explorer.atEnd(view, isLast: isLast)
      case .larger(let steps): explorer.zoomed(view, by: steps)
      case .higher(let steps): explorer.stretched(view, by: steps)
      case .point(let count): explorer.stepped(view, by: count)
      case .track(let count): explorer.switched(view, by: count)
      case .whole, .chart, .logarithm, .smoothing, .axis: nil
      }
    if let moved { lesson?.pane?.inspection?.view = moved }
  }

  private mutating func goToChart(by count: Int) {
    guard let pane = lesson?.pane, let slot = pane.inspectedSlot,
      let index = pane.slots.firstIndex(of: slot), pane.slots.count > 1
    else { return }
    let next = (index + count + pane.slots.count) % pane.slots.count
    lesson?.pane?.inspection = ChartInspection(slot: pane.slots[next].key)
  }

  private mutating func changeLook(_ movement: ChartMovement) {
    guard let pane = lesson?.pane, let slot = pane.inspectedSlot,
      case .line(let chart)? = shown(slot, of: pane, width: inspectionRect.width)?.chart
    else { return }
    var look = pane.look(of: slot)
    switch movement {
    case .logarithm: look.cycleScales(of: chart)
    case .smoothing: look.cycleSmoothing()
    case .axis:
      guard case .series(_, let names) = slot, let run = pane.run else { return }
      let axes = run.record.axes(of: names)
      let next = (axes.firstIndex(of: look.axis) ?? -1) + 1
      look.axis = axes[next % axes.count]
      lesson?.pane?.inspection?.view = ChartView(hasCrosshair: true)
    default: return
    }
    lesson?.pane?.looks[slot.key] = look
    if case .line(let chart)? = inspectedChart {
      notice = Notice(
        text: words.chartLook(
          x: chart.xLabel, hasLogX: chart.xScale != .linear, hasLogY: chart.yScale != .linear,
          smoothing: look.smoothing))
    }
  }

  /// Whether a key would do anything for the chart on the whole screen.
  func canInspect(_ movement: ChartMovement) -> Bool {
    guard let pane = lesson?.pane, let slot = pane.inspectedSlot else { return false }
    let (isSeries, display) = kind(of: slot, in: pane)
    let sight = display?.sight ?? .plane
    switch movement {
    case .by, .page, .end:
      guard sight == .pages, let view = pane.inspection?.view else { return true }
      return explorer?.canScroll(view) == true
    case .whole: return pane.inspection?.view.isPartial == true
    case .larger: return sight != .pages || display?.kindName == "images"
    case .higher: return sight == .plane && display?.kindName != "histogram"
    case .point, .track: return sight == .plane
    case .logarithm: return isSeries || display?.kindName == "line"
    case .smoothing: return isSeries
    case .axis:
      guard case .series(_, let names) = slot, let run = pane.run else { return false }
      return run.record.axes(of: names).count > 1
    case .chart: return pane.slots.count > 1
    }
  }

  private func kind(of slot: Slot, in pane: PaneModel) -> (isSeries: Bool, display: Chart?) {
    switch slot {
    case .series: (true, nil)
    case .display(let name), .awaited(let name): (false, pane.display(name)?.chart)
    }
  }

  // MARK: The tile that is chosen

  /// Chooses the chart before or after the chosen one.
  mutating func chooseChart(by count: Int) {
    guard let pane = lesson?.pane, let slot = pane.chosenSlot(in: chartTiles),
      let index = pane.slots.firstIndex(of: slot), pane.slots.indices.contains(index + count)
    else { return }
    lesson?.pane?.chosenChart = pane.slots[index + count].key
    showChosenChart()
  }

  /// Scrolls so far that the chosen chart is shown.
  private mutating func showChosenChart() {
    guard let pane = lesson?.pane,
      let index = pane.slots.firstIndex(where: { $0.key == pane.chosenChart })
    else { return }
    let tiles = chartTiles
    if index < tiles.offset { lesson?.pane?.chartOffset = index }
    // As far down as shows it last.
    while let pane = lesson?.pane, pane.chartOffset < chartTiles.lastOffset,
      index >= chartTiles.offset + chartTiles.visible.count
    {
      lesson?.pane?.chartOffset = pane.chartOffset + 1
    }
  }

  // MARK: The mouse

  /// Answers the mouse on the chart that has the whole screen.
  mutating func inspect(with mouse: Mouse) -> [Effect] {
    guard let explorer, let view = lesson?.pane?.inspection?.view else { return [] }
    var moved = view
    switch mouse.action {
    case .wheelUp, .wheelDown:
      let steps = mouse.action == .wheelUp ? 1 : -1
      moved =
        explorer.sight == .pages
        ? explorer.moved(view, columns: 0, rows: -3 * steps)
        : explorer.zoomed(view, by: steps, around: mouse.position)
    case .press:
      if let hint = keyHints(self).first(where: { $0.rect.contains(mouse.position) }) {
        return perform(hint.action)
      }
      notice = nil
      moved = explorer.pointed(view, at: mouse.position)
      drag = .chart(from: mouse.position)
    case .drag:
      guard case .chart(let start) = drag else { return [] }
      moved = explorer.dragged(view, from: start, to: mouse.position)
      drag = .chart(from: mouse.position)
    case .release: drag = nil
    }
    lesson?.pane?.inspection?.view = moved
    return []
  }
}

/// What a key does to the chart that has the whole screen.
enum ChartMovement: Hashable, Sendable {
  case by(columns: Int, rows: Int)
  case page(Int)
  case end(isLast: Bool)
  case larger(Int)
  case higher(Int)
  /// All of the chart.
  case whole
  /// From point to point of a curve.
  case point(Int)
  /// From curve to curve.
  case track(Int)
  /// From chart to chart.
  case chart(Int)
  case logarithm
  case smoothing
  case axis
}

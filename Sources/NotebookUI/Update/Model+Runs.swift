extension Model {
  /// Lists the runs of this step, with the results of the present one.
  mutating func openRuns() {
    guard lesson?.pane?.run != nil else { return }
    overlay = .runs(cursor: 0, firstResult: 0)
  }

  /// Chooses another run, or turns the page of the results.
  mutating func moveInRuns(_ action: Action, cursor: Int, firstResult: Int) {
    guard let pane = lesson?.pane, let list = runList(pane, cursor: cursor) else { return }
    switch action {
    case .pageUp, .pageDown:
      let page = list.resultRows(on: surface.size)
      let first = action == .pageUp ? firstResult - page : firstResult + page
      showRuns(cursor: cursor, firstResult: first)
    default:
      let count = pane.runs.count
      showRuns(
        cursor: moved(cursor, action, count: count, page: count), firstResult: firstResult)
    }
  }

  /// Shows the results from the one at `firstResult` on, or the last page of them.
  private mutating func showRuns(cursor: Int, firstResult: Int) {
    let last = lesson?.pane.flatMap { runList($0, cursor: cursor) }?.lastPage(on: surface.size)
    overlay = .runs(cursor: cursor, firstResult: min(max(firstResult, 0), last ?? 0))
  }

  /// Whether `action` would do anything in the list of runs.
  func canPerformInRuns(_ action: Action, cursor: Int, firstResult: Int) -> Bool {
    guard let pane = lesson?.pane, let list = runList(pane, cursor: cursor) else { return false }
    switch action {
    case .choose: return cursor > 0
    case .pageUp: return firstResult > 0
    case .pageDown: return firstResult < list.lastPage(on: surface.size)
    default: return true
    }
  }
}

extension PaneModel {
  /// The earlier runs that are drawn behind the present one, the newest first.
  var drawnEarlierRuns: [RunModel] {
    runs.dropFirst().filter { !undrawnRuns.contains($0.number) }
  }

  /// Draws the earlier run at `index` behind the present one, or no longer.
  mutating func toggleDrawing(ofRunAt index: Int) {
    guard index > 0, runs.indices.contains(index) else { return }
    undrawnRuns.formSymmetricDifference([runs[index].number])
  }
}

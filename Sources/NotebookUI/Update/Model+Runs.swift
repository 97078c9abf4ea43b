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
      let last = max(0, list.results.count - page)
      let first = action == .pageUp ? firstResult - page : firstResult + page
      overlay = .runs(cursor: cursor, firstResult: min(max(first, 0), last))
    default:
      let count = pane.runs.count
      overlay = .runs(
        cursor: moved(cursor, action, count: count, page: count), firstResult: firstResult)
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

import Cells
import Charts
import Notebook

/// One chart of a pane: series that belong together, or what the kernel shows under a name.
enum Slot: Hashable {
  case series(title: String, names: [String])
  case display(String)

  var title: String {
    switch self {
    case .series(let title, _): title
    case .display(let name): name
    }
  }

  /// Whether `name` is the chart's, or that of one of its series.
  func shows(_ name: String) -> Bool {
    if case .series(_, let names) = self, names.contains(name) { return true }
    return title == name
  }
}

extension PaneModel {
  /// The charts that the lesson step speaks of, then the others in the order in which their first
  /// values came, series and the kernel's own in turn, so that the first few have something of both.
  var slots: [Slot] {
    var seriesNames: [String] = []
    var displayNames: [String] = []
    // A run that shows nothing yet leaves the former one's charts in their places.
    for run in shownRuns {
      seriesNames += run.record.seriesNames.filter { !seriesNames.contains($0) }
      displayNames += run.record.displayNames.filter { !displayNames.contains($0) }
    }
    var groups: [(title: String, names: [String])] = []
    for name in seriesNames {
      let family = familyName(of: name, among: seriesNames)
      if let index = groups.firstIndex(where: { $0.title == family }) {
        groups[index].names.append(name)
      } else {
        groups.append((family, [name]))
      }
    }
    let series = groups.map { Slot.series(title: $0.title, names: $0.names) }
    let displays = displayNames.map { Slot.display($0) }
    let inTurn = (0..<max(series.count, displays.count)).flatMap { index in
      [series, displays].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
    let leading = leadingCharts.compactMap { name in inTurn.first { $0.shows(name) } }
    return leading + inTurn.filter { !leading.contains($0) }
  }

  /// The present run, and the one before it as long as the present one shows nothing.
  private var shownRuns: ArraySlice<RunModel> {
    guard let run, !run.isVisible else { return runs.prefix(1) }
    return runs.prefix(2)
  }
}

/// What a series shares with others, so that they stand in one chart; else its whole name.
///
/// `train loss` and `test loss` share "loss", `θ_A` and `θ_B` share "θ".
private func familyName(of name: String, among names: [String]) -> String {
  let families: [(String) -> String?] = [
    { name in
      let words = name.split(separator: " ")
      return words.count > 1 ? words.last.map(String.init) : nil
    },
    { name in
      let parts = name.split(separator: "_")
      return parts.count == 2 ? parts.first.map(String.init) : nil
    },
  ]
  for family in families {
    if let own = family(name), names.count(where: { family($0) == own }) > 1 { return own }
  }
  return name
}

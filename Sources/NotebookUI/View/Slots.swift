import Cells
import Charts
import Notebook

/// One chart of a pane: series that belong together, or what the kernel shows under a name.
enum Slot: Hashable {
  case series(title: String, names: [String])
  case display(String)
  /// A chart that the lesson speaks of and that has not come yet.
  case awaited(String)

  var title: String {
    switch self {
    case .series(let title, _): title
    case .display(let name), .awaited(let name): name
    }
  }

  /// The name under which the kernel shows it; nil for series.
  var displayName: String? {
    switch self {
    case .series: nil
    case .display(let name), .awaited(let name): name
    }
  }

  /// Whether `name` is the chart's, or that of one of its series.
  func shows(_ name: String) -> Bool {
    if case .series(_, let names) = self, names.contains(name) { return true }
    return title == name
  }
}

/// The charts of a pane in their order, made anew only where something is new among them.
struct SlotTable: Equatable {
  private var seriesNames: [[String]] = []
  private var displayNames: [[String]] = []
  private var awaits: Bool?
  /// The charts that the lesson step speaks of, then the others in the order in which their first
  /// values came, series and the kernel's own in turn, so that the first few have something of both.
  private(set) var slots: [Slot] = []

  /// Takes in what `runs` show, with the charts `leading` first, which have their places before they
  /// come as long as they are awaited.
  mutating func update(_ runs: some Sequence<RunModel>, leading: [String], awaits: Bool) {
    let series = runs.map(\.record.seriesNames)
    let displays = runs.map(\.record.displayNames)
    guard series != seriesNames || displays != displayNames || awaits != self.awaits else { return }
    (seriesNames, displayNames, self.awaits) = (series, displays, awaits)
    slots = Self.slots(
      charts: SeriesChart.charts(of: runs.map(\.record)), displays: displays.joined().uniqued,
      leading: leading, awaits: awaits)
  }

  private static func slots(
    charts: [SeriesChart], displays: [String], leading: [String], awaits: Bool
  ) -> [Slot] {
    let series = charts.map { Slot.series(title: $0.title, names: $0.names) }
    let displays = displays.map { Slot.display($0) }
    let inTurn = (0..<max(series.count, displays.count)).flatMap { index in
      [series, displays].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
    let first = leading.compactMap { name in
      inTurn.first { $0.shows(name) } ?? (awaits ? .awaited(name) : nil)
    }.uniqued
    let leads = Set(first)
    return first + inTurn.filter { !leads.contains($0) }
  }
}

extension PaneModel {
  /// The charts in their order.
  var slots: [Slot] { slotTable.slots }

  /// Takes new charts among the others.
  mutating func arrangeCharts() {
    slotTable.update(shownRuns, leading: leadingCharts, awaits: isOn)
  }

  /// The present run, and the one before it as long as the present one shows nothing: its charts stay
  /// in their places.
  private var shownRuns: ArraySlice<RunModel> {
    guard let run, !run.isVisible else { return runs.prefix(1) }
    return runs.prefix(2)
  }
}

extension Sequence where Element: Hashable {
  /// The elements without those that came before.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

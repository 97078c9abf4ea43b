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

/// The charts of a pane in their order, made anew only where something is new among them.
struct SlotTable: Equatable {
  private var seriesNames: [[String]] = []
  private var displayNames: [[String]] = []
  /// The charts that the lesson step speaks of, then the others in the order in which their first
  /// values came, series and the kernel's own in turn, so that the first few have something of both.
  private(set) var slots: [Slot] = []

  /// Takes in what `runs` show, with the charts `leading` first.
  mutating func update(_ runs: some Sequence<RunModel>, leading: [String]) {
    let series = runs.map(\.record.seriesNames)
    let displays = runs.map(\.record.displayNames)
    guard series != seriesNames || displays != displayNames else { return }
    (seriesNames, displayNames) = (series, displays)
    slots = Self.slots(
      groups: SeriesFamilies(series.joined().uniqued).groups, displays: displays.joined().uniqued,
      leading: leading)
  }

  private static func slots(
    groups: [SeriesFamilies.Group], displays: [String], leading: [String]
  ) -> [Slot] {
    let series = groups.map { Slot.series(title: $0.title, names: $0.names) }
    let displays = displays.map { Slot.display($0) }
    let inTurn = (0..<max(series.count, displays.count)).flatMap { index in
      [series, displays].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
    let first = leading.compactMap { name in inTurn.first { $0.shows(name) } }.uniqued
    let leads = Set(first)
    return first + inTurn.filter { !leads.contains($0) }
  }
}

extension PaneModel {
  /// The charts in their order.
  var slots: [Slot] { slotTable.slots }

  /// Takes new charts among the others.
  mutating func arrangeCharts() { slotTable.update(shownRuns, leading: leadingCharts) }

  /// The present run, and the one before it as long as the present one shows nothing: its charts stay
  /// in their places.
  private var shownRuns: ArraySlice<RunModel> {
    guard let run, !run.isVisible else { return runs.prefix(1) }
    return runs.prefix(2)
  }
}

/// Series that share a part of their names, so that they stand in one chart.
///
/// `train loss` and `test loss` share "loss", `θ_A` and `θ_B` share "θ".
private struct SeriesFamilies {
  struct Group {
    var title: String
    var names: [String]
  }

  private(set) var groups: [Group] = []

  init(_ names: [String]) {
    let families = [names.map(Self.lastWord), names.map(Self.stem)]
    let counts = families.map { family in
      family.compactMap(\.self).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    var places: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      let shared = zip(families, counts).compactMap { family, counts in
        family[index].flatMap { counts[$0, default: 0] > 1 ? $0 : nil }
      }
      let title = shared.first ?? name
      if let place = places[title] {
        groups[place].names.append(name)
      } else {
        places[title] = groups.count
        groups.append(Group(title: title, names: [name]))
      }
    }
  }

  private static func lastWord(of name: String) -> String? {
    guard let blank = name.lastIndex(of: " ") else { return nil }
    let word = name[name.index(after: blank)...]
    return word.isEmpty ? nil : String(word)
  }

  private static func stem(of name: String) -> String? {
    let parts = name.split(separator: "_")
    return parts.count == 2 ? String(parts[0]) : nil
  }
}

extension Sequence where Element: Hashable {
  /// The elements without those that came before.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

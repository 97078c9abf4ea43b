import Margin

/// The newest chart of each slot that has not been made, because the one before it is still to be seen.
struct PostponedCharts {
  /// A chart to be made, and the step in which it was shown.
  typealias Entry = (name: String, step: Int, make: () -> Chart)

  private var charts: [Entry] = []

  /// Puts `make` in the slot `name`, in place of the former one, which is then never made.
  mutating func set(_ name: String, in step: Int, _ make: @escaping () -> Chart) {
    if let place = charts.firstIndex(where: { $0.name == name }) {
      charts[place] = (name, step, make)
    } else {
      charts.append((name, step, make))
    }
  }

  /// Forgets what is in the slot `name`.
  mutating func remove(_ name: String) { charts.removeAll { $0.name == name } }

  /// Takes those out whose names `isDue` is true of.
  mutating func take(where isDue: (String) -> Bool = { _ in true }) -> [Entry] {
    if charts.isEmpty { return [] }
    let due = charts.filter { isDue($0.name) }
    for chart in due { remove(chart.name) }
    return due
  }
}

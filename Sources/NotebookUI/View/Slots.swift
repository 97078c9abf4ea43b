import Cells
import Charts
import Foundation
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
}

extension PaneModel {
  /// The charts in the order in which their first values came, series and the kernel's own in turn,
  /// so that the first few have something of both.
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
    return (0..<max(series.count, displays.count)).flatMap { index in
      [series, displays].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
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

/// Which charts are shown, and where.
struct ChartTiles: Equatable {
  struct Tile: Equatable {
    var slot: Slot
    var rect: Rect
  }

  var visible: [Tile] = []
  /// The first one that is shown, and how many there are.
  var offset = 0
  var count = 0

  private static let smallest = Size(width: 34, height: 10)
  /// The proportion of a chart that is easiest to read, with cells twice as high as wide.
  private static let bestProportion = 1.5

  init(_ slots: [Slot], offset: Int, in rect: Rect) {
    count = slots.count
    guard !slots.isEmpty, !rect.isEmpty else { return }
    let most = Size(
      width: max(1, rect.width / Self.smallest.width),
      height: max(1, rect.height / Self.smallest.height))
    let shown = min(slots.count, most.width * most.height)
    self.offset = min(max(0, offset), slots.count - shown)
    let rows = Self.rows(of: shown, most, in: rect)
    let columns = (shown + rows - 1) / rows
    for index in 0..<shown {
      let row = index / columns
      // The last row shares its width among the charts that it has.
      let inRow = min(columns, shown - row * columns)
      let column = index - row * columns
      let x = rect.x + rect.width * column / inRow
      let end = rect.x + rect.width * (column + 1) / inRow
      let y = rect.y + rect.height * row / rows
      let bottom = rect.y + rect.height * (row + 1) / rows
      let gap = column + 1 < inRow ? 2 : 0
      visible.append(
        Tile(
          slot: slots[self.offset + index],
          rect: Rect(x: x, y: y, width: end - x - gap, height: bottom - y)))
    }
  }

  /// In how many rows `count` charts come nearest to the best proportion.
  private static func rows(of count: Int, _ most: Size, in rect: Rect) -> Int {
    let possible = (1...min(most.height, count)).filter { (count + $0 - 1) / $0 <= most.width }
    func strain(_ rows: Int) -> Double {
      let width = Double(rect.width) / Double((count + rows - 1) / rows)
      let height = 2 * Double(rect.height) / Double(rows)
      return abs(log(width / height / bestProportion))
    }
    return possible.min { strain($0) < strain($1) } ?? 1
  }
}

extension Model {
  /// The charts that are shown now.
  var chartTiles: ChartTiles {
    guard let pane = lesson?.pane, let rect = layout.charts else {
      return ChartTiles([], offset: 0, in: Rect(x: 0, y: 0, width: 0, height: 0))
    }
    return ChartTiles(pane.slots, offset: pane.chartOffset, in: chartArea(pane, in: rect))
  }

  /// What the report of a failure and the kernel's lines leave for charts.
  func chartArea(_ pane: PaneModel, in rect: Rect) -> Rect {
    let report = reportLines(pane, width: rect.width, height: rect.height).count
    return Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - report)
  }
}

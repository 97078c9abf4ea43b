import Cells
import Foundation

/// Which charts are shown, and where.
struct ChartTiles: Equatable {
  struct Tile: Equatable {
    var slot: Slot
    var rect: Rect
  }

  private(set) var visible: [Tile] = []
  /// The first one that is shown, and how many there are.
  private(set) var offset = 0
  private(set) var count = 0
  /// The first one of the last page.
  private(set) var lastOffset = 0

  private static let smallest = Size(width: 34, height: 10)
  /// The proportion of a chart that is easiest to read, with cells twice as high as wide.
  private static let bestProportion = 1.5
  private static let gap = 2

  /// Places as many of `slots`, from the one at `offset`, as `rect` has room for; `fullWidth` says
  /// how wide a chart must be for nothing of it to be cut, and nil where any width will do.
  init(_ slots: [Slot], offset: Int, in rect: Rect, fullWidth: (Slot) -> Int?) {
    count = slots.count
    guard !slots.isEmpty, !rect.isEmpty else { return }
    let fixed = slots.map { slot in
      fullWidth(slot).flatMap { $0 > Self.smallest.width ? min($0, rect.width) : nil }
    }
    let widths = fixed.map { $0 ?? Self.smallest.width }
    func rows(from first: Int) -> [Range<Int>] { Self.rows(of: widths, from: first, in: rect) }
    // From the end back, since few are shown of however many.
    lastOffset = slots.count - 1
    while lastOffset > 0, rows(from: lastOffset - 1).last?.upperBound == slots.count {
      lastOffset -= 1
    }
    self.offset = min(max(0, offset), lastOffset)
    let shown = rows(from: self.offset)
    for (row, charts) in shown.enumerated() {
      let y = rect.y + rect.height * row / shown.count
      let bottom = rect.y + rect.height * (row + 1) / shown.count
      let columns = Self.columns(of: Array(fixed[charts]), width: rect.width)
      for (index, span) in zip(charts, columns) {
        let tile = Rect(x: rect.x + span.lowerBound, y: y, width: span.count, height: bottom - y)
        visible.append(Tile(slot: slots[index], rect: tile))
      }
    }
  }

  /// The rows that show the most charts from `first` on; among those, the rows that come nearest
  /// to the best proportion.
  private static func rows(of widths: [Int], from first: Int, in rect: Rect) -> [Range<Int>] {
    let mostRows = max(1, rect.height / smallest.height)
    let mostInRow = max(1, (rect.width + gap) / (smallest.width + gap))
    var best: (shown: Int, strain: Double, rows: [Range<Int>]) = (0, 0, [])
    for count in 1...mostRows {
      for limit in 1...mostInRow {
        let rows = filled(count, upTo: limit, with: widths, from: first, width: rect.width)
        let shown = (rows.last?.upperBound ?? first) - first
        let inRow = Double(rows.map(\.count).max() ?? 1)
        let proportion = Double(rect.width) / inRow / (2 * Double(rect.height) / Double(rows.count))
        let strain = abs(log(proportion / bestProportion))
        if shown > best.shown || shown == best.shown && strain < best.strain {
          best = (shown, strain, rows)
        }
      }
    }
    return best.rows
  }

  /// At most `count` rows of at most `limit` charts, each as full as its width allows.
  private static func filled(
    _ count: Int, upTo limit: Int, with widths: [Int], from first: Int, width: Int
  ) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    var start = first
    while start < widths.count, rows.count < count {
      var end = start + 1
      var used = widths[start]
      while end < widths.count, end - start < limit, used + gap + widths[end] <= width {
        used += gap + widths[end]
        end += 1
      }
      rows.append(start..<end)
      start = end
    }
    return rows
  }

  /// The columns of a row's charts: what must be whole has its width, the others share the rest.
  private static func columns(of fixed: [Int?], width: Int) -> [Range<Int>] {
    let flexible = fixed.count { $0 == nil }
    let isFree = fixed.last == .some(nil)
    let whole = fixed.reduce(isFree ? 0 : -gap) { $0 + ($1.map { $0 + gap } ?? 0) }
    let taken = flexible == 0 ? 0 : whole
    let shares = flexible == 0 ? fixed.count : flexible
    var columns: [Range<Int>] = []
    var (x, shared) = (0, 0)
    for (index, own) in fixed.enumerated() {
      let isLast = index == fixed.count - 1
      var span = (own ?? 0) + gap
      if flexible == 0 || own == nil {
        span = (width - taken) * (shared + 1) / shares - (width - taken) * shared / shares
        shared += 1
      }
      let end = isLast ? width : x + span
      columns.append(x..<(isLast ? end : end - gap))
      x = end
    }
    return columns
  }
}

extension Model {
  /// The charts that are shown now.
  var chartTiles: ChartTiles {
    guard let pane = lesson?.pane, let rect = layout.charts else {
      return ChartTiles([], offset: 0, in: Rect(x: 0, y: 0, width: 0, height: 0)) { _ in nil }
    }
    return ChartTiles(pane.slots, offset: pane.chartOffset, in: chartArea(pane, in: rect)) {
      switch $0 {
      case .display(let name), .awaited(let name): pane.fullWidths[name]
      case .series: nil
      }
    }
  }

  /// What the results, the report of a failure and the kernel's lines leave for charts.
  func chartArea(_ pane: PaneModel, in rect: Rect) -> Rect {
    let report = reportLines(pane, width: rect.width, height: rect.height).count
    return Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - report)
  }
}

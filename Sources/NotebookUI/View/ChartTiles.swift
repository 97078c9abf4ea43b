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
  /// With less a chart would be left out beside one that takes no more than its own rows.
  private static let smallestBesideFixed = 7
  /// The proportion of a chart that is easiest to read, with cells twice as high as wide.
  private static let bestProportion = 1.5
  private static let gap = 2

  /// Places as many of `slots`, from the one at `offset`, as `rect` has room for; `fullWidth` and
  /// `fullHeight` say how large a chart must be for nothing of it to be cut, and nil where any size will
  /// do.
  init(
    _ slots: [Slot], offset: Int, in rect: Rect, fullWidth: (Slot) -> Int?,
    fullHeight: (Slot) -> Int? = { _ in nil }
  ) {
    count = slots.count
    guard !slots.isEmpty, !rect.isEmpty else { return }
    // Of what is longer than that a part is seen. The title takes a row.
    let heights = slots.map { slot in
      fullHeight(slot).flatMap { 3 * ($0 + 1) <= 2 * rect.height ? $0 + 1 : nil }
    }
    let fixed = slots.map { slot in
      fullWidth(slot).flatMap { $0 > Self.smallest.width ? min($0, rect.width) : nil }
    }
    let widths = fixed.map { $0 ?? Self.smallest.width }
    func rows(from first: Int) -> [Range<Int>] {
      Self.rows(of: widths, heights, from: first, in: rect)
    }
    // From the end back, since few are shown of however many.
    lastOffset = slots.count - 1
    while lastOffset > 0, rows(from: lastOffset - 1).last?.upperBound == slots.count {
      lastOffset -= 1
    }
    self.offset = min(max(0, offset), lastOffset)
    let shown = rows(from: self.offset)
    let tops = Self.tops(of: shown, heights, in: rect)
    for (row, charts) in shown.enumerated() {
      let (y, bottom) = (tops[row], tops[row + 1])
      let columns = Self.columns(of: Array(fixed[charts]), width: rect.width)
      for (index, span) in zip(charts, columns) {
        let tile = Rect(x: rect.x + span.lowerBound, y: y, width: span.count, height: bottom - y)
        visible.append(Tile(slot: slots[index], rect: tile))
      }
    }
  }

  /// The rows that show the most charts from `first` on; among those, the rows that come nearest
  /// to the best proportion.
  private static func rows(
    of widths: [Int], _ heights: [Int?], from first: Int, in rect: Rect
  ) -> [Range<Int>] {
    let fixed = heights.compactMap { $0 }
    let least = fixed.min().map { min(smallestBesideFixed, $0) } ?? smallest.height
    let mostRows = max(1, rect.height / max(1, least))
    let mostInRow = max(1, (rect.width + gap) / (smallest.width + gap))
    var best: (shown: Int, strain: Double, rows: [Range<Int>]) = (0, 0, [])
    for count in 1...mostRows {
      for limit in 1...mostInRow {
        let rows = filled(count, upTo: limit, with: widths, from: first, width: rect.width)
        guard count == 1 || leastHeight(of: rows, heights) <= rect.height else { continue }
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

  /// The height of a row that has no more than its charts fill; nil where any height will do.
  private static func fixedHeight(of row: Range<Int>, _ heights: [Int?]) -> Int? {
    let own = heights[row].compactMap { $0 }
    return own.count == row.count ? own.max() : nil
  }

  /// The rows of cells that `rows` need.
  private static func leastHeight(of rows: [Range<Int>], _ heights: [Int?]) -> Int {
    let fixed = rows.map { fixedHeight(of: $0, heights) }
    let free = fixed.allSatisfy { $0 == nil } ? smallest.height : smallestBesideFixed
    return fixed.reduce(0) { $0 + ($1 ?? free) }
  }

  /// Where each of `rows` begins, and where the last one ends: what has a height of its own has that,
  /// the others share the rest.
  private static func tops(of rows: [Range<Int>], _ heights: [Int?], in rect: Rect) -> [Int] {
    var own = rows.map { fixedHeight(of: $0, heights) }
    let free = own.count { $0 == nil }
    let taken = own.reduce(0) { $0 + ($1 ?? 0) }
    // Without another to take the rest, or without room, all have equal shares.
    if free == 0 || taken + free > rect.height { own = rows.map { _ in nil } }
    let rest = rect.height - own.reduce(0) { $0 + ($1 ?? 0) }
    let shares = max(1, own.count { $0 == nil })
    var tops = [rect.y]
    var (fixed, shared) = (0, 0)
    for height in own {
      if let height { fixed += height } else { shared += 1 }
      tops.append(rect.y + fixed + rest * shared / shares)
    }
    return tops
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
      return ChartTiles(
        [], offset: 0, in: Rect(x: 0, y: 0, width: 0, height: 0), fullWidth: { _ in nil })
    }
    return ChartTiles(
      pane.slots, offset: pane.chartOffset, in: chartArea(pane, in: rect),
      fullWidth: { $0.displayName.flatMap { pane.fullWidths[$0] } },
      fullHeight: { $0.displayName.flatMap { pane.fullHeights[$0] } })
  }

  /// What the results, the report of a failure and the kernel's lines leave for charts.
  func chartArea(_ pane: PaneModel, in rect: Rect) -> Rect {
    let report = reportLines(pane, width: rect.width, height: rect.height).count
    return Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - report)
  }
}

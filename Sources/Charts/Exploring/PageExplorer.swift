internal import Cells

/// Rows, or columns, of which a part is seen.
struct Scroll {
  /// What they are.
  let name: String
  let count: Int
  /// How many are seen at once.
  let seen: Int
  /// The first one that is seen unless another is chosen.
  var start = 0

  /// Rows of a chart that counts those below in the last line of its room.
  init(name: String, of count: Int, room: Int) {
    self.init(name: name, count: count, seen: count <= room ? count : max(0, room - 1))
  }

  /// So many, of which some are seen.
  init(name: String, count: Int, seen: Int, start: Int = 0) {
    (self.name, self.count, self.seen, self.start) = (name, count, seen, start)
  }

  /// The first one of the last page.
  var last: Int { max(0, count - seen) }

  /// The ones that are seen from `first` on.
  func range(from first: Int?) -> Range<Int> {
    let first = max(0, min(last, first ?? start))
    return first..<min(count, first + seen)
  }

  /// The first one `steps` further on; nil where that is the place at which it stands by itself.
  func moved(from first: Int?, by steps: Int) -> Int? {
    let target = max(0, min(last, range(from: first).lowerBound + steps))
    return target == max(0, min(last, start)) ? nil : target
  }

  /// What stands below the rows: how many more there are, or which ones these are.
  func rest(from first: Int?, _ words: ChartWords) -> String? {
    let range = range(from: first)
    guard range.count < count else { return nil }
    return first == nil
      ? words.moreRows(count - range.count) : words.seen(name, range, of: count)
  }

  /// What is seen, in words; nil where it is all.
  func told(from first: Int?, _ words: ChartWords) -> String? {
    seen < count ? words.seen(name, range(from: first), of: count) : nil
  }
}

/// A kind of rows, and perhaps columns, that may be more than there is room for.
protocol PagedKind: ChartKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll
  func columnScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll?
  /// How many steps larger than what fits it can be.
  func largestZoom(in rect: Rect, style: ChartStyle) -> Int
}

extension PagedKind {
  func columnScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll? { nil }
  func largestZoom(in rect: Rect, style: ChartStyle) -> Int { 0 }
  func explorer(in rect: Rect, style: ChartStyle) -> any Explorer {
    PageExplorer(chart: self, rect: rect, style: style)
  }
}

/// A chart that is scrolled.
struct PageExplorer: Explorer {
  let chart: any PagedKind
  let rect: Rect
  let style: ChartStyle

  var sight: ChartSight { .pages }

  var canZoom: Bool { chart.largestZoom(in: rect, style: style) > 0 }

  private func rows(_ view: ChartView) -> Scroll {
    chart.rowScroll(in: rect, style: style, view: view)
  }

  private func columns(_ view: ChartView) -> Scroll? {
    chart.columnScroll(in: rect, style: style, view: view)
  }

  func moved(_ view: ChartView, columns: Int, rows: Int) -> ChartView {
    var moved = view
    if rows != 0 { moved.row = self.rows(view).moved(from: view.row, by: rows) }
    if columns != 0, let scroll = self.columns(view) {
      moved.column = scroll.moved(from: view.column, by: columns)
    }
    return moved
  }

  func paged(_ view: ChartView, by pages: Int) -> ChartView {
    moved(view, columns: 0, rows: pages * max(1, rows(view).seen - 1))
  }

  func atEnd(_ view: ChartView, isLast: Bool) -> ChartView {
    let far = isLast ? Int.max / 4 : -Int.max / 4
    return moved(view, columns: rows(view).last == 0 ? far : 0, rows: far)
  }

  func zoomed(_ view: ChartView, by steps: Int, around point: Point?, onlyY: Bool) -> ChartView {
    var view = view
    let largest = chart.largestZoom(in: rect, style: style)
    view.zoom = max(0, min(largest, view.zoom + steps))
    if steps != 0 { view.row = rows(view).moved(from: view.row, by: 0) }
    return view
  }

  func dragged(_ view: ChartView, from start: Point, to end: Point) -> ChartView {
    moved(view, columns: start.x - end.x, rows: start.y - end.y)
  }

  func stepped(_ view: ChartView, by count: Int) -> ChartView {
    moved(view, columns: 0, rows: count)
  }

  func extent(_ view: ChartView) -> String? {
    let parts = [
      rows(view).told(from: view.row, style.words),
      columns(view)?.told(from: view.column, style.words),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: style.words.signs.separator)
  }
}

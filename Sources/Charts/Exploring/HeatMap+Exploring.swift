internal import Cells

extension HeatMap {
  func explorer(in rect: Rect, style: ChartStyle) -> any Explorer {
    CellExplorer(map: self, rect: rect, style: style)
  }

  /// The rows and columns that `view` shows, with the cell that is read among them.
  func part(_ view: ChartView) -> (rows: Range<Int>, columns: Range<Int>) {
    let share = (0..<view.zoom).reduce(1.0) { share, _ in share / 1.5 }
    func range(_ count: Int, from start: Int?, including cell: Int) -> Range<Int> {
      guard view.zoom > 0 else { return 0..<count }
      let length = max(1, min(count, Int((Double(count) * share).rounded(.up))))
      var first = max(0, min(count - length, start ?? cell - length / 2))
      if cell < first { first = cell }
      if cell >= first + length { first = cell - length + 1 }
      return first..<first + length
    }
    let (row, column) = cell(of: view)
    return (
      range(rows, from: view.row, including: row),
      range(columns, from: view.column, including: column)
    )
  }

  /// The cell that `view` reads.
  func cell(of view: ChartView) -> (row: Int, column: Int) {
    guard case .cell(let row, let column) = view.cursor else { return (0, 0) }
    return (max(0, min(rows - 1, row)), max(0, min(columns - 1, column)))
  }

  /// Some of its rows and columns, in the colours that they had.
  func sliced(rows: Range<Int>, columns: Range<Int>) -> HeatMap {
    guard rows != 0..<self.rows || columns != 0..<self.columns else { return self }
    var part = ordered(rows: Array(rows), columns: Array(columns))
    let limits = limits
    if !limits.isEmpty { part.range = limits.lower...limits.upper }
    // Sums of a part would be others.
    part.hasMargins = false
    return part
  }
}

/// A matrix whose cells are read one by one.
struct CellExplorer: Explorer {
  let map: HeatMap
  let rect: Rect
  let style: ChartStyle

  var sight: ChartSight { .cells }

  func moved(_ view: ChartView, columns: Int, rows: Int) -> ChartView {
    let cell = map.cell(of: view)
    return reading(view, row: cell.row + rows, column: cell.column + columns)
  }

  func paged(_ view: ChartView, by pages: Int) -> ChartView {
    moved(view, columns: 0, rows: pages * max(1, map.part(view).rows.count / 2))
  }

  func atEnd(_ view: ChartView, isLast: Bool) -> ChartView {
    reading(
      view, row: isLast ? map.rows - 1 : 0, column: isLast ? map.columns - 1 : 0)
  }

  func stepped(_ view: ChartView, by count: Int) -> ChartView {
    let cell = map.cell(of: view)
    let place = max(
      0, min(map.rows * map.columns - 1, cell.row * map.columns + cell.column + count))
    guard map.columns > 0 else { return view }
    return reading(view, row: place / map.columns, column: place % map.columns)
  }

  func zoomed(_ view: ChartView, by steps: Int, around point: Point?, onlyY: Bool) -> ChartView {
    var view = view
    if steps > 0, let point { view = pointed(view, at: point) }
    // Of one cell there is no part.
    let isSmallest = map.part(view).rows.count <= 1 && map.part(view).columns.count <= 1
    if steps > 0, isSmallest { return view }
    view.zoom = max(0, view.zoom + steps)
    (view.row, view.column) = (nil, nil)
    return view
  }

  func pointed(_ view: ChartView, at point: Point) -> ChartView {
    let (rows, columns) = map.part(view)
    let layout = HeatLayout(map.sliced(rows: rows, columns: columns), in: rect, style)
    let (across, down) = (point.x - layout.origin.x, point.y - layout.origin.y)
    guard across >= 0, down >= 0 else { return view }
    let place =
      switch layout.form {
      case .pixels(let mean): (row: 2 * down * mean, column: across * mean)
      default: (row: down / layout.cell.height, column: across / layout.cell.width)
      }
    guard place.row < rows.count, place.column < columns.count else { return view }
    return reading(
      view, row: rows.lowerBound + place.row, column: columns.lowerBound + place.column)
  }

  private func reading(_ view: ChartView, row: Int, column: Int) -> ChartView {
    var view = view
    view.cursor = .cell(
      row: max(0, min(map.rows - 1, row)), column: max(0, min(map.columns - 1, column)))
    guard view.zoom > 0 else { return view }
    let part = map.part(view)
    (view.row, view.column) = (part.rows.lowerBound, part.columns.lowerBound)
    return view
  }

  func reading(_ view: ChartView) -> String? {
    guard map.rows > 0 else { return nil }
    let cell = map.cell(of: view)
    func name(_ labels: [String], _ index: Int) -> String {
      labels.indices.contains(index) && labels[index] != "" ? labels[index] : "\(index + 1)"
    }
    let place = style.words.cell(
      row: name(map.rowLabels, cell.row), column: name(map.columnLabels, cell.column))
    return place + "   " + style.words.reading(style.words.field, map[cell.row, cell.column])
  }

  func extent(_ view: ChartView) -> String? {
    let part = map.part(view)
    let words = style.words
    let parts = [
      part.rows.count < map.rows ? words.seen(words.rows, part.rows, of: map.rows) : nil,
      part.columns.count < map.columns
        ? words.seen(words.columns, part.columns, of: map.columns) : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: words.signs.separator)
  }
}

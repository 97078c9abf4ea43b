internal import Cells

/// Several charts side by side, each with a title: the same picture at several settings.
public struct Multiples: Hashable, Codable, Sendable {
  /// One of the charts.
  public struct Panel: Hashable, Codable, Sendable {
    /// What stands above it.
    public var title: String
    /// The chart.
    public var chart: Chart

    /// `chart` under `title`.
    public init(_ title: String, _ chart: Chart) {
      self.title = title
      self.chart = chart
    }
  }

  /// The charts, row by row.
  public var panels: [Panel]
  /// How many stand in a row; nil: what suits the place.
  public var columns: Int?

  /// Charts side by side.
  public init(_ panels: [Panel], columns: Int? = nil) {
    self.panels = panels
    self.columns = columns
  }
}

extension Multiples: ChartKind {
  static var kindName: String { "multiples" }

  func height(width: Int, _ style: ChartStyle) -> Int {
    let grid = Grid(self, in: Size(width: width, height: 200))
    let rows = stride(from: 0, to: panels.count, by: grid.columns).map { start in
      panels[start..<min(panels.count, start + grid.columns)].map {
        1 + $0.chart.height(width: grid.tile.width, style: style)
      }.max() ?? 0
    }
    return min(80, rows.reduce(0, +))
  }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in panels.indices {
      chart.panels[index].title = name(panels[index].title)
      chart.panels[index].chart = panels[index].chart.renamed(name)
    }
    return .multiples(chart)
  }
}

extension Multiples: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    let grid = grid(in: rect).grid
    return Scroll(
      name: style.words.chartRows, count: (panels.count + grid.columns - 1) / grid.columns,
      seen: grid.rows)
  }
}

extension Multiples {
  /// How many charts are shown, and how large.
  struct Grid {
    let columns: Int
    let rows: Int
    let tile: Size

    private static let smallest = Size(width: 18, height: 6)

    init(_ multiples: Multiples, in size: Size) {
      let count = max(1, multiples.panels.count)
      let most = max(1, (size.width + 1) / (Self.smallest.width + 1))
      var columns = max(1, min(most, count, multiples.columns ?? most))
      if multiples.columns == nil {
        // As near to twice as wide as high in columns and rows as it goes.
        let nearest = (1...columns).min { first, second in
          func strain(_ columns: Int) -> Double {
            let rows = (count + columns - 1) / columns
            let proportion = Double(size.width * rows) / Double(max(1, size.height * columns))
            // Empty places are lost ones.
            let loss = Double(rows * columns) / Double(count)
            return loss * max(proportion / 3, 3 / max(0.01, proportion))
          }
          return strain(first) < strain(second)
        }
        columns = nearest ?? columns
      }
      let needed = (count + columns - 1) / columns
      rows = max(1, min(needed, size.height / Self.smallest.height))
      self.columns = columns
      tile = Size(width: (size.width + 1) / columns - 1, height: size.height / rows)
    }
  }

  /// Draws as many charts as there is room for, and counts the others.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !panels.isEmpty else {
      return writeCentred([style.words.noPoints], into: &frame, in: rect)
    }
    let (grid, body, isCut) = grid(in: rect)
    let first = rowScroll(in: rect, style: style, view: view).range(from: view.row).lowerBound
    let start = min(panels.count, first * grid.columns)
    let seen = start..<min(panels.count, start + grid.rows * grid.columns)
    for (index, panel) in panels[seen].enumerated() {
      let area = Rect(
        x: body.x + index % grid.columns * (grid.tile.width + 1),
        y: body.y + index / grid.columns * grid.tile.height, width: grid.tile.width,
        height: grid.tile.height)
      let title = Rect(x: area.x, y: area.y, width: area.width, height: min(1, area.height))
      frame.write(
        panel.title.cut(to: area.width, signs: style.words.signs), x: area.x, y: area.y,
        style: .bold, clip: title.intersection(rect))
      let below = Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1)
      panel.chart.draw(into: &frame, in: below.intersection(body), style: style)
    }
    if isCut {
      frame.write(
        view.row == nil
          ? style.words.moreCharts(panels.count - seen.count)
          : style.words.seen(style.words.charts, seen, of: panels.count),
        x: rect.x, y: rect.maxY - 1, style: .dim, clip: rect)
    }
  }

  /// The places of the charts; where not all fit, above a line that counts the others.
  private func grid(in rect: Rect) -> (grid: Grid, body: Rect, isCut: Bool) {
    let whole = Grid(self, in: Size(width: rect.width, height: rect.height))
    let isCut = whole.rows * whole.columns < panels.count && rect.height > 1
    let body = Rect(
      x: rect.x, y: rect.y, width: rect.width, height: rect.height - (isCut ? 1 : 0))
    return (Grid(self, in: Size(width: body.width, height: body.height)), body, isCut)
  }
}

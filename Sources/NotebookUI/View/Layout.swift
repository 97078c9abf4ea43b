import Cells

/// Where things stand in the lesson view, by the size and the focus: nothing that is typed moves it.
struct Layout: Equatable {
  /// How the regions share the screen.
  enum Arrangement: Equatable {
    /// The lesson beside the pane.
    case wide
    /// The lesson above the pane.
    case stacked
    /// One at a time, the parameters together with the charts.
    case tabs
    case tooSmall
  }

  static let smallest = Size(width: 40, height: 12)
  private static let wideFrom = 110
  private static let stackedFrom = 44
  /// Lower than that, three regions one under the other are none.
  private static let wideFromHeight = 20

  let arrangement: Arrangement
  /// What is inside the frames; nil where it is not shown.
  private(set) var text: Rect?
  private(set) var charts: Rect?
  private(set) var parameters: Rect?
  private(set) var source: Rect?
  private(set) var console: Rect?
  /// The frames with their border lines.
  private(set) var panels: [(region: Region, rect: Rect)] = []
  private(set) var tabRow: Int?
  /// The columns that prose is laid out for, whether it is shown now or not.
  private(set) var textWidth: Int
  /// How many columns of points a chart has at most.
  private(set) var plotWidth: Int
  let size: Size
  private let hasConsole: Bool

  static func == (left: Layout, right: Layout) -> Bool {
    left.size == right.size && left.text == right.text && left.charts == right.charts
      && left.parameters == right.parameters && left.source == right.source
      && left.console == right.console
  }

  init(
    size: Size, focus: Region, parameterRows: Int, hasPane: Bool, hasConsole: Bool = false
  ) {
    self.size = size
    self.hasConsole = hasConsole
    textWidth = max(1, size.width - 2)
    plotWidth = max(1, size.width) * 2
    if size.width < Self.smallest.width || size.height < Self.smallest.height {
      arrangement = .tooSmall
    } else if !hasPane {
      arrangement = size.width >= Self.wideFrom ? .wide : .stacked
      arrangeAlone()
    } else if size.width >= Self.wideFrom, size.height >= Self.wideFromHeight {
      arrangement = .wide
      arrangeWide(focus, parameterRows)
    } else if size.height >= Self.stackedFrom {
      arrangement = .stacked
      arrangeStacked(focus, parameterRows)
    } else {
      arrangement = .tabs
      arrangeTabs(focus, parameterRows)
    }
  }

  var isTooSmall: Bool { arrangement == .tooSmall }

  /// The region whose rectangle `point` is in.
  func region(at point: Point) -> Region? {
    panels.first { $0.rect.contains(point) }?.region
  }

  private mutating func add(_ region: Region, _ panel: Rect, margin: Int = 1) {
    panels.append((region, panel))
    let inner = panel.inset(dx: 1, dy: 1)
    switch region {
    case .lesson: text = inner.inset(dx: margin, dy: 0)
    case .charts: charts = inner
    case .parameters: parameters = inner.inset(dx: margin, dy: 0)
    case .source: source = inner
    case .console: console = inner.inset(dx: margin, dy: 0)
    }
  }

  private mutating func arrangeAlone() {
    add(.lesson, Rect(x: 0, y: 1, width: size.width, height: size.height - 2))
    textWidth = text?.width ?? 1
  }

  /// The lesson's column is as wide as prose reads well; the pane has the rest.
  private mutating func arrangeWide(_ focus: Region, _ parameterRows: Int) {
    let left = min(max(size.width * 38 / 100, 44), 78)
    let height = size.height - 2
    add(.lesson, Rect(x: 0, y: 1, width: left + 1, height: height))
    let right = Rect(x: left, y: 1, width: size.width - left, height: height)
    // Four border lines.
    let shares = Shares(of: height - 4, focus, parameterRows)
    stack(
      [(.charts, shares.charts), (.parameters, shares.parameters)] + lower(shares, focus),
      in: right)
  }

  private mutating func arrangeStacked(_ focus: Region, _ parameterRows: Int) {
    let height = size.height - 2
    // Five border lines.
    let rest = height - 5
    let prose = focus == .lesson ? rest * 40 / 100 : max(6, rest * 16 / 100)
    let shares = Shares(of: rest - prose, focus, parameterRows)
    stack(
      [
        (.lesson, prose), (.charts, shares.charts), (.parameters, shares.parameters),
      ] + lower(shares, focus), in: Rect(x: 0, y: 1, width: size.width, height: height))
  }

  /// What stands below the parameters: the source, or in its place the console where that is open and
  /// the source is not being looked at; both where there is room for them.
  private func lower(_ shares: Shares, _ focus: Region) -> [(region: Region, rows: Int)] {
    let rows = shares.source
    guard hasConsole, focus != .source else { return [(.source, rows)] }
    let source = rows / 3
    // One border line more.
    return source < 10 ? [(.console, rows)] : [(.source, source), (.console, rows - source - 1)]
  }

  /// How charts, parameters and source share the rows of the pane: the one that the learner is in
  /// takes what the others can spare.
  ///
  /// While the lesson is read the charts are what one looks at, so that only going into the source
  /// and out of it moves things.
  private struct Shares {
    let charts: Int
    let parameters: Int
    let source: Int

    private static let leastCharts = 6
    private static let leastSource = 4

    init(of rows: Int, _ focus: Region, _ parameterRows: Int) {
      switch focus {
      case .source, .console:
        parameters = min(parameterRows, max(2, rows / 20))
        let rest = rows - parameters
        source = max(rest * 62 / 100, min(22, rest - Self.leastCharts))
        charts = rest - source
      case .lesson, .charts, .parameters:
        parameters = min(parameterRows, max(3, focus == .parameters ? rows / 3 : rows / 5))
        let rest = rows - parameters
        charts = max(rest * 62 / 100, min(20, rest - Self.leastSource))
        source = rest - charts
      }
    }
  }

  /// Panels one under the other that share their border lines.
  private mutating func stack(_ parts: [(region: Region, rows: Int)], in rect: Rect) {
    var y = rect.y
    for (region, rows) in parts {
      add(region, Rect(x: rect.x, y: y, width: rect.width, height: rows + 2))
      y += rows + 1
    }
    textWidth = text?.width ?? 1
    plotWidth = max(1, (charts?.width ?? 1) * 2)
  }

  private mutating func arrangeTabs(_ focus: Region, _ parameterRows: Int) {
    tabRow = 1
    let body = Rect(x: 0, y: 2, width: size.width, height: size.height - 3)
    textWidth = body.width - 2
    switch focus {
    case .lesson:
      panels = [(.lesson, body)]
      text = body.inset(dx: 1, dy: 0)
    case .source:
      panels = [(.source, body)]
      source = body
    case .console:
      panels = [(.console, body)]
      // Its last row is left to notices, which would cover what is typed.
      console = Rect(x: 1, y: body.y, width: body.width - 2, height: body.height - 1)
    case .charts, .parameters:
      let most = focus == .parameters ? body.height / 3 : body.height / 7
      let controls = min(parameterRows, max(2, most))
      let plots = body.height - controls - 1
      let upper = Rect(x: 0, y: body.y, width: body.width, height: plots)
      let lower = Rect(x: 0, y: body.y + plots, width: body.width, height: controls + 1)
      panels = [(.charts, upper), (.parameters, lower)]
      charts = upper
      parameters = Rect(x: 1, y: lower.y + 1, width: body.width - 2, height: controls)
    }
  }
}

extension Model {
  /// Where things stand now.
  var layout: Layout {
    Layout(
      size: surface.size, focus: lesson?.focus ?? .lesson,
      parameterRows: (lesson?.pane?.parameters.count ?? 0) + 1, hasPane: lesson?.pane != nil,
      hasConsole: lesson?.console.isOpen == true)
  }
}

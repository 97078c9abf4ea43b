public import Cells

/// A chart as a value: what a kernel shows, a run record keeps and a view draws.
public enum Chart: Hashable, Codable, Sendable {
  case line(LineChart)
  case scatter(ScatterChart)
  case table(TableChart)
  case contour(ContourChart)
  case images(ImageSheet)
  case heatMap(HeatMap)
  case bars(BarChart)
  case histogram(Histogram)
  case multiples(Multiples)
  case lattice(Lattice)
  case tree(TreeChart)
  case text(TextChart)
}

/// How a chart is drawn, whatever it shows.
public struct ChartStyle: Hashable, Sendable {
  /// What curves and points are made of.
  public enum Canvas: String, CaseIterable, Hashable, Codable, Sendable {
    /// Eight dots in a cell.
    case braille
    /// Four quarters of a cell.
    case blocks
    /// Strokes at four heights, and slopes.
    case lines
    case ascii
  }

  /// The language of what charts say themselves, such as "3 more rows".
  public enum Language: Hashable, Sendable {
    case english
    case chinese
  }

  /// What curves are made of.
  public var canvas: Canvas
  /// What axes, marks and signs are made of.
  public var glyphs: GlyphSet
  /// The colours of series.
  public var palette: Palette
  /// The language of a chart's own words.
  public var language: Language

  /// Braille and box lines in colour, in English, unless said otherwise.
  public init(
    canvas: Canvas = .braille, glyphs: GlyphSet = .unicode, palette: Palette = Palette(),
    language: Language = .english
  ) {
    self.canvas = canvas
    self.glyphs = glyphs
    self.palette = palette
    self.language = language
  }
}

extension Chart {
  /// The kind's own value.
  var kind: any ChartKind {
    switch self {
    case .line(let chart): chart
    case .scatter(let chart): chart
    case .table(let chart): chart
    case .contour(let chart): chart
    case .images(let chart): chart
    case .heatMap(let chart): chart
    case .bars(let chart): chart
    case .histogram(let chart): chart
    case .multiples(let chart): chart
    case .lattice(let chart): chart
    case .tree(let chart): chart
    case .text(let chart): chart
    }
  }

  /// What a slot is called whose chart has no name.
  public var kindName: String { type(of: kind).kindName }

  /// The width at which nothing of it is left out; nil where any will do.
  public func fullWidth(style: ChartStyle) -> Int? { kind.fullWidth(style) }

  /// The height at which nothing of it is left out and no row is empty; nil where any will do.
  public func fullHeight(style: ChartStyle) -> Int? { kind.fullHeight(style) }

  /// The rows that suit the chart where nothing else limits it, as in a log.
  public func height(width: Int, style: ChartStyle) -> Int {
    max(1, kind.height(width: width, style))
  }

  /// The same chart with everything in it called what `name` says.
  public func renamed(_ name: (String) -> String) -> Chart { kind.renamed(name) }

  /// The names inside of the chart: series, groups, columns, axes.
  public var names: [String] {
    var names: [String] = []
    _ = renamed {
      names.append($0)
      return $0
    }
    return names
  }

  /// Draws the chart, without a frame around it, into `rect` of `frame`, as `view` looks at it.
  public func draw(
    into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView = ChartView()
  ) {
    let rect = rect.intersection(frame.bounds)
    if !rect.isEmpty { kind.draw(into: &frame, in: rect, style: style, view: view) }
  }
}

/// What every kind of chart can do.
protocol ChartKind {
  /// What a slot is called whose chart has no name.
  static var kindName: String { get }
  /// Draws into `rect`, which is inside of `frame` and not empty, and nowhere else.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView)
  /// What movements in it lead to where it is drawn in `rect`.
  func explorer(in rect: Rect, style: ChartStyle) -> any Explorer
  /// The width at which nothing is left out; nil where any will do.
  func fullWidth(_ style: ChartStyle) -> Int?
  /// The height at which nothing is left out and no row is empty; nil where any will do.
  func fullHeight(_ style: ChartStyle) -> Int?
  /// The rows that suit it where nothing limits them.
  func height(width: Int, _ style: ChartStyle) -> Int
  /// The chart with everything in it called what `name` says.
  func renamed(_ name: (String) -> String) -> Chart
}

extension ChartKind {
  func fullWidth(_ style: ChartStyle) -> Int? { nil }
  func fullHeight(_ style: ChartStyle) -> Int? { nil }
}

public import Cells

/// A chart as a value: what a kernel shows, a run record keeps and a view draws.
public enum Chart: Hashable, Codable, Sendable {
  case line(LineChart)
  case scatter(ScatterChart)
  case table(TableChart)
  case contour(ContourChart)
}

/// How a chart is drawn, whatever it shows.
public struct ChartStyle: Hashable, Sendable {
  /// What curves and points are made of.
  public enum Canvas: String, CaseIterable, Hashable, Codable, Sendable {
    case braille
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
  /// The width at which nothing of it is left out; nil where any will do.
  public func fullWidth(style: ChartStyle) -> Int? {
    if case .table(let table) = self { table.fullWidth(style) } else { nil }
  }

  /// Draws the chart, without a frame around it, into `rect` of `frame`.
  public func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle) {
    let rect = rect.intersection(frame.bounds)
    switch self {
    case .line(let chart): chart.draw(into: &frame, in: rect, style: style)
    case .scatter(let chart): chart.draw(into: &frame, in: rect, style: style)
    case .table(let chart): chart.draw(into: &frame, in: rect, style: style)
    case .contour(let chart): chart.draw(into: &frame, in: rect, style: style)
    }
  }
}

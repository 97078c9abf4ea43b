import Cells
import Charts

/// What the screen is drawn on and with.
struct Surface: Equatable {
  var size: Size
  var glyphs = GlyphSet.unicode
  var palette = Palette()
  var canvas = ChartStyle.Canvas.braille
  var isMouseOn = true
  /// Whether it shows more than ASCII.
  var speaksUTF8 = true
  /// Seconds that local time is ahead of UTC.
  var timeZoneOffset = 0

  var chartStyle: ChartStyle { ChartStyle(canvas: canvas, glyphs: glyphs, palette: palette) }
}

extension Model {
  /// How charts are drawn, in the language of the screen.
  var chartStyle: ChartStyle {
    var style = surface.chartStyle
    style.language = language == .chinese ? .chinese : .english
    return style
  }
}

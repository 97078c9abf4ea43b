import Cells
import Charts

/// What the screen is drawn on and with.
struct Surface: Equatable {
  var size: Size
  var glyphs = GlyphSet.unicode
  var palette = Palette()
  var canvas = ChartStyle.Canvas.braille
  var isMouseOn = true
  /// Seconds that local time is ahead of UTC.
  var timeZoneOffset = 0

  var chartStyle: ChartStyle { ChartStyle(canvas: canvas, glyphs: glyphs, palette: palette) }
}

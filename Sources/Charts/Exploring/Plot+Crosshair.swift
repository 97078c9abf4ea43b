internal import Cells

extension Plot {
  /// Draws two lines that cross at the place of dots (`x`, `y`) where nothing else is.
  func drawCrosshair(x: Double, y: Double, into frame: inout Frame, style: ChartStyle) {
    let signs = Signs.of(style.glyphs)
    let ink = style.palette.accent
    let column = cell(x: x, y: 0)?.x
    let row = cell(x: 0, y: y)?.y
    func write(_ sign: String, _ x: Int, _ y: Int) {
      if frame[x, y].glyph == " " { frame[x, y] = Cell(sign, ink) }
    }
    if let column { for row in area.y..<area.maxY { write(signs.upright, column, row) } }
    if let row { for column in area.x..<area.maxX { write(signs.level, column, row) } }
    if let column, let row { frame[column, row] = Cell(signs.cross, ink) }
  }
}

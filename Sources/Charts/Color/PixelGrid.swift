internal import Cells

/// Pixels on their way to cells: one column wide and half a row high, so that each is a square.
struct PixelGrid {
  /// A colour and what stands for it where there is none.
  struct Pixel: Hashable {
    var color: Color
    /// From 0, nothing, to 255, all ink.
    var ink: UInt8
  }

  let width: Int
  let height: Int
  var pixels: [Pixel]

  /// The rows of cells that it takes.
  var rows: Int { (height + 1) / 2 }

  /// A grid of `width` pixels in each of its rows, each what `pixel` says.
  init(width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> Pixel) {
    self.width = max(0, width)
    self.height = max(0, height)
    pixels = []
    pixels.reserveCapacity(self.width * self.height)
    for y in 0..<self.height {
      for x in 0..<self.width { pixels.append(pixel(x, y)) }
    }
  }

  /// Draws the grid with its top left corner at `corner`, as far as `clip` reaches.
  func draw(into frame: inout Frame, at corner: Point, clip: Rect, style: ChartStyle) {
    let painter = PixelPainter(style)
    for row in 0..<rows {
      let y = corner.y + row
      guard y >= clip.y, y < clip.maxY else { continue }
      let top = 2 * row * width
      let hasBottom = 2 * row + 1 < height
      for column in 0..<width where corner.x + column >= clip.x && corner.x + column < clip.maxX {
        frame[corner.x + column, y] = painter.cell(
          pixels[top + column], hasBottom ? pixels[top + width + column] : nil)
      }
    }
  }
}

/// Turns two pixels, one above the other, into a cell.
struct PixelPainter {
  private let hasShades: Bool
  private let isUnicode: Bool
  private let upperHalf: Cell

  init(_ style: ChartStyle) {
    hasShades = style.palette.hasShades
    isUnicode = style.usesBlocks
    upperHalf = Cell(isUnicode ? "▀" : " ")
  }

  /// The cell for `top` and `bottom`; without `bottom` its lower half is blank.
  func cell(_ top: PixelGrid.Pixel, _ bottom: PixelGrid.Pixel?) -> Cell {
    guard hasShades else { return inkCells[glyph(top.ink, bottom?.ink ?? 0)] }
    guard let bottom, bottom.color != top.color else {
      if bottom != nil || !isUnicode { return filled(top.color) }
      var cell = upperHalf
      cell.style = Style(top.color)
      return cell
    }
    if !isUnicode { return filled(mean(top.color, bottom.color)) }
    var cell = upperHalf
    cell.style = Style(top.color, background: bottom.color)
    return cell
  }

  /// A cell of one colour.
  private func filled(_ color: Color) -> Cell {
    var cell = Cell.blank
    cell.style = Style(background: color)
    return cell
  }

  private func mean(_ first: Color, _ second: Color) -> Color {
    guard let a = first.levels, let b = second.levels else { return first }
    return .rgb(
      UInt8((a.red + b.red) / 2), UInt8((a.green + b.green) / 2), UInt8((a.blue + b.blue) / 2))
  }

  private var inkCells: [Cell] { isUnicode ? unicodeInk : asciiInk }

  /// The index of the glyph that comes nearest to the ink of both pixels.
  private func glyph(_ top: UInt8, _ bottom: UInt8) -> Int {
    let index = Int(top >> 4) << 4 | Int(bottom >> 4)
    return Int((isUnicode ? unicodeChoice : asciiChoice)[index])
  }
}

/// A glyph with the ink of its upper and its lower half, 0…1.
private typealias InkGlyph = (glyph: String, top: Double, bottom: Double)

private let unicodeGlyphs: [InkGlyph] = [
  (" ", 0, 0), ("░", 0.25, 0.25), ("▒", 0.5, 0.5), ("▓", 0.75, 0.75), ("█", 1, 1),
  ("▀", 1, 0), ("▄", 0, 1),
]
private let asciiGlyphsByInk: [InkGlyph] = [
  (" ", 0, 0), (".", 0, 0.25), ("'", 0.25, 0), (":", 0.25, 0.25), ("-", 0.4, 0.4), ("=", 0.5, 0.5),
  ("\"", 0.7, 0.1), ("_", 0, 0.6), ("+", 0.6, 0.6), ("*", 0.75, 0.6), ("#", 0.9, 0.9),
  ("@", 1, 1),
]
private let unicodeInk = unicodeGlyphs.map { Cell($0.glyph) }
private let asciiInk = asciiGlyphsByInk.map { Cell($0.glyph) }
private let unicodeChoice = choices(of: unicodeGlyphs)
private let asciiChoice = choices(of: asciiGlyphsByInk)

/// For 16 × 16 amounts of ink above and below, the index of the nearest glyph.
private func choices(of glyphs: [InkGlyph]) -> [UInt8] {
  (0..<256).map { index in
    let (top, bottom) = (Double(index >> 4) / 15, Double(index & 15) / 15)
    func error(_ glyph: InkGlyph) -> Double {
      (glyph.top - top) * (glyph.top - top) + (glyph.bottom - bottom) * (glyph.bottom - bottom)
    }
    let best = glyphs.indices.min { error(glyphs[$0]) < error(glyphs[$1]) } ?? 0
    return UInt8(best)
  }
}

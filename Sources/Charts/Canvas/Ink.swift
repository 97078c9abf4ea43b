internal import Cells

/// How one series looks: by colour, and by dash or glyph where there is none.
struct Ink {
  let style: Style
  let dash: Dash
  /// What every cell shows; nil: the glyph that looks like its dots.
  let glyph: String?
  /// The glyph for each set of dots.
  private let glyphs: [String]

  /// The glyph of a cell with the dots `mask`.
  func glyph(for mask: UInt8) -> String { glyph ?? glyphs[Int(mask)] }

  private init(style: Style, dash: Dash, glyph: String?, chartStyle: ChartStyle) {
    let hasDots = chartStyle.usesBlocks
    // Only braille is fine enough to tell curves apart by their dashes alone.
    let hasShapes = hasDots && (chartStyle.canvas == .braille || chartStyle.palette.hasColor)
    self.style = style
    self.dash = hasShapes || hasDots && glyph == nil ? dash : .solid
    self.glyph = hasShapes ? nil : glyph
    glyphs =
      switch chartStyle.canvas {
      case .braille where hasDots: brailleGlyphs
      case .blocks where hasDots: blockGlyphs
      case .lines where hasDots: lineGlyphs
      default: asciiGlyphs
      }
  }

  /// The ink of the curve number `index`, alone or beside others.
  static func series(_ index: Int, isAlone: Bool, style: ChartStyle) -> Ink {
    Ink(
      style: style.palette.series(index), dash: .series(index),
      glyph: isAlone ? nil : asciiSeriesGlyph(index), chartStyle: style)
  }

  /// The ink of the earlier run number `index`.
  static func ghost(_ index: Int, style: ChartStyle) -> Ink {
    Ink(
      style: style.palette.secondary, dash: .ghost(index),
      glyph: [".", ":", ","][index % 3], chartStyle: style)
  }

  /// The ink of a curve that stands back behind the curve number `index`.
  static func faint(_ index: Int, style: ChartStyle) -> Ink {
    var ink = style.palette.series(index)
    ink.attributes.insert(.dim)
    return Ink(style: ink, dash: .ghost(0), glyph: ".", chartStyle: style)
  }

  /// The ink of the band around the curve number `index`.
  static func band(_ index: Int, style: ChartStyle) -> Ink {
    var ink = style.palette.series(index)
    ink.attributes.insert(.dim)
    return Ink(style: ink, dash: .solid, glyph: ":", chartStyle: style)
  }

  /// The ink of lines of equal height.
  static func contour(style: ChartStyle) -> Ink {
    Ink(style: style.palette.secondary, dash: .solid, glyph: nil, chartStyle: style)
  }
}

extension ChartStyle {
  /// Whether braille can be shown: without UTF-8 it cannot, whatever was asked for.
  var usesBraille: Bool { canvas == .braille && glyphs == .unicode }

  /// Whether parts of cells can be filled.
  var usesBlocks: Bool { canvas != .ascii && glyphs == .unicode }
}

extension DotCanvas {
  /// Copies the cells that have dots to `frame`, the top left one to `corner`.
  func draw(into frame: inout Frame, at corner: Point, inks: [Ink]) {
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        let mask = mask(cell)
        guard mask != 0 else { continue }
        let ink = inks[Int(owner(cell))]
        frame[corner.x + column, corner.y + row] = Cell(ink.glyph(for: mask), ink.style)
      }
    }
  }

  /// How many cells of `area`, in cells of the canvas, have dots.
  func occupiedCells(in area: Rect) -> Int {
    let area = area.intersection(Rect(x: 0, y: 0, width: columns, height: rows))
    return (area.y..<area.maxY).reduce(0) { count, row in
      count + (area.x..<area.maxX).count { mask(row * columns + $0) != 0 }
    }
  }
}

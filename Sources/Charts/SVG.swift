internal import Cells

extension Chart {
  /// The chart as a scalable vector graphic: the same cells that a terminal shows, with dots of braille
  /// and blocks as shapes and letters as text.
  ///
  /// `width` is in columns, `height` in rows; nil: as many as suit the chart. `title` stands above it.
  ///
  /// - Returns: The whole document.
  public func svg(
    title: String = "", width: Int = 100, height: Int? = nil, style: ChartStyle = ChartStyle()
  ) -> String {
    Self.svg([(title, self)], width: width, height: height, style: style)
  }

  /// Several charts with their titles, one below the other.
  ///
  /// - Returns: The whole document.
  public static func svg(
    _ charts: [(title: String, chart: Chart)], width: Int = 100, height: Int? = nil,
    style: ChartStyle = ChartStyle()
  ) -> String {
    let width = max(1, min(1000, width))
    let heights = charts.map {
      max(1, min(400, height ?? $0.chart.height(width: width, style: style)))
    }
    var frame = Frame(Size(width: width, height: heights.reduce(0) { $0 + $1 + 2 }))
    var top = 0
    for ((title, chart), height) in zip(charts, heights) {
      frame.write(title, x: 0, y: top, style: .bold)
      let body = Rect(x: 0, y: top + 1, width: width, height: height)
      chart.draw(into: &frame, in: body, style: style)
      top += height + 2
    }
    return VectorFrame(frame).document
  }
}

/// A frame of cells as a vector graphic.
private struct VectorFrame {
  private let frame: Frame
  private static let cell = (width: 9, height: 18)

  init(_ frame: Frame) { self.frame = frame }

  var document: String {
    let width = frame.size.width * Self.cell.width
    let height = frame.size.height * Self.cell.height
    var shapes: [String] = []
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width { shapes += self.shapes(x, y) }
      shapes += texts(y)
    }
    // The text's colour follows the reader's scheme, as on a terminal.
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" font-family="monospace" font-size="15">
      <style>svg{background:#fff}.f{fill:#1c1c1c}.d{opacity:.6}.b{font-weight:bold}\
      @media(prefers-color-scheme:dark){svg{background:#121212}.f{fill:#e4e4e4}}</style>
      \(shapes.joined(separator: "\n"))
      </svg>

      """
  }

  /// What is drawn of a cell as shapes: what is behind it, its blocks, its dots.
  private func shapes(_ x: Int, _ y: Int) -> [String] {
    let cell = frame[x, y]
    let (left, top) = (x * Self.cell.width, y * Self.cell.height)
    var shapes: [String] = []
    let isReversed = cell.style.attributes.contains(.reverse)
    let behind = isReversed ? cell.style.foreground : cell.style.background
    if behind != .standard || isReversed {
      shapes.append(rect(left, top, Self.cell.width, Self.cell.height, fill(behind)))
    }
    guard let scalar = cell.glyph.unicodeScalars.first?.value else { return shapes }
    let ink = fill(cell.style.foreground) + dimming(cell.style)
    if 0x2800..<0x2900 ~= scalar {
      for place in 0..<8 where UInt8(scalar - 0x2800) & brailleDot(place & 1, place >> 1) != 0 {
        let (across, down) = (4 * left + 9 + 18 * (place & 1), 4 * top + 9 + 18 * (place >> 1))
        shapes.append(
          "<circle cx=\"\(quarters(across))\" cy=\"\(quarters(down))\" r=\"1.4\" \(ink)/>")
      }
    }
    for block in blocks(scalar) {
      shapes.append(
        rect(left, top, block, ink))
    }
    return shapes
  }

  /// Runs of letters in one style; each letter keeps its column.
  private func texts(_ y: Int) -> [String] {
    var texts: [String] = []
    for x in 0..<frame.size.width {
      let cell = frame[x, y]
      guard let scalar = cell.glyph.unicodeScalars.first?.value, cell.glyph != " ",
        !(0x2800..<0x2900 ~= scalar), blocks(scalar).isEmpty
      else { continue }
      let isReversed = cell.style.attributes.contains(.reverse)
      let color: Color =
        isReversed && cell.style.background == .standard
        ? cell.style.foreground.legibleText
        : isReversed ? cell.style.background : cell.style.foreground
      let weight = cell.style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
      texts.append(
        "<text x=\"\(x * Self.cell.width)\" y=\"\(y * Self.cell.height + 14)\" "
          + "\(fill(color))\(dimming(cell.style))\(weight)>\(escaped(cell.glyph))</text>")
    }
    return texts
  }

  /// The rectangles that a block element is made of, in eighths of a cell: x, y, width, height.
  private func blocks(_ scalar: UInt32) -> [(Int, Int, Int, Int)] {
    switch scalar {
    case 0x2580: [(0, 0, 8, 4)]
    case 0x2581...0x2588: [(0, 8 - Int(scalar - 0x2580), 8, Int(scalar - 0x2580))]
    case 0x2589...0x258F: [(0, 0, 8 - Int(scalar - 0x2588), 8)]
    case 0x2590: [(4, 0, 4, 8)]
    default: []
    }
  }

  private func rect(_ left: Int, _ top: Int, _ block: (Int, Int, Int, Int), _ ink: String) -> String
  {
    let (x, y, width, height) = block
    // In quarters of a unit: an eighth of 9 has no short decimals.
    func across(_ eighths: Int) -> Int { (eighths * Self.cell.width * 4 + 4) / 8 }
    func down(_ eighths: Int) -> Int { eighths * Self.cell.height * 4 / 8 }
    return "<rect x=\"\(quarters(4 * left + across(x)))\" y=\"\(quarters(4 * top + down(y)))\" "
      + "width=\"\(quarters(across(width)))\" height=\"\(quarters(down(height)))\" \(ink)/>"
  }

  private func rect(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ ink: String) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" \(ink) "
      + "shape-rendering=\"crispEdges\"/>"
  }

  /// `count` quarters as a decimal number.
  private func quarters(_ count: Int) -> String {
    ["\(count / 4)", "\(count / 4).25", "\(count / 4).5", "\(count / 4).75"][count % 4]
  }

  private func fill(_ color: Color) -> String {
    guard let levels = color.levels else { return "class=\"f\"" }
    func hex(_ level: Int) -> String {
      let digits = String(level, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    return "fill=\"#\(hex(levels.red))\(hex(levels.green))\(hex(levels.blue))\""
  }

  private func dimming(_ style: Style) -> String {
    style.attributes.contains(.dim) ? " opacity=\"0.6\"" : ""
  }

  /// The glyph as text of a document.
  private func escaped(_ glyph: String) -> String {
    switch glyph {
    case "<": "&lt;"
    case ">": "&gt;"
    case "&": "&amp;"
    default: glyph
    }
  }
}

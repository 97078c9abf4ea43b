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
    let width = frame.size.width * Self.cell.width + 18
    let height = frame.size.height * Self.cell.height + 18
    var shapes: [String] = []
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width { shapes += blocks(x, y) }
      shapes += dots(y) + texts(y)
    }
    // The text's colour follows the reader's scheme, as on a terminal.
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="-9 -9 \(width) \(height)" \
      width="\(width)" height="\(height)" font-family="monospace" font-size="15">
      <style>svg{background:#fff}.f{fill:#1c1c1c}.s{stroke:#1c1c1c}\
      path{fill:none;stroke-width:2.8;stroke-linecap:round}\
      @media(prefers-color-scheme:dark){svg{background:#121212}.f{fill:#e4e4e4}\
      .s{stroke:#e4e4e4}}</style>
      \(shapes.joined(separator: "\n"))
      </svg>

      """
  }

  /// What is drawn of a cell as rectangles: what is behind it, its blocks.
  private func blocks(_ x: Int, _ y: Int) -> [String] {
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
    return shapes + blocks(scalar).map { rect(left, top, $0, ink) }
  }

  /// The dots of braille in a line, all of one ink as one path: points with round ends.
  private func dots(_ y: Int) -> [String] {
    var paths: [(ink: String, points: String)] = []
    for x in 0..<frame.size.width {
      let cell = frame[x, y]
      guard let scalar = cell.glyph.unicodeScalars.first?.value, 0x2800..<0x2900 ~= scalar
      else { continue }
      var points = ""
      for place in 0..<8 where UInt8(scalar - 0x2800) & brailleDot(place & 1, place >> 1) != 0 {
        let across = 4 * x * Self.cell.width + 9 + 18 * (place & 1)
        let down = 4 * y * Self.cell.height + 9 + 18 * (place >> 1)
        points += "M\(quarters(across)) \(quarters(down))h0"
      }
      let ink = stroke(cell.style.foreground) + dimming(cell.style)
      if let index = paths.firstIndex(where: { $0.ink == ink }) {
        paths[index].points += points
      } else {
        paths.append((ink, points))
      }
    }
    return paths.map { "<path \($0.ink) d=\"\($0.points)\"/>" }
  }

  /// Words in one style, each from its column to its column.
  private func texts(_ y: Int) -> [String] {
    var texts: [String] = []
    var word = (start: 0, end: -1, ink: "", text: "")
    func finish() {
      guard word.text != "" else { return }
      let (x, width) = (word.start * Self.cell.width, (word.end - word.start) * Self.cell.width)
      texts.append(
        "<text x=\"\(x)\" y=\"\(y * Self.cell.height + 14)\" textLength=\"\(width)\" "
          + "\(word.ink)>\(word.text)</text>")
      word.text = ""
    }
    for x in 0..<frame.size.width {
      let cell = frame[x, y]
      guard let scalar = cell.glyph.unicodeScalars.first?.value, cell.glyph != " ",
        !(0x2800..<0x2900 ~= scalar), blocks(scalar).isEmpty
      else { continue }
      let ink = ink(ofLetter: cell.style)
      if x != word.end || ink != word.ink {
        finish()
        (word.start, word.ink) = (x, ink)
      }
      word.text += escaped(cell.glyph)
      word.end = x + displayWidth(of: cell.glyph)
    }
    finish()
    return texts
  }

  private func ink(ofLetter style: Style) -> String {
    let isReversed = style.attributes.contains(.reverse)
    let color: Color =
      isReversed && style.background == .standard
      ? style.foreground.legibleText : isReversed ? style.background : style.foreground
    let weight = style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
    return fill(color) + dimming(style) + weight
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
    hex(color).map { "fill=\"\($0)\"" } ?? "class=\"f\""
  }

  private func stroke(_ color: Color) -> String {
    hex(color).map { "stroke=\"\($0)\"" } ?? "class=\"s\""
  }

  /// Nil of the colour that the reader's scheme has for text.
  private func hex(_ color: Color) -> String? {
    guard let levels = color.levels else { return nil }
    func digits(_ level: Int) -> String {
      let digits = String(level, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    return "#" + digits(levels.red) + digits(levels.green) + digits(levels.blue)
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

/// The lines of a PNG file as an image.
struct PNGPixels {
  private let header: PNGHeader
  private let lines: [UInt8]
  private let palette: [UInt8]
  private let opacity: [UInt8]

  /// Lines without filters; red, green and blue of each colour of the palette, and the opacity of some.
  init(_ header: PNGHeader, _ lines: [UInt8], palette: [UInt8], opacity: [UInt8]) {
    (self.header, self.lines, self.palette, self.opacity) = (header, lines, palette, opacity)
  }

  /// The image, with planes of colours.
  func picture() throws(DataDefect) -> Picture {
    let channels = header.kind == .palette ? 3 : header.kind.colors
    let size = header.height * header.width
    var values: [UInt8] = []
    values.reserveCapacity(channels * size)
    for row in 0..<header.height {
      for column in 0..<header.width { try add(row, column, to: &values) }
    }
    return Picture(
      channels: channels, height: header.height, width: header.width,
      bytes: channels == 1 ? values : interleaved(values, channels: channels, size: size))
  }

  private func add(_ row: Int, _ column: Int, to values: inout [UInt8]) throws(DataDefect) {
    let kind = header.kind
    let first = column * kind.count
    if kind == .palette {
      let index = value(row, first)
      guard 3 * index + 3 <= palette.count else { throw .png(.pixels) }
      let opacity = index < self.opacity.count ? Int(self.opacity[index]) : 255
      for color in 3 * index..<3 * index + 3 {
        values.append(onWhite(Int(palette[color]), opacity))
      }
    } else {
      let opacity = kind.hasOpacity ? scaled(row, first + kind.colors) : 255
      for color in 0..<kind.colors { values.append(onWhite(scaled(row, first + color), opacity)) }
    }
  }

  private func onWhite(_ color: Int, _ opacity: Int) -> UInt8 {
    UInt8((color * opacity + 255 * (255 - opacity) + 127) / 255)
  }

  /// A value of a line from 0 to 255.
  private func scaled(_ row: Int, _ index: Int) -> Int {
    let most = 1 << header.depth - 1
    return (2 * 255 * value(row, index) + most) / (2 * most)
  }

  /// A value of a line, as it stands there.
  private func value(_ row: Int, _ index: Int) -> Int {
    let first = row * header.lineSize + index * header.depth / 8
    if header.depth == 16 { return Int(lines[first]) << 8 | Int(lines[first + 1]) }
    let shift = 8 - header.depth - index * header.depth % 8
    return Int(lines[first]) >> shift & (1 << header.depth - 1)
  }
}

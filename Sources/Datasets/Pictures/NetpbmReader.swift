/// An image in the formats PGM and PPM: P2 and P3 in decimal numbers, P5 and P6 in bytes.
///
/// J. Poskanzer (1988), *Netpbm*. Values are scaled to 0 … 255, to the nearest.
struct NetpbmReader {
  private let bytes: [UInt8]
  private var position = 2
  private var line = 1

  /// Whether the bytes begin as such a file, or one of its relatives, does.
  static func isNetpbm(_ bytes: [UInt8]) -> Bool {
    bytes.count > 2 && bytes[0] == UInt8(ascii: "P") && isDigit(bytes[1], from: "1", to: "7")
      && isBlank(bytes[2])
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads it all.
  consuming func read() throws(DataDefect) -> Picture {
    let kind = String(decoding: bytes.prefix(2), as: UTF8.self)
    guard Self.isNetpbm(bytes), ["P2", "P3", "P5", "P6"].contains(kind) else {
      throw Self.isNetpbm(bytes) ? .netpbm(.otherKind(kind)) : .notImages
    }
    let width = try number()
    let height = try number()
    let maximum = try number()
    let channels = ["P3", "P6"].contains(kind) ? 3 : 1
    guard width > 0, height > 0, width <= readingLimit / channels / height else {
      throw .netpbm(.size(width: width, height: height))
    }
    guard 1...65535 ~= maximum else { throw .netpbm(.maximum(maximum)) }
    let count = channels * height * width
    let values =
      ["P2", "P3"].contains(kind) ? try decimals(count, maximum) : try binary(count, maximum)
    return Picture(
      channels: channels, height: height, width: width,
      bytes: channels == 1 ? values : planes(values, of: height * width))
  }

  /// The next number of the header.
  private mutating func number() throws(DataDefect) -> Int {
    let word = nextWord()
    guard let value = Int(word), value >= 0, value < 1 << 31 else {
      throw .netpbm(.header(text: word))
    }
    return value
  }

  private mutating func nextWord() -> String {
    skipBlanks()
    let start = position
    while position < bytes.count, !isBlank(bytes[position]), bytes[position] != UInt8(ascii: "#") {
      position += 1
    }
    return String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self)
  }

  /// Skips blanks, and comments from `#` to the end of the line.
  private mutating func skipBlanks() {
    var isComment = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        line += 1
        isComment = false
      } else if byte == UInt8(ascii: "#") {
        isComment = true
      } else if !isComment, !isBlank(byte) {
        return
      }
      position += 1
    }
  }

  private mutating func decimals(_ count: Int, _ maximum: Int) throws(DataDefect) -> [UInt8] {
    var values: [UInt8] = []
    // A value takes two bytes at least, whatever the header says.
    values.reserveCapacity(min(count, bytes.count))
    skipBlanks()
    while position < bytes.count {
      let word = nextWord()
      guard let value = Int(word), 0...maximum ~= value else {
        throw .netpbm(.value(line: line, text: word, maximum: maximum))
      }
      values.append(scaled(value, maximum))
      skipBlanks()
    }
    guard values.count == count else {
      throw .netpbm(.values(expected: count, found: values.count))
    }
    return values
  }

  private mutating func binary(_ count: Int, _ maximum: Int) throws(DataDefect) -> [UInt8] {
    // One blank parts the header from the pixels.
    let pixels = bytes[min(position + 1, bytes.count)...]
    let size = maximum > 255 ? 2 : 1
    guard pixels.count == size * count else {
      throw .netpbm(.bytes(expected: size * count, found: pixels.count))
    }
    if maximum == 255 { return Array(pixels) }
    var values: [UInt8] = []
    values.reserveCapacity(count)
    for place in stride(from: pixels.startIndex, to: pixels.endIndex, by: size) {
      let value = size == 1 ? Int(pixels[place]) : Int(pixels[place]) << 8 | Int(pixels[place + 1])
      guard value <= maximum else {
        throw .netpbm(.value(line: line, text: "\(value)", maximum: maximum))
      }
      values.append(scaled(value, maximum))
    }
    return values
  }

  private func scaled(_ value: Int, _ maximum: Int) -> UInt8 {
    UInt8((2 * 255 * value + maximum) / (2 * maximum))
  }

  /// Colours pixel by pixel as one plane after the other.
  private func planes(_ values: [UInt8], of size: Int) -> [UInt8] {
    interleaved(values, channels: 3, size: size)
  }
}

/// Pixels of `channels` values each as planes: [S, C] gives [C, S].
func interleaved(_ values: [UInt8], channels: Int, size: Int) -> [UInt8] {
  var planes: [UInt8] = []
  planes.reserveCapacity(values.count)
  for channel in 0..<channels {
    for pixel in 0..<size { planes.append(values[pixel * channels + channel]) }
  }
  return planes
}

private func isDigit(_ byte: UInt8, from first: Unicode.Scalar, to last: Unicode.Scalar) -> Bool {
  byte >= UInt8(ascii: first) && byte <= UInt8(ascii: last)
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

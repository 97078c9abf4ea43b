/// What a PNG file says of itself first: section 11.2.1.
struct PNGHeader {
  let width: Int
  let height: Int
  /// The bits of a value.
  let depth: Int
  let kind: Kind

  /// What the values of a pixel are.
  enum Kind: UInt8 {
    case grey = 0
    case color = 2
    case palette = 3
    case greyAndOpacity = 4
    case colorAndOpacity = 6

    /// How many values a pixel has.
    var count: Int { colors + (hasOpacity ? 1 : 0) }

    /// How many of them are colours, or places in the palette.
    var colors: Int { self == .color || self == .colorAndOpacity ? 3 : 1 }

    /// Whether the last one tells how far the pixel hides what is behind it.
    var hasOpacity: Bool { self == .greyAndOpacity || self == .colorAndOpacity }

    fileprivate var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      default: [8, 16]
      }
    }
  }

  init(_ content: ArraySlice<UInt8>) throws(DataDefect) {
    let bytes = Array(content)
    guard bytes.count == 13, let kind = Kind(rawValue: bytes[9]),
      kind.depths.contains(Int(bytes[8])), bytes[10] == 0, bytes[11] == 0
    else { throw .png(.header) }
    if bytes[12] != 0 { throw .png(.interlaced) }
    width = bigEndian(bytes[0..<4])
    height = bigEndian(bytes[4..<8])
    depth = Int(bytes[8])
    self.kind = kind
    guard width > 0, height > 0, max(3 * width, lineSize + 1) <= readingLimit / height else {
      throw .png(.size(width: width, height: height))
    }
  }

  /// The bytes of a line of pixels.
  var lineSize: Int { (width * kind.count * depth + 7) / 8 }

  /// The lines without their filters: section 9.
  ///
  /// Each byte was told as the difference from a guess by the bytes of the pixel to the left, of the
  /// pixel above and of the one to the left of that.
  func unfiltered(_ filtered: [UInt8]) throws(DataDefect) -> [UInt8] {
    let pixel = max(1, kind.count * depth / 8)
    var lines = [UInt8](repeating: 0, count: lineSize * height)
    for row in 0..<height {
      let filter = filtered[row * (lineSize + 1)]
      guard filter <= 4 else { throw .png(.pixels) }
      for column in 0..<lineSize {
        let place = row * lineSize + column
        let left = column < pixel ? 0 : Int(lines[place - pixel])
        let above = row == 0 ? 0 : Int(lines[place - lineSize])
        let corner = column < pixel || row == 0 ? 0 : Int(lines[place - lineSize - pixel])
        let guess =
          switch filter {
          case 1: left
          case 2: above
          case 3: (left + above) / 2
          case 4: nearest(left, above, corner)
          default: 0
          }
        lines[place] = filtered[row * (lineSize + 1) + 1 + column] &+ UInt8(guess)
      }
    }
    return lines
  }

  /// Paeth's guess: of three bytes the one nearest to left + above − corner, the first of equals.
  private func nearest(_ left: Int, _ above: Int, _ corner: Int) -> Int {
    let (a, b, c) = (abs(above - corner), abs(left - corner), abs(left + above - 2 * corner))
    return a <= b && a <= c ? left : b <= c ? above : corner
  }
}

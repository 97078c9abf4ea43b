/// An image in the format PNG (ISO/IEC 15948): grey, in colour or with a palette, 1 to 16 bits a value.
///
/// Values are scaled to 0 … 255, to the nearest. What is transparent stands on white.
struct PNGReader {
  private let bytes: [UInt8]

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Whether the bytes begin as such a file does.
  static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads it all.
  func read() throws(DataDefect) -> Picture {
    var (header, palette, opacity) = (PNGHeader?.none, [UInt8](), [UInt8]())
    var packed: [UInt8] = []
    var place = Self.signature.count
    while true {
      let (name, content) = try chunk(at: place)
      place += content.count + 12
      switch name {
      case "IHDR": header = try PNGHeader(content)
      case "PLTE": palette = Array(content)
      case "tRNS": opacity = Array(content)
      case "IDAT": packed += content
      case "IEND":
        guard let header else { throw .png(.header) }
        let lines = try header.unfiltered(unpacked(packed, header))
        return try PNGPixels(header, lines, palette: palette, opacity: opacity).picture()
      default: break
      }
    }
  }

  /// The name and the content of a chunk: section 5.3.
  private func chunk(at place: Int) throws(DataDefect) -> (name: String, content: ArraySlice<UInt8>)
  {
    guard place + 12 <= bytes.count else { throw .png(.truncated) }
    let size = bigEndian(bytes[place..<place + 4])
    let end = place + 8 + size
    guard end + 4 <= bytes.count else { throw .png(.truncated) }
    let checksum = crc32(bytes[place + 4..<end])
    guard checksum == UInt32(bigEndian(bytes[end..<end + 4])) else {
      throw .png(.checksum(byte: place))
    }
    return (String(decoding: bytes[place + 4..<place + 8], as: UTF8.self), bytes[place + 8..<end])
  }

  /// The lines of the image, each behind the number of its filter.
  private func unpacked(_ packed: [UInt8], _ header: PNGHeader) throws(DataDefect) -> [UInt8] {
    let expected = (header.lineSize + 1) * header.height
    // Two bytes of zlib stand before what “deflate” packed (RFC 1950).
    var inflater = Inflater(
      input: BitReader(Array(packed.dropFirst(2))), output: [], limit: expected)
    do { try inflater.inflate() } catch { throw .png(.pixels) }
    guard inflater.output.count == expected else { throw .png(.pixels) }
    return inflater.output
  }
}

/// The number that bytes are, the highest first.
func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

/// What is in a file that `gzip` made (RFC 1952): one or more members, each checked.
struct Gzip {
  private var input: BitReader
  private var output: [UInt8] = []
  private let limit: Int

  /// Whether the bytes begin as such a file does.
  static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// What is packed in `bytes`, at most `limit` bytes.
  ///
  /// - Throws: What is wrong with them.
  static func unpacked(_ bytes: [UInt8], limit: Int) throws(DataDefect) -> [UInt8] {
    var gzip = Gzip(input: BitReader(bytes), limit: limit)
    repeat { try gzip.readMember() } while gzip.hasMember
    return gzip.output
  }

  private init(input: BitReader, limit: Int) {
    self.input = input
    self.limit = limit
  }

  /// Whether another member follows; zeros may fill the rest of a tape.
  private var hasMember: Bool { input.rest.contains { $0 != 0 } }

  private mutating func readMember() throws(DataDefect) {
    try readHeader()
    let start = output.count
    var inflater = Inflater(input: input, output: output, limit: limit)
    output = []
    try inflater.inflate()
    (input, output) = (inflater.input, inflater.output)
    input.alignToByte()
    let checksum = UInt32(try input.bits(16)) | UInt32(try input.bits(16)) << 16
    let size = UInt32(try input.bits(16)) | UInt32(try input.bits(16)) << 16
    guard size == UInt32(truncatingIfNeeded: output.count - start),
      checksum == crc32(output[start...])
    else { throw .gzip(.wrongChecksum) }
  }

  private mutating func readHeader() throws(DataDefect) {
    guard try input.bits(16) == 0x8B1F else { throw .gzip(.invalid(byte: input.position)) }
    // Method 8 is the only one there is.
    guard try input.bits(8) == 8 else { throw .gzip(.invalid(byte: input.position)) }
    let flags = try input.bits(8)
    for _ in 0..<6 { _ = try input.bits(8) }
    if flags & 4 != 0 {
      for _ in 0..<(try input.bits(16)) { _ = try input.bits(8) }
    }
    // The name and the comment end with a zero.
    for flag in [8, 16] where flags & flag != 0 {
      while try input.bits(8) != 0 {}
    }
    if flags & 2 != 0 { _ = try input.bits(16) }
  }
}

/// The bits of bytes, the lowest of each byte first.
struct BitReader {
  private let bytes: [UInt8]
  private var next = 0
  private var buffer: UInt64 = 0
  private var count = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte that the next bit is in, from 0.
  var position: Int { next - count / 8 }

  /// Whether all bytes have been taken up.
  var isAtEnd: Bool { next == bytes.count }

  /// The bytes that were not read.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  /// The next `size` bits, at most 16, as a number.
  mutating func bits(_ size: Int) throws(DataDefect) -> Int {
    let value = try peek(size)
    try skip(size)
    return value
  }

  /// The next `size` bits, or fewer and zeros at the end.
  mutating func peek(_ size: Int) throws(DataDefect) -> Int {
    while count < size, next < bytes.count {
      buffer |= UInt64(bytes[next]) << UInt64(count)
      next += 1
      count += 8
    }
    return Int(buffer & (1 << UInt64(size) - 1))
  }

  mutating func skip(_ size: Int) throws(DataDefect) {
    guard count >= size else { throw .gzip(.truncated) }
    buffer >>= UInt64(size)
    count -= size
  }

  mutating func alignToByte() {
    buffer >>= UInt64(count % 8)
    count -= count % 8
  }
}

/// The checksum of gzip: a CRC with the polynomial 0x04C11DB7, its bits turned around.
func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  let table = checksums
  var checksum = ~UInt32(0)
  for byte in bytes {
    checksum = table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] ^ checksum >> 8
  }
  return ~checksum
}

private let checksums: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 0 ? value >> 1 : 0xEDB8_8320 ^ value >> 1
  }
}

private let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// The value of each digit by its code; 255 where there is none.
private let values: [UInt8] = {
  var values = [UInt8](repeating: 255, count: 256)
  for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
  return values
}()

/// `bytes` in base64 (RFC 4648, with padding).
func base64(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
    var end = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var word = 0
      for offset in 0..<3 { word = word << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for place in 0..<4 {
        text[end] =
          place <= count ? digits[word >> (18 - 6 * place) & 63] : UInt8(ascii: "=")
        end += 1
      }
    }
    return end
  }
}

/// The bytes of a base64 text; nil if it is none.
func base64Decoded(_ text: String) -> [UInt8]? {
  let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
  guard text.utf8.count.isMultiple(of: 4), padding <= 2 else { return nil }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count / 4 * 3)
  var word = 0
  var bits = 0
  for digit in text.utf8.dropLast(padding) {
    let value = values[Int(digit)]
    guard value != 255 else { return nil }
    word = (word << 6 | Int(value)) & 0xFFFF
    bits += 6
    if bits >= 8 {
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: word >> bits))
    }
  }
  return bytes
}

/// The bytes of `integers`, each from its lowest byte.
func littleEndianBytes<Integer: FixedWidthInteger>(_ integers: [Integer]) -> [UInt8] {
  integers.map(\.littleEndian).withUnsafeBytes { Array($0) }
}

/// The integers whose bytes, each from its lowest, are `bytes`.
func integers<Integer: FixedWidthInteger>(_ bytes: [UInt8], _: Integer.Type) -> [Integer] {
  bytes.withUnsafeBytes { buffer in
    stride(from: 0, to: buffer.count, by: MemoryLayout<Integer>.size).map {
      Integer(littleEndian: buffer.loadUnaligned(fromByteOffset: $0, as: Integer.self))
    }
  }
}

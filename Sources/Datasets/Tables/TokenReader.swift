/// The words of a text between blanks, line by line, without copying one.
struct TokenReader {
  let bytes: [UInt8]
  /// The line that is being read, from 1.
  private(set) var line = 0
  private var position = 0
  private var lineEnd = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineEnd = 3 }
  }

  /// Goes to the beginning of the next line; false behind the last one.
  mutating func nextLine() -> Bool {
    position = lineEnd
    guard position < bytes.count else { return false }
    line += 1
    while lineEnd < bytes.count, bytes[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
    if lineEnd < bytes.count { lineEnd += 1 }
    return true
  }

  /// The next word of the line, up to a `#` that begins a comment; nil at its end.
  mutating func next() -> Range<Int>? {
    while position < lineEnd, isBlank(bytes[position]) { position += 1 }
    guard position < lineEnd, bytes[position] != UInt8(ascii: "#") else { return nil }
    let start = position
    while position < lineEnd, !isBlank(bytes[position]) { position += 1 }
    return start..<position
  }

  /// The number that a word spells, nil if it spells none.
  func number(_ word: Range<Int>) -> Double? { decimalNumber(bytes[word]) }

  /// The whole number that a word spells, nil if it spells none.
  func integer(_ word: Range<Int>) -> Int? {
    var value = 0
    if word.isEmpty || word.count > 18 { return nil }
    for byte in bytes[word] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = 10 * value + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// A word as an error shows it.
  func text(_ word: Range<Int>) -> String {
    let shown = String(decoding: bytes[word.prefix(40)], as: UTF8.self)
    return word.count > 40 ? shown + "…" : shown
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
}

/// How many numbers a data set may have, by the memory there is.
let numberLimit = readingLimit / MemoryLayout<Double>.size

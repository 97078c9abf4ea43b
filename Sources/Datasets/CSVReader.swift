/// The records of a CSV text (RFC 4180), one at a time, without copying a field.
///
/// Lines end in LF or CRLF, blank lines are skipped, and a byte order mark at the start as well.
struct CSVReader {
  /// A field as it stands in the bytes, without its quotes.
  struct Field {
    var range: Range<Int>
    /// Whether doubled quotes are in it, which stand for one each.
    var hasDoubledQuotes = false
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let separator: UInt8
  /// The line on which the latest record begins, from 1.
  private(set) var recordLine = 1
  private var position = 0
  private var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    // The header tells what separates: whichever of these it has most of.
    let header = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
    let candidates = [",", ";", "\t"].map { UInt8(ascii: $0) }
    let counts = candidates.map { candidate in header.count { $0 == candidate } }
    separator = candidates[counts.indices.max { counts[$0] < counts[$1] } ?? 0]
  }

  /// Reads the next record into `fields`; false at the end.
  ///
  /// - Throws: The line of a quote that never closes.
  mutating func next(into fields: inout [Field]) throws(OpenQuote) -> Bool {
    fields.removeAll(keepingCapacity: true)
    skipBlankLines()
    guard position < bytes.count else { return false }
    recordLine = line
    while true {
      fields.append(try field())
      guard position < bytes.count else { return true }
      let end = bytes[position]
      position += 1
      if end == separator { continue }
      line += 1
      return true
    }
  }

  /// A quote that opens on `line` and never closes.
  struct OpenQuote: Error {
    var line: Int
  }

  /// The text of a field.
  func text(_ field: Field) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.hasDoubledQuotes else { return text }
    var result = ""
    var previousWasQuote = false
    for character in text {
      let isSecond = character == "\"" && previousWasQuote
      if !isSecond { result.append(character) }
      previousWasQuote = character == "\"" && !isSecond
    }
    return result
  }

  private mutating func skipBlankLines() {
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      end += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        position = end
      } else if byte == separator || !isBlank(byte) {
        return
      }
    }
    position = end
  }

  /// The field at `position`, which moves to the separator or the line's end behind it.
  private mutating func field() throws(OpenQuote) -> Field {
    var start = position
    while start < bytes.count, bytes[start] != separator, isBlank(bytes[start]) { start += 1 }
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      return try quotedField(from: start + 1)
    }
    position = start
    while position < bytes.count, bytes[position] != separator,
      bytes[position] != UInt8(ascii: "\n")
    { position += 1 }
    var end = position
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return Field(range: start..<end)
  }

  private mutating func quotedField(from start: Int) throws(OpenQuote) -> Field {
    var field = Field(range: start..<start)
    let opening = line
    position = start
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "\"") else { continue }
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        field.hasDoubledQuotes = true
        position += 1
        continue
      }
      field.range = start..<(position - 1)
      while position < bytes.count, bytes[position] != separator,
        bytes[position] != UInt8(ascii: "\n")
      { position += 1 }
      return field
    }
    throw OpenQuote(line: opening)
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }
}

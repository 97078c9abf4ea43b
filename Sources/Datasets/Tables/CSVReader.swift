/// The records of a CSV text (RFC 4180), one at a time, without copying a field.
///
/// Lines end in LF, CRLF or, where there is no other, CR; blank lines are skipped, and a byte order mark
/// at the start as well.
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

  private let lineEnd: UInt8

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let separators = [",", ";", "\t"].map { UInt8(ascii: $0) }
    let readers = separators.map { CSVReader(bytes, separator: $0) }
    // What cuts the first two records into as many fields; else whatever the first has most of.
    self =
      readers.max { left, right in
        let (a, b) = (left.firstCounts, right.firstCounts)
        let (isEvenA, isEvenB) = (
          a.header > 1 && a.header == a.row, b.header > 1 && b.header == b.row
        )
        return isEvenA == isEvenB ? a.header < b.header : isEvenB
      } ?? readers[0]
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    lineEnd = bytes.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
  }

  /// How many fields the first two records have; 0 where they cannot be read.
  private var firstCounts: (header: Int, row: Int) {
    var copy = self
    var fields: [Field] = []
    func count() -> Int { (try? copy.next(into: &fields)) == true ? fields.count : 0 }
    let header = count()
    return (header, count())
  }

  /// Reads the next record into `fields`; false at the end.
  ///
  /// - Throws: What is wrong with a quote.
  mutating func next(into fields: inout [Field]) throws(QuoteProblem) -> Bool {
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

  /// A quote that opens on `line` and never closes, or behind whose end more than blanks follow.
  struct QuoteProblem: Error {
    var line: Int
    var isOpen: Bool
  }

  /// The text of a field; nil where it is not UTF-8.
  func text(_ field: Field) -> String? {
    guard let text = String(validating: bytes[field.range], as: UTF8.self) else { return nil }
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
      if byte == lineEnd {
        line += 1
        position = end
      } else if byte == separator || !isBlank(byte) {
        return
      }
    }
    position = end
  }

  /// The field at `position`, which moves to the separator or the line's end behind it.
  private mutating func field() throws(QuoteProblem) -> Field {
    var start = position
    while start < bytes.count, bytes[start] != separator, isBlank(bytes[start]) { start += 1 }
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      return try quotedField(from: start + 1)
    }
    position = start
    while position < bytes.count, bytes[position] != separator, bytes[position] != lineEnd {
      position += 1
    }
    var end = position
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return Field(range: start..<end)
  }

  private mutating func quotedField(from start: Int) throws(QuoteProblem) -> Field {
    var field = Field(range: start..<start)
    let opening = line
    position = start
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == lineEnd { line += 1 }
      guard byte == UInt8(ascii: "\"") else { continue }
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        field.hasDoubledQuotes = true
        position += 1
        continue
      }
      field.range = start..<(position - 1)
      while position < bytes.count, bytes[position] != separator, bytes[position] != lineEnd {
        guard isBlank(bytes[position]) else { throw QuoteProblem(line: line, isOpen: false) }
        position += 1
      }
      return field
    }
    throw QuoteProblem(line: opening, isOpen: true)
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }
}

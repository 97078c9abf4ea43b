/// A text as its bytes, which are UTF-8.
///
/// Lines and words are slices that share the text's memory; `String(decoding: word, as: UTF8.self)`
/// makes a string of one.
public struct Corpus: Sendable {
  /// The name it was asked for by.
  public var name: String
  /// The file that it was read from; empty of one that was made.
  public var path = ""
  /// All of it, without a byte order mark.
  public let bytes: [UInt8]

  /// A text that was made rather than read.
  public init(_ text: String, name: String = "") {
    self.name = name
    bytes = Array(text.utf8)
  }

  /// The text `bytes`, which are known to be UTF-8.
  public init(_ bytes: [UInt8], name: String, path: String = "") {
    (self.bytes, self.name, self.path) = (bytes, name, path)
  }

  /// The text `bytes`.
  ///
  /// - Throws: The first place that is no UTF-8.
  init(checking bytes: [UInt8], name: String, path: String) throws(DataDefect) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    try check(bytes)
    self.name = name
    self.path = path
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    if self.bytes.isEmpty { throw .emptyText }
  }

  /// How many bytes there are.
  public var count: Int { bytes.count }

  /// All of it as a string, which is a copy.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The lines without their ends (LF or CRLF), empty ones too.
  public var lines: Lines { Lines(bytes) }

  /// What stands between blanks and ends of lines (ASCII).
  public var words: Words { Words(bytes[...]) }
}

extension Corpus {
  /// The lines of a text.
  public struct Lines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next line without its end.
    public mutating func next() -> ArraySlice<UInt8>? {
      guard position < bytes.count else { return nil }
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      var end = position
      if end > start, end < bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      position += 1
      return bytes[start..<end]
    }
  }

  /// The words of a text, or of one of its lines.
  public struct Words: Sequence, IteratorProtocol {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// The words of a line.
    public init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      position = bytes.startIndex
    }

    /// The next word.
    public mutating func next() -> ArraySlice<UInt8>? {
      while position < bytes.endIndex, isBlank(bytes[position]) { position += 1 }
      guard position < bytes.endIndex else { return nil }
      let start = position
      while position < bytes.endIndex, !isBlank(bytes[position]) { position += 1 }
      return bytes[start..<position]
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
  }
}

/// Looks whether bytes are text in UTF-8.
private func check(_ bytes: [UInt8]) throws(DataDefect) {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    throw .notEightBit(encoding: "UTF-16")
  }
  do { _ = try UTF8Span(validating: bytes.span) } catch {
    let offsets = error.byteOffsets
    let (line, byte) = place(offsets.lowerBound, in: bytes)
    let wrong = bytes[offsets.lowerBound..<max(offsets.upperBound, offsets.lowerBound + 1)]
    throw .notUTF8(line: line, byte: byte, bytes: Array(wrong))
  }
  if let zero = bytes.firstIndex(of: 0) {
    let (line, byte) = place(zero, in: bytes)
    throw .zeroByte(line: line, byte: byte)
  }
}

/// The line, and the byte in it, at an offset, both from 1.
private func place(_ offset: Int, in bytes: [UInt8]) -> (line: Int, byte: Int) {
  let before = bytes[..<offset]
  let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  return (1 + before.count { $0 == UInt8(ascii: "\n") }, offset - start + 1)
}

/// One replacement of a text, which can be taken back: the text at `start` is exchanged.
struct TextChange: Hashable, Sendable {
  var start: TextPosition
  var removed: String
  var inserted: String

  var removedEnd: TextPosition { start.after(removed) }
  var insertedEnd: TextPosition { start.after(inserted) }
  var inverse: TextChange { TextChange(start: start, removed: inserted, inserted: removed) }
}

/// A text as lines, so that an edit costs the length of its lines and not that of the file.
struct TextBuffer: Hashable, Sendable {
  /// Never empty; no line holds a line break.
  private(set) var lines: [String]
  /// The length of the text in UTF-8.
  private(set) var size: Int

  init(_ text: String) {
    let text = Self.withPlainBreaks(text)
    lines = Self.lines(of: text)
    size = text.utf8.count
  }

  var text: String { lines.joined(separator: "\n") }

  var end: TextPosition {
    TextPosition(line: lines.count - 1, offset: lines[lines.count - 1].utf8.count)
  }

  /// `text` with `\n` for `\r\n` and `\r`, which some files and every terminal's paste have.
  static func withPlainBreaks(_ text: String) -> String {
    guard text.utf8.contains(.carriageReturn) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == .carriageReturn {
        bytes.append(.newline)
      } else if byte != .newline || previous != .carriageReturn {
        bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func lines(of text: String) -> [String] {
    text.utf8.split(separator: .newline, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }

  func text(in range: Range<TextPosition>) -> String {
    let first = range.lowerBound
    let last = range.upperBound
    if first.line == last.line { return lines[first.line].slice(first.offset..<last.offset) }
    var parts = [lines[first.line].slice(from: first.offset)]
    parts += lines[first.line + 1..<last.line]
    parts.append(lines[last.line].slice(0..<last.offset))
    return parts.joined(separator: "\n")
  }

  mutating func apply(_ change: TextChange) {
    size += change.inserted.utf8.count - change.removed.utf8.count
    let first = change.start
    let last = change.removedEnd
    let head = lines[first.line].slice(0..<first.offset)
    let tail = lines[last.line].slice(from: last.offset)
    var inserted = Self.lines(of: change.inserted)
    inserted[0] = head + inserted[0]
    inserted[inserted.count - 1] += tail
    if first.line == last.line && inserted.count == 1 {
      lines[first.line] = inserted[0]
    } else {
      lines.replaceSubrange(first.line...last.line, with: inserted)
    }
  }

  /// The next place at or after `position` that is between two characters.
  func boundary(from position: TextPosition) -> TextPosition {
    let line = lines[position.line]
    var offset = position.offset
    while !line.isBoundary(offset) { offset += 1 }
    return TextPosition(line: position.line, offset: offset)
  }
}

extension String {
  /// The text of a range of UTF-8 bytes.
  func slice(_ range: Range<Int>) -> String { String(self[range.in(self)]) }
  func slice(from offset: Int) -> String { slice(offset..<utf8.count) }
  /// Whether the byte `offset` is between two characters.
  func isBoundary(_ offset: Int) -> Bool { Index(index(at: offset), within: self) != nil }
  func offset(of index: Index) -> Int { utf8.distance(from: startIndex, to: index) }
  func index(at offset: Int) -> Index { utf8.index(startIndex, offsetBy: offset) }

  /// How many blanks the line begins with.
  var indentation: Int { utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count }
}

extension Range<Int> {
  fileprivate func `in`(_ text: String) -> Range<String.Index> {
    text.index(at: lowerBound)..<text.index(at: upperBound)
  }
}

/// A place between two characters of a text.
struct TextPosition: Hashable, Comparable, Sendable {
  /// From 0.
  var line: Int
  /// UTF-8 bytes from the start of the line: unlike a count of characters it stays exact when an
  /// edit joins two characters into one.
  var offset: Int

  static let start = TextPosition(line: 0, offset: 0)

  static func range(_ bytes: Range<Int>, ofLine line: Int) -> Range<TextPosition> {
    let start = TextPosition(line: line, offset: bytes.lowerBound)
    return start..<TextPosition(line: line, offset: bytes.upperBound)
  }

  static func < (a: TextPosition, b: TextPosition) -> Bool {
    (a.line, a.offset) < (b.line, b.offset)
  }

  /// Where `text` ends if it is inserted here.
  func after(_ text: String) -> TextPosition {
    let bytes = text.utf8
    guard let lastBreak = bytes.lastIndex(of: .newline) else {
      return TextPosition(line: line, offset: offset + bytes.count)
    }
    let breaks = bytes.reduce(0) { $1 == .newline ? $0 + 1 : $0 }
    return TextPosition(
      line: line + breaks, offset: bytes.distance(from: lastBreak, to: bytes.endIndex) - 1)
  }

  /// The same place of the text after `change`; one that was removed goes to the change's start.
  func moved(by change: TextChange) -> TextPosition {
    if self < change.start { return self }
    let removedEnd = change.removedEnd
    guard self >= removedEnd else { return change.start }
    let insertedEnd = change.insertedEnd
    return TextPosition(
      line: line - removedEnd.line + insertedEnd.line,
      offset: line == removedEnd.line ? offset - removedEnd.offset + insertedEnd.offset : offset)
  }
}

/// What is selected: from where the selection began to where the cursor is.
struct Selection: Hashable, Sendable {
  var anchor: TextPosition
  var head: TextPosition

  init(_ anchor: TextPosition, _ head: TextPosition) {
    self.anchor = anchor
    self.head = head
  }

  /// A cursor with nothing selected.
  init(_ position: TextPosition) { self.init(position, position) }

  var range: Range<TextPosition> { min(anchor, head)..<max(anchor, head) }
  var isEmpty: Bool { anchor == head }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}

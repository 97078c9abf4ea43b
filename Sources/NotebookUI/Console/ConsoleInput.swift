import Cells

/// The cell that is being typed: lines of text with a cursor.
struct ConsoleInput: Hashable, Sendable {
  private(set) var characters: [Character] = []
  /// The index of the character that the cursor stands before.
  private(set) var cursor = 0

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var beforeCursor: String { String(characters[..<cursor]) }
  var isOnFirstLine: Bool { !characters[..<cursor].contains("\n") }
  var isOnLastLine: Bool { !characters[cursor...].contains("\n") }

  /// Inserts `text`, a tab as two blanks.
  mutating func insert(_ text: String) {
    let plain = text.flatMap { character -> [Character] in
      character.isNewline ? ["\n"] : character == "\t" ? [" ", " "] : [character]
    }
    characters.insert(contentsOf: plain, at: cursor)
    cursor += plain.count
  }

  /// A new line, as far to the right as the one before it, and by two more in a block.
  mutating func insertLine() {
    let line = characters[lineStart..<cursor]
    let indent =
      line.prefix { $0 == " " }.count + (line.last.map { "{[(".contains($0) } == true ? 2 : 0)
    insert("\n" + String(repeating: " ", count: indent))
  }

  /// Puts `text` in place of the last `count` characters before the cursor.
  mutating func replaceLast(_ count: Int, with text: String) {
    let start = max(0, cursor - count)
    characters.replaceSubrange(start..<cursor, with: Array(text))
    cursor = start + text.count
  }

  mutating func perform(_ command: FieldCommand) {
    switch command {
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .start: cursor = lineStart
    case .end: cursor = lineEnd
    case .deleteBackward: delete(cursor - 1..<cursor)
    case .deleteForward: delete(cursor..<cursor + 1)
    case .deleteWordBackward: delete(wordStart..<cursor)
    case .clear: self = ConsoleInput()
    }
  }

  /// To the line above (-1) or below (1), as near to the same column as it can.
  mutating func moveLine(by offset: Int) {
    let column = cursor - lineStart
    if offset < 0 {
      guard lineStart > 0 else { return }
      cursor = lineStart - 1
    } else {
      guard lineEnd < characters.count else { return }
      cursor = lineEnd + 1
    }
    cursor = min(lineStart + column, lineEnd)
  }

  private var lineStart: Int {
    characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }
  private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  private var wordStart: Int {
    var place = cursor
    while place > 0, !characters[place - 1].isLetter, !characters[place - 1].isNumber { place -= 1 }
    while place > 0, characters[place - 1].isLetter || characters[place - 1].isNumber { place -= 1 }
    return place
  }

  private mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(range)
    cursor = min(cursor, range.lowerBound)
  }
}

/// A line of text being typed, with a cursor.
struct TextField: Hashable, Sendable {
  private(set) var characters: [Character]
  /// The index of the character that the cursor stands before.
  private(set) var cursor: Int

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }

  mutating func insert(_ text: String) {
    let line = text.filter { !$0.isNewline }
    characters.insert(contentsOf: line, at: cursor)
    cursor += line.count
  }

  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  mutating func move(by offset: Int) {
    cursor = min(max(cursor + offset, 0), characters.count)
  }

  mutating func moveToStart() { cursor = 0 }
  mutating func moveToEnd() { cursor = characters.count }
}

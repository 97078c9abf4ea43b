/// A line of text being typed, with a cursor.
struct TextField: Hashable, Sendable {
  private(set) var characters: [Character]
  /// The index of the character that the cursor stands before.
  private(set) var cursor: Int
  /// Whether the whole text is selected: what is typed next takes its place.
  private(set) var isSelected: Bool

  init(_ text: String = "", isSelected: Bool = false) {
    characters = Array(text)
    cursor = characters.count
    self.isSelected = isSelected && !characters.isEmpty
  }

  var text: String { String(characters) }

  mutating func insert(_ text: String) {
    if isSelected { clear() }
    let line = text.filter { !$0.isNewline }
    characters.insert(contentsOf: line, at: cursor)
    cursor += line.count
  }

  mutating func deleteBackward() {
    if isSelected { return clear() }
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForward() {
    if isSelected { return clear() }
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  mutating func deleteWordBackward() {
    if isSelected { return clear() }
    while cursor > 0, characters[cursor - 1] == " " { deleteBackward() }
    while cursor > 0, characters[cursor - 1] != " " { deleteBackward() }
  }

  mutating func clear() { self = TextField() }

  mutating func move(by offset: Int) { move(to: cursor + offset) }
  mutating func moveToStart() { move(to: 0) }
  mutating func moveToEnd() { move(to: characters.count) }

  private mutating func move(to place: Int) {
    isSelected = false
    cursor = min(max(place, 0), characters.count)
  }
}

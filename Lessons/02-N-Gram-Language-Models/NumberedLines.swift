import Margin

/// The lines in which something stands, without blanks around it.
struct NumberedLines {
  private var lines: Corpus.Lines
  /// The number of the latest line.
  private(set) var number = 0

  init(_ text: Corpus) { lines = text.lines }

  mutating func next() -> ArraySlice<UInt8>? {
    while var line = lines.next() {
      number += 1
      while let last = line.last, last <= 0x20 { line.removeLast() }
      while let first = line.first, first <= 0x20 { line.removeFirst() }
      if !line.isEmpty { return line }
    }
    return nil
  }

  /// Passes over everything up to the line `text`.
  mutating func skip(to text: String) -> Bool {
    while let line = next() {
      if line.elementsEqual(text.utf8) { return true }
    }
    return false
  }
}

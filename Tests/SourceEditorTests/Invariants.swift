import Cells
import Testing

@testable import SourceEditor

extension SourceEditor {
  /// What holds after any command, whatever the text.
  func checkInvariants(_ context: String = "") {
    let comment = Comment(rawValue: context)
    #expect(!buffer.lines.isEmpty, comment)
    #expect(buffer.lines.allSatisfy { !$0.utf8.contains(10) && !$0.utf8.contains(13) }, comment)
    for position in [selection.anchor, selection.head] {
      #expect(buffer.lines.indices.contains(position.line), comment)
      #expect(0...buffer.lines[position.line].utf8.count ~= position.offset, comment)
      #expect(buffer.boundary(from: position) == position, "\(context): inside a character")
    }
    #expect(highlighting == Highlighting(of: buffer.lines), "\(context): colours are out of date")
    var again = Search()
    again.begin(query, in: buffer.lines)
    #expect(search.matches == again.matches && search.count == again.count, comment)
    #expect(notes.allSatisfy { 1...buffer.lines.count ~= $0.line }, comment)
    #expect(scroll == clamped(scroll, in: viewport), "\(context): scrolled past the end")
  }

  init(_ lines: String..., at line: Int = 0, column: Int = 0) {
    self.init(text: lines.joined(separator: "\n"))
    perform(.place(line: line, column: column, selecting: false))
  }

  /// Performs commands one after the other, and checks the invariants after each.
  mutating func perform(_ commands: Command...) {
    for command in commands {
      perform(command)
      checkInvariants("\(command)")
    }
  }

  var place: [Int] { [cursor.line, cursor.column] }
}

/// Pieces of text that editors stumble over.
let awkward = [
  "a", "Z", "_", " ", "  ", "\t", "\n", "{", "}", "(", ")", "\"", "\"\"\"", "\\(", "/*", "*/",
  "//", "#", "é", "e\u{301}", "\u{301}", "漢", "字", "👩‍👩‍👧", "🇫🇷", "🇫", "\u{200D}", "\u{200B}", "\u{1B}",
  "\r\n",
  "let x = 1", "func f() {\n  return 2\n}", "ｆ", "π",
]

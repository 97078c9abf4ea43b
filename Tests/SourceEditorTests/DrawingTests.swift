import Cells
import Testing

@testable import SourceEditor

@Suite("The editor's view")
struct DrawingTests {
  private func frame(
    _ editor: SourceEditor, _ width: Int, _ height: Int, isFocused: Bool = true
  ) -> Frame {
    var frame = Frame(Size(width: width, height: height))
    editor.draw(
      into: &frame, in: frame.bounds, isFocused: isFocused, palette: Palette(), glyphs: .ascii)
    return frame
  }

  @Test("shows numbers, marks for changed lines, the text and the cursor")
  func gutter() {
    var editor = SourceEditor("a", "b", "c", "d", at: 1, column: 1)
    editor.perform(.insert("2"), .place(line: 2, column: 0, selecting: false), .cut)
    editor.perform(.move(.documentEnd, selecting: false), .insert("\ne"))
    let frame = frame(editor, 24, 5)
    #expect(frame.text == " 1  a\n 2~ b2\n 3  d\n 4+ e\n")
    #expect(frame.cursor == Point(x: 5, y: 3))
    #expect(self.frame(editor, 24, 5, isFocused: false).cursor == nil)
  }

  @Test("marks a line before which lines were removed")
  func removed() {
    var editor = SourceEditor("a", "b", "c", at: 1, column: 0)
    editor.perform(.cut)
    #expect(frame(editor, 24, 2).text == " 1  a\n 2- c")
  }

  @Test("stands a compiler's note under its line, a mark under the column, in the width there is")
  func notes() {
    var editor = SourceEditor("let a = 漢字x", "b")
    let column = "let a = 漢".utf8.count + 1
    editor.notes = [
      LineNote(line: 1, column: column, severity: .error, message: "cannot find '字x' in scope")
    ]
    let wide = [
      " 1  let a = 漢字x",
      "              ^ error: cannot find '字x' in scope",
      " 2  b", "",
    ]
    #expect(frame(editor, 60, 4).text == wide.joined(separator: "\n"))
    let narrow = [
      " 1  let a = 漢字x",
      "              ^",
      "    error: cannot find '字x'",
      "    in scope",
      " 2  b", "",
    ]
    #expect(frame(editor, 30, 6).text == narrow.joined(separator: "\n"))
  }

  @Test("ends with the text's last line after a shorter text took its place, and after it grew")
  func shorterText() {
    var editor = SourceEditor(text: (1...100).map { "line \($0)" }.joined(separator: "\n"))
    editor.viewport = Size(width: 24, height: 10)
    editor.perform(.move(.documentEnd, selecting: false), .selectAll)
    editor.perform(.paste((1...12).map { "new \($0)" }.joined(separator: "\n")))
    #expect(frame(editor, 24, 10).text.hasPrefix(" 3~ new 3\n"))
    editor.perform(.undo, .move(.documentEnd, selecting: false))
    editor.viewport = Size(width: 24, height: 40)
    #expect(frame(editor, 24, 40).text.hasPrefix(" 61  line 61\n"))
    editor.perform(.selectAll, .insert("x"))
    #expect(frame(editor, 24, 40).text.hasPrefix(" 1~ x\n"))
  }

  @Test("shows the lines' beginnings again as soon as the cursor allows it")
  func scrollsBack() {
    var editor = SourceEditor("let long = 1234567890 + 1234567890", "short")
    editor.viewport = Size(width: 24, height: 2)
    editor.perform(.move(.lineEnd, selecting: false))
    #expect(editor.scroll.column > 0)
    editor.perform(.place(line: 1, column: 3, selecting: false))
    #expect(editor.scroll.column == 0)
  }

  @Test("moves notes with their lines, and drops one whose line is gone")
  func notesMove() {
    var editor = SourceEditor("a", "bcd", "e")
    editor.notes = [LineNote(line: 2, column: 2, severity: .error, message: "m")]
    editor.perform(.newline)
    #expect(editor.notes.map(\.line) == [3])
    editor.perform(.place(line: 2, column: 0, selecting: false), .insert("xx"))
    #expect(editor.notes.map(\.column) == [4])
    editor.perform(.place(line: 2, column: 0, selecting: false), .newline)
    #expect(editor.notes.map(\.line) == [4])
    editor.perform(.selectAll, .deleteForward)
    #expect(editor.notes.isEmpty)
  }

  @Test("goes sideways for a long line, cuts no double-width character, and says where it goes on")
  func longLines() {
    var editor = SourceEditor(String(repeating: "漢", count: 30), "ab", at: 0, column: 0)
    editor.viewport = Size(width: 24, height: 2)
    #expect(frame(editor, 24, 2).text == " 1  漢漢漢漢漢漢漢漢漢 >\n 2  ab")
    editor.perform(.move(.lineEnd, selecting: false))
    let shown = frame(editor, 24, 2)
    #expect(shown.text == " 1 <漢漢漢漢漢漢漢漢漢\n 2 <")
    #expect(shown.cursor == Point(x: 22, y: 0))
    editor.perform(.move(.left, selecting: false), .insert("a"), .move(.lineEnd, selecting: false))
    #expect(frame(editor, 24, 1).text == " 1~< 漢漢漢漢漢漢漢a漢")
  }

  @Test("shows tabs as blanks and what has no shape as a question mark")
  func hidden() {
    let editor = SourceEditor("a\tb\u{1B}[m\u{200B}")
    #expect(frame(editor, 30, 1).text == " 1  a   b?[m?")
  }

  @Test("keeps the cursor in sight, and scrolls by the wheel without it")
  func scrolling() {
    var editor = SourceEditor(text: (1...100).map { "l\($0)" }.joined(separator: "\n"))
    editor.viewport = Size(width: 30, height: 3)
    editor.perform(.move(.documentEnd, selecting: false))
    #expect(frame(editor, 30, 3).text == " 98  l98\n 99  l99\n100  l100")
    editor.perform(.scroll(rows: -10))
    #expect(frame(editor, 30, 3).text == " 88  l88\n 89  l89\n 90  l90")
    #expect(frame(editor, 30, 3).cursor == nil)
    editor.perform(.scroll(rows: 1000))
    #expect(frame(editor, 30, 3).cursor == Point(x: 9, y: 2))
    editor.perform(.scroll(rows: -10), .insert("x"))
    #expect(frame(editor, 30, 3).cursor == Point(x: 10, y: 2))
  }

  @Test("scrolls through the rows of a note that is taller than the view")
  func tallNotes() {
    var editor = SourceEditor("a", "b")
    editor.viewport = Size(width: 8, height: 2)
    editor.notes = [LineNote(line: 1, column: 1, severity: .note, message: "one two three four")]
    var seen: [String] = [frame(editor, 8, 2).text]
    for _ in 1...4 {
      editor.perform(.scroll(rows: 1))
      seen.append(frame(editor, 8, 2).text)
    }
    #expect(seen == ["a\n^", "^\nnote:", "note:\none two", "one two\nthree", "three\nfour"])
  }

  @Test("says which place of the text a click is on")
  func clicks() {
    var editor = SourceEditor("abc", "漢字", "d")
    editor.notes = [LineNote(line: 1, column: 1, severity: .error, message: "m")]
    let rect = Rect(x: 10, y: 5, width: 40, height: 6)
    func place(_ x: Int, _ y: Int) -> [Int] {
      let place = editor.place(at: Point(x: x, y: y), in: rect)
      return [place.line, place.column]
    }
    #expect(place(15, 5) == [0, 1])
    #expect(place(16, 6) == [0, 2])
    #expect(place(17, 7) == [1, 3])
    #expect(place(10, 7) == [1, 0])
    #expect(place(15, 10) == [2, 1])
  }

  @Test("selected text and the other matches look different from the rest")
  func styles() {
    var editor = SourceEditor("ab ab", at: 0, column: 0)
    editor.perform(.find("ab"))
    let frame = frame(editor, 30, 1)
    #expect(frame[4, 0].style.attributes.contains(.reverse))
    #expect(!frame[7, 0].style.attributes.contains(.reverse))
    #expect(frame[7, 0].style.attributes.contains(.underline))
    #expect(!frame[6, 0].style.attributes.contains(.underline))
  }

  @Test("stays in its rectangle at any size, with the cursor in sight where there is room for one")
  func sizes() {
    var editor = SourceEditor("漢字 let a = \"b\"", "\tx", String(repeating: "y", count: 90))
    editor.notes = [LineNote(line: 2, column: 2, severity: .warning, message: "never 漢字 read")]
    for (line, column) in [(0, 0), (0, 2), (1, 4), (2, 80)] {
      editor.perform(.place(line: line, column: column, selecting: false))
      for width in 1...30 {
        for height in 1...5 {
          var frame = Frame(Size(width: width + 2, height: height + 2))
          frame.fill(frame.bounds, with: Cell("#"))
          let rect = Rect(x: 1, y: 1, width: width, height: height)
          editor.draw(
            into: &frame, in: rect, isFocused: true, palette: Palette(), glyphs: .unicode)
          for y in 0..<frame.size.height {
            for x in 0..<frame.size.width where !rect.contains(Point(x: x, y: y)) {
              #expect(frame[x, y] == Cell("#"), "drawn outside at \(width)x\(height)")
            }
          }
          #expect(frame.cursor.map(rect.contains) ?? false, "no cursor at \(width)x\(height)")
        }
      }
    }
  }
}

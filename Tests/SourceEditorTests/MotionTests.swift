import Cells
import Testing

@testable import SourceEditor

@Suite("Movements")
struct MotionTests {
  @Test("up and down keep to the display column, through short and double-width lines")
  func goalColumn() {
    var editor = SourceEditor("abcdef", "漢字漢", "a", "abcdef", at: 0, column: 3)
    var columns: [Int] = []
    for _ in 1...3 {
      editor.perform(.move(.down, selecting: false))
      columns.append(editor.cursor.column)
    }
    #expect(columns == [2, 1, 3])
    editor.perform(.move(.down, selecting: false))
    #expect(editor.place == [3, 6])
    editor.perform(.move(.documentStart, selecting: false), .move(.up, selecting: false))
    #expect(editor.place == [0, 0])
  }

  @Test("Home goes to the first character, then to the first column")
  func smartHome() {
    var editor = SourceEditor("    ab", at: 0, column: 5)
    editor.perform(.move(.lineStart, selecting: false))
    #expect(editor.place == [0, 4])
    editor.perform(.move(.lineStart, selecting: false))
    #expect(editor.place == [0, 0])
    editor.perform(.move(.lineStart, selecting: false))
    #expect(editor.place == [0, 4])
  }

  @Test("words are letters, digits and _, or signs, and blanks belong to the word before")
  func words() {
    var editor = SourceEditor("let r_nk += 漢字(x)", "", "b")
    var columns: [Int] = []
    while editor.cursor.line == 0 {
      columns.append(editor.cursor.column)
      editor.perform(.move(.wordRight, selecting: false))
    }
    #expect(columns == [0, 4, 9, 12, 16, 17, 18, 19])
    editor = SourceEditor("let r_nk += x", "  b", at: 1, column: 2)
    var places: [[Int]] = []
    for _ in 1...5 {
      editor.perform(.move(.wordLeft, selecting: false))
      places.append(editor.place)
    }
    #expect(places == [[1, 0], [0, 13], [0, 12], [0, 9], [0, 4]])
  }

  @Test("left and right end a selection at its sides")
  func collapse() {
    var editor = SourceEditor("abcd", at: 0, column: 1)
    editor.perform(.move(.right, selecting: true), .move(.right, selecting: true))
    editor.perform(.move(.left, selecting: false))
    #expect(editor.place == [0, 1])
    editor.perform(.move(.lineEnd, selecting: true), .move(.right, selecting: false))
    #expect(editor.place == [0, 4] && !editor.hasSelection)
  }

  @Test("a page is the view but one line")
  func pages() {
    var editor = SourceEditor(text: (1...50).map(String.init).joined(separator: "\n"))
    editor.viewport = Size(width: 40, height: 11)
    editor.perform(.move(.pageDown, selecting: false), .move(.pageDown, selecting: false))
    #expect(editor.place == [20, 0])
    editor.perform(.move(.pageUp, selecting: true))
    #expect(editor.place == [10, 0] && editor.hasSelection)
  }

  @Test("a click on the right half of a double-width character is before it")
  func click() {
    var editor = SourceEditor("a漢b")
    editor.perform(.place(line: 0, column: 2, selecting: false))
    #expect(editor.place == [0, 1])
    editor.perform(.place(line: 9, column: 99, selecting: true))
    #expect(editor.selectedText == "漢b")
  }
}

import Testing

@testable import SourceEditor

@Suite("Undo")
struct HistoryTests {
  private func typed(_ text: String) -> SourceEditor {
    var editor = SourceEditor()
    for character in text { editor.perform(.insert(String(character))) }
    return editor
  }

  @Test("takes back a word at a time")
  func words() {
    var editor = typed("let a  = 1")
    var texts: [String] = []
    while !editor.text.isEmpty {
      editor.perform(.undo)
      texts.append(editor.text)
    }
    #expect(texts == ["let a  = ", "let a  ", "let ", ""])
    editor.perform(.redo, .redo)
    #expect(editor.text == "let a  ")
  }

  @Test("takes back what was typed at two places in two steps")
  func places() {
    var editor = typed("ab")
    editor.perform(.move(.left, selecting: false), .insert("c"), .undo)
    #expect(editor.text == "ab")
    editor.perform(.undo)
    #expect(editor.text == "")
  }

  @Test("takes back a stretch of deleting at once")
  func deleting() {
    var editor = SourceEditor("abcdef", at: 0, column: 6)
    editor.perform(.deleteBackward, .deleteBackward, .deleteBackward, .undo)
    #expect(editor.text == "abcdef" && editor.place == [0, 6])
  }

  @Test("takes back a paste of 10 000 lines at once")
  func paste() {
    let lines = (1...10_000).map { "  let value\($0) = f(\($0)) // the \($0)th" }
    var editor = SourceEditor("func g() {", "}", at: 1, column: 0)
    editor.perform(.paste(lines.joined(separator: "\r\n") + "\r\n"))
    #expect(editor.place == [10_001, 0])
    editor.perform(.insert("x"), .undo, .undo)
    #expect(editor.text == "func g() {\n}")
    editor.perform(.redo)
    #expect(editor.buffer.lines.count == 10_002)
  }

  @Test("brings back the selection that was replaced")
  func selection() {
    var editor = SourceEditor("abc")
    editor.perform(.selectAll, .insert("x"), .undo)
    #expect(editor.selectedText == "abc")
    editor.perform(.redo)
    #expect(editor.text == "x" && editor.place == [0, 1])
  }

  @Test("has nothing to redo after another edit")
  func redo() {
    var editor = typed("a")
    editor.perform(.undo, .insert("b"), .redo)
    #expect(editor.text == "b")
  }
}

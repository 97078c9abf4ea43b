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

  @Test("is kept between two sessions, to the letter")
  func kept() {
    var editor = SourceEditor(text: "let a = 1\nlet b = 2", original: "")
    editor.perform(.move(.documentEnd, selecting: false), .insert("é\n👍🏽"), .replaceAll("x\n\ny"))
    editor.perform(.insert("z"), .undo)
    var again = SourceEditor(text: editor.text, original: "")
    #expect(!again.canUndo && !again.canRedo)
    again.restoreUndo(from: editor.undoRecord())
    #expect(again.canUndo && again.canRedo)
    again.perform(.redo)
    editor.perform(.redo)
    #expect(again.text == editor.text)
    again.perform(.undo, .undo)
    #expect(again.text == "let a = 1\nlet b = 2é\n👍🏽")
    again.perform(.undo)
    #expect(again.text == "let a = 1\nlet b = 2" && !again.canUndo)
    again.perform(.redo, .redo, .redo)
    #expect(again.text == editor.text && !again.canRedo)
  }

  @Test("keeps the newest of what is too much, and nothing that does not fit the text")
  func bounded() {
    var editor = SourceEditor(text: "")
    for number in 0..<1000 { editor.perform(.paste("line \(number)\n")) }
    let record = editor.undoRecord(limit: 1000)
    #expect(record.utf8.count <= 1000)
    var again = SourceEditor(text: editor.text)
    again.restoreUndo(from: record)
    again.perform(.undo)
    #expect(again.text.hasSuffix("line 998\n"))
    while again.canUndo { again.perform(.undo) }
    #expect(again.text.hasPrefix("line 0\n") && again.text.hasSuffix("\n"))
    var other = SourceEditor(text: "another text")
    other.restoreUndo(from: record)
    #expect(!other.canUndo)
    let whole = editor.undoRecord()
    for garbage in [
      "", "u", "u 1\n", "u 1\n0 0 5 5\nabc", "u 99999999999\n", "u 1\n9 9 0 1\nx", "é\n",
    ] {
      other.restoreUndo(from: garbage)
      #expect(!other.canUndo && !other.canRedo)
    }
    for length in stride(from: 0, to: whole.utf8.count, by: 977) {
      again.restoreUndo(from: String(decoding: whole.utf8.prefix(length), as: UTF8.self))
      again.perform(.undo, .redo)
    }
  }
}

import Cells
import Testing

@testable import SourceEditor

@Suite("Editing")
struct EditingTests {
  @Test("a new line takes the blanks of its line, and two more after an opening bracket")
  func newline() {
    var editor = SourceEditor("  let a = 1", at: 0, column: 11)
    editor.perform(.newline, .insert("b"))
    #expect(editor.text == "  let a = 1\n  b")
    editor = SourceEditor("  for x in y {", at: 0, column: 14)
    editor.perform(.newline, .insert("z"))
    #expect(editor.text == "  for x in y {\n    z")
  }

  @Test("a new line between brackets puts the closing one on a line of its own")
  func newlineBetweenBrackets() {
    var editor = SourceEditor("  f {}", at: 0, column: 5)
    editor.perform(.newline, .insert("x"))
    #expect(editor.text == "  f {\n    x\n  }")
  }

  @Test("a new line leaves no blanks behind on an empty line and keeps an indentation whole")
  func newlineAmongBlanks() {
    var editor = SourceEditor("    ", at: 0, column: 4)
    editor.perform(.newline)
    #expect(editor.text == "\n    ")
    editor = SourceEditor("    foo", at: 0, column: 2)
    editor.perform(.newline)
    #expect(editor.text == "\n    foo")
  }

  @Test("a closing brace goes below the line that opened its block, past strings and comments")
  func closingBrace() {
    var editor = SourceEditor(
      "  if a {", "    g(\"}\") // }", "    if b { c }", "    ", at: 3, column: 4)
    editor.perform(.insert("}"))
    #expect(editor.text == "  if a {\n    g(\"}\") // }\n    if b { c }\n  }")
    editor.perform(.undo)
    #expect(editor.text.hasSuffix("\n    "))
  }

  @Test("without a selection Tab goes to the next even column and Backspace back to it")
  func softTabs() {
    var editor = SourceEditor("   a", at: 0, column: 3)
    editor.perform(.indent)
    #expect(editor.text == "    a")
    editor.perform(.deleteBackward)
    #expect(editor.text == "  a")
    editor.perform(.move(.lineEnd, selecting: false), .deleteBackward, .deleteBackward)
    #expect(editor.text == "")
  }

  @Test("Tab and Shift-Tab move the selected lines, blank ones aside, and keep them selected")
  func indentation() {
    var editor = SourceEditor("a", "", " b", "c")
    editor.perform(.place(line: 3, column: 0, selecting: true), .indent)
    #expect(editor.text == "  a\n\n   b\nc")
    editor.perform(.outdent, .outdent)
    #expect(editor.text == "a\n\nb\nc")
    editor.perform(.undo, .undo, .undo)
    #expect(editor.text == "a\n\n b\nc")
    #expect(editor.selectedText == "a\n\n b\n")
  }

  @Test("commenting twice gives the same lines back")
  func toggleComment() {
    var editor = SourceEditor("  a", "", "    b", "//c")
    editor.perform(.move(.documentEnd, selecting: true), .toggleComment)
    #expect(editor.text == "//   a\n\n//     b\n// //c")
    editor.perform(.toggleComment)
    #expect(editor.text == "  a\n\n    b\n//c")
    editor = SourceEditor("  a", at: 0, column: 3)
    editor.perform(.toggleComment)
    #expect(editor.text == "  // a")
    #expect(editor.place == [0, 6])
  }

  @Test("what looks like one character is deleted as one")
  func graphemes() {
    var editor = SourceEditor("👩‍👩‍👧e\u{301}漢", at: 0, column: 5)
    editor.perform(.deleteBackward)
    #expect(editor.text == "👩‍👩‍👧e\u{301}")
    editor.perform(.deleteBackward, .deleteBackward)
    #expect(editor.text == "")
  }

  @Test("words are deleted with the blanks between them, and at a line's end the break")
  func words() {
    var editor = SourceEditor("let r_nk = f(x)", "b", at: 0, column: 0)
    editor.perform(.deleteWordForward)
    #expect(editor.text == "r_nk = f(x)\nb")
    editor.perform(.move(.lineEnd, selecting: false), .deleteWordBackward, .deleteWordBackward)
    #expect(editor.text == "r_nk = f(\nb")
    editor.perform(.deleteToLineEnd)
    #expect(editor.text == "r_nk = f(b")
  }

  @Test("without a selection cut and copy take the line, which is pasted whole above the cursor's")
  func lines() {
    var editor = SourceEditor("a", "bcd", "e", at: 1, column: 2)
    editor.perform(.cut)
    #expect(editor.text == "a\ne" && editor.clipboard == "bcd\n" && editor.place == [1, 0])
    editor.perform(.move(.lineEnd, selecting: false), .pasteClipboard)
    #expect(editor.text == "a\nbcd\ne" && editor.place == [2, 1])
    editor.perform(.cut)
    #expect(editor.text == "a\nbcd" && editor.place == [1, 0])
    editor.perform(.cut, .cut, .cut)
    #expect(editor.text == "")
  }

  @Test("a selection is cut, and pasted where the cursor is")
  func selection() {
    var editor = SourceEditor("abc", at: 0, column: 1)
    editor.perform(.move(.right, selecting: true), .cut)
    #expect(editor.text == "ac" && editor.clipboard == "b")
    editor.perform(.move(.lineEnd, selecting: false), .pasteClipboard)
    #expect(editor.text == "acb")
    editor.perform(.selectWord(line: 0, column: 1), .insert("x"))
    #expect(editor.text == "x")
  }

  @Test("carriage returns become plain line breaks")
  func carriageReturns() {
    var editor = SourceEditor(text: "a\r\nb\rc")
    #expect(editor.text == "a\nb\nc")
    editor.perform(.paste("x\ry\r\n"))
    #expect(editor.text == "x\ny\na\nb\nc")
  }

  @Test("a text from another editor is one edit and keeps the cursor's place")
  func replaceAll() {
    var editor = SourceEditor("a", "bcd", at: 1, column: 2)
    editor.perform(.replaceAll("a\nbcde\nf"))
    #expect(editor.text == "a\nbcde\nf" && editor.place == [1, 2])
    editor.perform(.undo)
    #expect(editor.text == "a\nbcd" && editor.place == [1, 2])
  }
}

extension SourceEditor {
  fileprivate func after(_ commands: SourceEditor.Command...) -> SourceEditor {
    var editor = self
    for command in commands { editor.perform(command) }
    return editor
  }
}

@Suite("What an editor knows of its text")
struct TextKnowledgeTests {
  @Test("it tells whether it has a text, and counts changes of the text alone")
  func text() {
    let editor = SourceEditor(text: "let a = 1\r\nlet b = 2\n")
    #expect(editor.hasText("let a = 1\nlet b = 2\n") && !editor.hasText("let a = 1\nlet b = 3\n"))
    let moved = editor.after(.move(.right, selecting: false))
    #expect(moved.revision == editor.revision)
    let typed = moved.after(.insert("é漢"), .insert("\n"))
    #expect(typed.revision > editor.revision)
    #expect(typed.hasText(typed.text) && typed.hasText("lé漢\net a = 1\nlet b = 2\n"))
    let undone = typed.after(.undo, .undo)
    #expect(undone.hasText(editor.text) && undone.revision > typed.revision)
    #expect(undone.after(.undo).revision == undone.revision)
  }
}

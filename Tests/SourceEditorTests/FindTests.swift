import Testing

@testable import SourceEditor

@Suite("Find")
struct FindTests {
  @Test("follows the text as it is typed, from where the search began, and wraps")
  func incremental() {
    var editor = SourceEditor("mean", "max", "mu", at: 1, column: 0)
    editor.perform(.find("m"))
    #expect(editor.selection.range.lowerBound == TextPosition(line: 1, offset: 0))
    #expect(editor.matches.count == 3 && editor.matches.current == 2)
    editor.perform(.find("me"))
    #expect(editor.selectedText == "me" && editor.place == [0, 2])
    editor.perform(.find("mex"))
    #expect(editor.matches.count == 0 && editor.place == [1, 0])
    editor.perform(.find("m"), .findNext)
    #expect(editor.matches.current == 3)
    editor.perform(.findNext)
    #expect(editor.matches.current == 1)
    editor.perform(.findPrevious)
    #expect(editor.matches.current == 3)
  }

  @Test("tells capitals apart only if there are some in it")
  func capitals() {
    var editor = SourceEditor("Kernel kernel KERNEL")
    editor.perform(.find("kernel"))
    #expect(editor.matches.count == 3)
    editor.perform(.find("Kernel"))
    #expect(editor.matches.count == 1)
  }

  @Test("counts no match that cuts a character, and none twice")
  func characters() {
    var editor = SourceEditor("e\u{301}e aaa")
    editor.perform(.find("e"))
    #expect(editor.matches.count == 1)
    editor.perform(.find("aa"))
    #expect(editor.matches.count == 1)
  }

  @Test("keeps count while the text changes, and ends with an empty text")
  func edits() {
    var editor = SourceEditor("ab", "ab", at: 0, column: 0)
    editor.perform(.find("ab"), .move(.documentEnd, selecting: false), .paste("\nab ab"))
    #expect(editor.matches.count == 4)
    editor.perform(.undo, .find(""))
    #expect(editor.matches.count == 0)
  }
}

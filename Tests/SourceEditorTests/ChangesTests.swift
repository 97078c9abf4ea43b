import TestSupport
import Testing

@testable import SourceEditor

/// The places where a text differs from its original, and how each is taken back.
@Suite("Changes against the original")
struct ChangesTests {
  private let original = "a\nb\nc\nd\ne"

  @Test("each change has its line, the original's lines and those in their place")
  func list() {
    let editor = SourceEditor(text: "a\nB\nc\nx\nd", original: original)
    #expect(
      editor.changes == [
        .init(line: 2, removed: ["b"], inserted: ["B"]),
        .init(line: 4, removed: [], inserted: ["x"]),
        .init(line: 6, removed: ["e"], inserted: []),
      ])
  }

  @Test("one change is taken back as one edit, and the others stay")
  func one() {
    var editor = SourceEditor(text: "a\nB\nc\nx\nd", original: original)
    editor.perform(.takeBack(1))
    #expect(editor.text == "a\nB\nc\nd" && editor.cursor.line == 3)
    editor.perform(.takeBack(1))
    #expect(editor.text == "a\nB\nc\nd\ne")
    editor.perform(.takeBack(7))
    #expect(editor.changes.count == 1)
    editor.perform(.undo, .undo)
    #expect(editor.text == "a\nB\nc\nx\nd")
    editor.perform(.redo, .redo)
    #expect(editor.text == "a\nB\nc\nd\ne")
  }

  @Test(
    "whatever was changed, all changes taken back one by one give the original", arguments: 0..<200)
  func all(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let lines = ["", "a", "b", "c", "漢"]
    func text() -> String {
      (0..<Int.random(in: 0...7, using: &dice)).map { _ in
        lines.randomElement(using: &dice) ?? ""
      }.joined(separator: "\n")
    }
    let (original, edited) = (text(), text())
    var editor = SourceEditor(text: edited, original: original)
    func difference() -> Int {
      editor.changes.reduce(0) { $0 + $1.removed.count + $1.inserted.count }
    }
    while !editor.changes.isEmpty {
      let before = difference()
      editor.perform(.takeBack(Int.random(in: editor.changes.indices, using: &dice)))
      #expect(difference() < before)
      if difference() >= before { return }
    }
    #expect(editor.text == original && !editor.isEdited)
  }
}

import TestSupport
import Testing

@testable import SourceEditor

@Suite("The difference of two texts")
struct LineDifferenceTests {
  private func hunks(_ old: String, _ new: String) -> [[Range<Int>]] {
    LineDifference(from: old.map(String.init), to: new.map(String.init)).hunks.map {
      [$0.old, $0.new]
    }
  }

  @Test("is told hunk by hunk")
  func hunks() {
    #expect(hunks("abc", "abc") == [])
    #expect(hunks("abc", "axc") == [[1..<2, 1..<2]])
    #expect(hunks("abc", "ac") == [[1..<2, 1..<1]])
    #expect(hunks("", "ab") == [[0..<0, 0..<2]])
    #expect(hunks("abcdef", "xbcdfy") == [[0..<1, 0..<1], [4..<5, 4..<4], [6..<6, 5..<6]])
  }

  @Test("leads from the one to the other by as few lines as there can be", arguments: 1...200)
  func shortest(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let old = (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(["a", "b", "c"]) }
    let new = (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(["a", "b", "c"]) }
    let difference = LineDifference(from: old, to: new)
    var result = old
    for hunk in difference.hunks.reversed() {
      result.replaceSubrange(hunk.old, with: new[hunk.new])
    }
    #expect(result == new)
    let lines = difference.hunks.reduce(0) { $0 + $1.old.count + $1.new.count }
    #expect(lines == new.difference(from: old).count)
  }

  @Test("of texts that have little in common is one hunk between the first and last lines")
  func limit() {
    let old = ["first"] + (0..<400).map { "a\($0)" } + ["last"]
    let new = ["first"] + (0..<400).map { "b\($0)" } + ["last"]
    let difference = LineDifference(from: old, to: new)
    #expect(difference.hunks == [.init(old: 1..<401, new: 1..<401)])
  }

  @Test("makes a text edited, until the original is back")
  func isEdited() {
    var editor = SourceEditor(text: "a\nb", original: "a")
    #expect(editor.isEdited)
    editor.perform(.move(.documentEnd, selecting: false), .deleteBackward, .deleteBackward)
    #expect(!editor.isEdited)
  }
}

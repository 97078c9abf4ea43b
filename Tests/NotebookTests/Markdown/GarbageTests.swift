import Cells
import TestSupport
import Testing

@testable import Notebook

@Suite("Any text")
struct GarbageTests {
  /// Texts out of marks, letters and line ends.
  private static func text(_ generator: inout SeededGenerator, length: Int) -> String {
    let parts = [
      "a", "b ", "字", "，", "\n", "\n\n", "\n  ", "    ", "\t", "*", "**", "_", "`", "```",
      "```kernel ",
      "$", "$$", "\\", "\\frac", "\\begin{cases}", "\\\\", "{", "}", "^", "&", "[", "](", ")", "!",
      "<",
      "<!--", "-->", "> ", "- ", "1. ", "# ", "|", "|-|", "---", "=", "\r\n", "e\u{301}", "👩‍🔬",
      "\u{0}",
    ]
    return (0..<length).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test("Any text parses and is laid out within the width", arguments: 0..<40)
  func anything(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<25 {
      let text = Self.text(&generator, length: .random(in: 0..<120, using: &generator))
      let width = Int.random(in: 2..<60, using: &generator)
      let document = MarkdownDocument(parsing: text)
      #expect(document.blocks.count == document.lines.count)
      for line in ProseLayout(width: width).lines(of: document.blocks) where line.width > width {
        Issue.record("width \(width), line \(line.plain), text \(text.debugDescription)")
      }
    }
  }

  @Test("No word of a text is lost", arguments: 0..<40)
  func nothingIsLost(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let marks = [
      "*", "**", "_", " ", "\n", "\n\n", "[", "]", "> ", "- ", "\n# ", "\n1. ", "|", "\n|-|\n", "$",
    ]
    var words: [String] = []
    var text = ""
    for number in 0..<60 {
      words.append("w\(number)w")
      text += "w\(number)w " + (marks.randomElement(using: &generator) ?? "")
    }
    let lines = ProseLayout(width: 500).lines(of: MarkdownDocument(parsing: text).blocks)
    let page = lines.map(\.plain).joined(separator: " ").filter { $0 != " " }
    for word in words where !page.contains(word) { Issue.record("\(word) of \(text)") }
  }

  @Test("Deep nesting is read as text, not by a deep stack")
  func depth() {
    for mark in [
      "> ", "- ", "[", "*a ", "**a ", "`", "$a ", "$$\\frac{", "$$\\left(", "$$x_{", "$${",
    ] {
      let text = String(repeating: mark, count: 5000) + "text"
      let closed = text + String(repeating: "*", count: 5000) + "}]]]))) $$"
      for text in [text, closed] {
        let blocks = MarkdownDocument(parsing: text).blocks
        #expect(!ProseLayout(width: 40).lines(of: blocks).isEmpty)
      }
    }
  }
}

import Cells
import Foundation
import TestSupport
import Testing

@testable import Notebook

@Suite("Prose layout")
struct ProseLayoutTests {
  static func page(_ fixtureName: String, _ layout: ProseLayout) throws -> String {
    let blocks = MarkdownDocument(parsing: try fixture(fixtureName)).blocks
    return layout.lines(of: blocks).map { $0.plain + "\n" }.joined()
  }

  @Test(
    "A lesson reads well in both languages", arguments: ["en", "zh"], [30, 44, 76])
  func goldens(language: String, width: Int) throws {
    let layout = ProseLayout(width: width)
    try expectGolden(Self.page("prose.\(language).md", layout), "prose.\(width).\(language)")
  }

  @Test("A table breaks no word where all words have room")
  func tables() {
    let table = """
      | labels | untrained probe | linear probe | from scratch | fine-tuned |
      | ---: | ---: | ---: | ---: | ---: |
      | 13 | 0.53 | 0.68 | 0.63 | 0.68 |
      """
    let blocks = MarkdownDocument(parsing: table).blocks
    let lines = ProseLayout(width: 42).lines(of: blocks).map(\.plain)
    #expect(
      lines.prefix(2) == [
        "labels  untrained  linear     from   fine-", "            probe   probe  scratch   tuned",
      ])
    // One column less, and a word is broken.
    #expect(ProseLayout(width: 41).lines(of: blocks).allSatisfy { $0.width <= 41 })
  }

  @Test("Without Unicode and colour nothing is lost but beauty")
  func ascii() throws {
    let layout = ProseLayout(width: 60, glyphs: .ascii, palette: Palette(hasColor: false))
    try expectGolden(Self.page("prose.en.md", layout), "prose.60.en.ascii")
  }

  @Test("Bold within emphasis is bold and slanted, what is around it slanted alone")
  func nestedStyles() {
    /// What of `source` is drawn with `attribute`.
    func drawn(_ source: String, _ attribute: Style.Attributes) -> String {
      let lines = ProseLayout(width: 60).lines(of: MarkdownDocument(parsing: source).blocks)
      return lines.flatMap(\.runs).filter { $0.style.attributes.contains(attribute) }
        .map(\.text).joined()
    }
    for (source, bold, slanted) in [
      ("***bold** rest*", "bold", "bold rest"), ("***a* b**", "a b", "a"),
      ("*rest **bold***", "bold", "rest bold"), ("**rest *a***", "rest a", "a"),
    ] {
      #expect(drawn(source, .bold) == bold)
      #expect(drawn(source, .italic) == slanted)
    }
  }

  @Test("A table's columns are narrowed at blanks, as long as that is enough")
  func wordsInTables() {
    let table = """
      | representation | 1 a class | 10 a class | all | moved |
      | --- | ---: | ---: | ---: | ---: |
      | untrained | 0.57 | 0.89 | 0.988 | 0.22 |
      """
    let lines = ProseLayout(width: 42).lines(of: MarkdownDocument(parsing: table).blocks)
    #expect(
      lines.map(\.plain) == [
        "representation    1 a   10 a    all  moved", "                class  class",
        "──────────────  ─────  ─────  ─────  ─────",
        "untrained        0.57   0.89  0.988   0.22",
      ])
  }

  @Test("No line is wider than the width", arguments: ["prose.en.md", "prose.zh.md"])
  func widths(name: String) throws {
    let blocks = MarkdownDocument(parsing: try fixture(name)).blocks
    for glyphs in [GlyphSet.unicode, .ascii] {
      for width in 1...120 {
        let layout = ProseLayout(width: width, glyphs: glyphs)
        for line in layout.lines(of: blocks) {
          #expect(line.width <= width, "\(width): \(line.plain)")
        }
      }
    }
  }
}

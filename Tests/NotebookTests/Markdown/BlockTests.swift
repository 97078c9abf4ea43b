import TestSupport
import Testing

@testable import Notebook

@Suite("Blocks of Markdown")
struct BlockTests {
  private func blocks(_ text: String) -> [Block] { MarkdownDocument(parsing: text).blocks }

  private func paragraph(_ text: String) -> Block { .paragraph([.text(text)]) }

  @Test("Headings need a blank after their marks")
  func headings() {
    #expect(blocks("## Title ##") == [.heading(level: 2, [.text("Title")])])
    #expect(blocks("#hashtag") == [paragraph("#hashtag")])
    #expect(blocks("Text\n# Title\nmore").count == 3)
    #expect(blocks("# C#") == [.heading(level: 1, [.text("C#")])])
  }

  @Test("A paragraph goes on until a blank line")
  func paragraphs() {
    #expect(
      blocks("one\ntwo\n\n\nthree\r\nfour") == [paragraph("one two"), paragraph("three four")])
    #expect(blocks("\u{FEFF}text") == [paragraph("text")])
    #expect(blocks("") == [])
  }

  @Test("Lists nest by indentation and carry paragraphs")
  func lists() {
    let text = """
      - one
        - inner
        - inner
      - two
      goes on

        new paragraph
      """
    #expect(
      blocks(text) == [
        .list(
          items: [
            [
              paragraph("one"),
              .list(items: [[paragraph("inner")], [paragraph("inner")]], start: nil),
            ],
            [paragraph("two goes on"), paragraph("new paragraph")],
          ], start: nil)
      ])
  }

  @Test("Numbered lists keep their first number")
  func numberedLists() {
    #expect(
      blocks("3. a\n4. b") == [.list(items: [[paragraph("a")], [paragraph("b")]], start: 3)])
    #expect(blocks("In the year\n1998. It was so.") == [paragraph("In the year 1998. It was so.")])
    #expect(blocks("- a\n1. b").count == 2)
    #expect(blocks("- a\n\n\ntext").count == 2)
  }

  @Test("A quote holds blocks and ends at a blank line")
  func quotes() {
    #expect(
      blocks("> one\ntwo\n> - a\n\nthree") == [
        .quote([paragraph("one two"), .list(items: [[paragraph("a")]], start: nil)]),
        paragraph("three"),
      ])
  }

  @Test("Code keeps its lines, and only a fence as long closes it")
  func code() {
    #expect(
      blocks("````swift\n```\n  a\n\n<!-- b -->\n````\nc") == [
        .code(language: "swift", text: "```\n  a\n\n<!-- b -->"), paragraph("c"),
      ])
    #expect(blocks("- a\n  ```\n  b\n  ```").count == 1)
  }

  @Test("A kernel block is a name and values")
  func kernels() {
    #expect(
      blocks("```kernel GaussianMixture\ncomponents = 3\ncovariance=full\n\n```") == [
        .kernel(
          KernelReference(
            name: "GaussianMixture", values: ["components": "3", "covariance": "full"]))
      ])
  }

  @Test("A kernel block may name the charts that stand first; they are no values")
  func leadingCharts() {
    #expect(
      blocks("```kernel TwoCoins\ncharts = bound over θ_A,  rows\nthetaA = 0.6\n```") == [
        .kernel(
          KernelReference(
            name: "TwoCoins", values: ["thetaA": "0.6"], charts: ["bound over θ_A", "rows"]))
      ])
  }

  @Test("Tables have as many cells in every row as in the header")
  func tables() {
    let text = """
      | a | b |
      |:-:|--:|
      | 1 |
      | `x\\|y` | 2 | 3
      text
      """
    #expect(
      blocks(text) == [
        .table(
          header: [[.text("a")], [.text("b")]],
          rows: [[[.text("1")], []], [[.code("x|y")], [.text("2 | 3")]]],
          alignments: [.center, .right]),
        paragraph("text"),
      ])
    #expect(blocks("a | b\nno ruler") == [paragraph("a | b no ruler")])
  }

  @Test("A displayed formula stands between $$ and $$")
  func formulas() {
    #expect(blocks("$$x$$") == [.formula("x")])
    #expect(
      blocks("text\n$$\na\n= b\n$$\nmore") == [
        paragraph("text"), .formula("a\n= b"), paragraph("more"),
      ])
    #expect(
      blocks("$$x$$ is short") == [.paragraph([.formula("x"), .text(" is short")])])
  }

  @Test("Comments are dropped, rules are not")
  func commentsAndRules() {
    #expect(blocks("<!-- a\n\nb --> c\n***\n- - -") == [paragraph("c"), .rule, .rule])
  }

  @Test(
    "Slips are told with their line",
    arguments: [
      ("a\n```kernel", 2), ("```kernel A\nb\n```", 2), ("```kernel A\nb = 1\nb = 2\n```", 3),
      ("```kernel\n```", 1), ("\n\n```swift", 3), ("a\n\n$$x", 3), ("<!-- a", 1),
    ])
  func problems(text: String, line: Int) {
    #expect(MarkdownDocument(parsing: text).problems.map(\.line).contains(line))
  }

  @Test("A good text has no problems", arguments: ["prose.en.md", "prose.zh.md"])
  func noProblems(name: String) throws {
    #expect(MarkdownDocument(parsing: try fixture(name)).problems == [])
  }
}

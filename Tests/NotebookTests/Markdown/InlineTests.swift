import Testing

@testable import Notebook

@Suite("Inline Markdown")
struct InlineTests {
  private func parsed(_ text: String) -> [Inline] {
    inlines(of: Array(text.unicodeScalars)[...])
  }

  @Test("Stars and underscores make emphasis, not inside words and not beside blanks")
  func emphasis() {
    #expect(
      parsed("*a* **b** _c_") == [
        .emphasis([.text("a")]), .text(" "), .strong([.text("b")]), .text(" "),
        .emphasis([.text("c")]),
      ])
    #expect(
      parsed("**a *b* c**") == [.strong([.text("a "), .emphasis([.text("b")]), .text(" c")])])
    #expect(parsed("***a***") == [.emphasis([.strong([.text("a")])])])
    #expect(
      parsed("2 * 3 * 4, snake_case_name, π_k and x_k") == [
        .text("2 * 3 * 4, snake_case_name, π_k and x_k")
      ])
    #expect(parsed("*open **and") == [.text("*open **and")])
    #expect(
      parsed("*a**b**c*") == [.emphasis([.text("a"), .strong([.text("b")]), .text("c")])])
    #expect(
      parsed("*把**甲**换成**乙** 呢？*") == [
        .emphasis([
          .text("把"), .strong([.text("甲")]), .text("换成"), .strong([.text("乙")]), .text(" 呢？"),
        ])
      ])
    #expect(parsed("**“期望”**最大化") == [.strong([.text("“期望”")]), .text("最大化")])
  }

  /// Emphasis in the notation of HTML.
  private func html(_ text: String) -> String { html(parsed(text)) }

  private func html(_ pieces: [Inline]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .emphasis(let content): "<em>\(html(content))</em>"
      case .strong(let content): "<strong>\(html(content))</strong>"
      case .code, .formula, .link, .lineBreak: piece.plainText
      }
    }.joined()
  }

  @Test(
    "Three stars are emphasis around bold, or bold around emphasis, as their ends say (CommonMark 0.31)",
    arguments: [
      ("***bold** rest*", "<em><strong>bold</strong> rest</em>"),
      ("***a* b**", "<strong><em>a</em> b</strong>"),
      ("*foo **bar***", "<em>foo <strong>bar</strong></em>"),
      ("**foo *bar***", "<strong>foo <em>bar</em></strong>"),
      ("***foo***", "<em><strong>foo</strong></em>"),
      ("***粗**其余*", "<em><strong>粗</strong>其余</em>"),
      ("他说***粗**其余*了", "他说<em><strong>粗</strong>其余</em>了"),
      ("他说***斜*其余**了", "他说<strong><em>斜</em>其余</strong>了"),
      ("foo***bar***baz", "foo<em><strong>bar</strong></em>baz"),
      (
        "foo******bar*********baz",
        "foo<strong><strong><strong>bar</strong></strong></strong>***baz"
      ),
      ("**foo*", "*<em>foo</em>"), ("*foo**", "<em>foo</em>*"),
      ("***foo**", "*<strong>foo</strong>"), ("****foo*", "***<em>foo</em>"),
      ("**foo***", "<strong>foo</strong>*"), ("*foo****", "<em>foo</em>***"),
      ("**foo**bar**", "<strong>foo</strong>bar**"),
      ("*foo**bar*", "<em>foo**bar</em>"),
      ("****foo****", "<strong><strong>foo</strong></strong>"),
      ("******foo******", "<strong><strong><strong>foo</strong></strong></strong>"),
      ("*foo _bar* baz_", "<em>foo _bar</em> baz_"),
      ("*foo __bar *baz bim__ bam*", "<em>foo <strong>bar *baz bim</strong> bam</em>"),
      ("**foo **bar baz**", "**foo <strong>bar baz</strong>"),
      ("*foo *bar baz*", "*foo <em>bar baz</em>"),
      ("___foo__ bar_", "<em><strong>foo</strong> bar</em>"),
      ("*foo **bar *baz* bim** bop*", "<em>foo <strong>bar <em>baz</em> bim</strong> bop</em>"),
      ("** is not an empty emphasis", "** is not an empty emphasis"),
      ("****", "****"),
    ])
  func nestedEmphasis(source: String, expected: String) {
    #expect(html(source) == expected)
  }

  @Test("A dollar begins a formula only where it touches its text")
  func formulas() {
    #expect(parsed("$x$, $a\\$b$") == [.formula("x"), .text(", "), .formula("a\\$b")])
    #expect(parsed("5 $ and 6 $") == [.text("5 $ and 6 $")])
    #expect(parsed("$5 and $6") == [.text("$5 and $6")])
    #expect(parsed("$20,000 and USD$30") == [.text("$20,000 and USD$30")])
    #expect(parsed("\\$x$") == [.text("$x$")])
    #expect(parsed("参数$x$的") == [.text("参数"), .formula("x"), .text("的")])
    #expect(
      parsed("$a_1 * b$ and $c * d_2$") == [
        .formula("a_1 * b"), .text(" and "), .formula("c * d_2"),
      ])
    #expect(parsed("$a\nb$") == [.formula("a b")])
  }

  @Test("Code keeps every mark")
  func code() {
    #expect(parsed("`a*b*$c$\\`") == [.code("a*b*$c$\\")])
    #expect(parsed("`` a`b ``") == [.code("a`b")])
    #expect(parsed("`open") == [.text("`open")])
  }

  @Test("Links hold marks and an address")
  func links() {
    #expect(
      parsed("[a *b*](https://x.org/(y))") == [
        .link([.text("a "), .emphasis([.text("b")])], address: "https://x.org/(y)")
      ])
    #expect(parsed("[0, 1] and [a](b") == [.text("[0, 1] and [a](b")])
    #expect(
      parsed("<https://x.org>") == [
        .link([.text("https://x.org")], address: "https://x.org")
      ])
    #expect(parsed("![plot](plot.png)") == [.link([.text("plot")], address: "plot.png")])
    #expect(parsed("a < b > c") == [.text("a < b > c")])
  }

  @Test("A line's end is a blank, a kept break, or nothing between Han characters")
  func lineEnds() {
    #expect(parsed("a\nb") == [.text("a b")])
    #expect(
      parsed("a  \nb\\\nc") == [
        .text("a"), .lineBreak, .text("b"), .lineBreak, .text("c"),
      ])
    #expect(parsed("软换\n行，\n“中文”\n字") == [.text("软换行，“中文”字")])
    #expect(parsed("中文\nEM") == [.text("中文 EM")])
    #expect(parsed("**强调**\n之后") == [.strong([.text("强调")]), .text("之后")])
  }

  @Test(
    "Nothing stands between the lines of a Chinese paragraph, at full-width punctuation least of all",
    arguments: [
      ("记录，\nEM 算法", "记录，EM 算法"), ("参数。\n$\\theta$ 是", "参数。θ 是"),
      ("EM\n（期望", "EM（期望"), ("第一\n《书》", "第一《书》"), ("和 `r`\n，再", "和 `r`，再"),
      ("“取胜”\nBIC", "“取胜”BIC"), ("两枚——\nA 和 B", "两枚——A 和 B"), ("取\n“argmax”", "取“argmax”"),
      ("见[讲义](a/b.md)\n一页", "见讲义一页"), ("*几何？*\n**先**猜", "几何？先猜"),
      ("（见\n图）", "（见图）"), ("到\nK = 3", "到 K = 3"), ("K =\n3", "K = 3"),
      ("a “word”\nnext", "a “word” next"), ("so — \nthen", "so — then"), ("5 %\n的", "5 % 的"),
    ])
  func chineseLineEnds(source: String, text: String) {
    let pieces = parsed(source).map { piece in
      if case .code(let code) = piece { "`\(code)`" } else { piece.plainText }
    }
    #expect(pieces.joined() == text)
  }

  @Test("A backslash makes a mark literal and stays before letters")
  func escapes() {
    #expect(parsed("\\*a\\* \\[b] C:\\dir \\") == [.text("*a* [b] C:\\dir \\")])
  }

  @Test("Comments vanish")
  func comments() {
    #expect(parsed("a<!-- *b* -->c") == [.text("ac")])
  }
}

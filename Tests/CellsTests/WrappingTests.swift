import Cells
import TestSupport
import Testing

@Suite("Wrapping")
struct WrappingTests {
  private func lines(_ text: String, _ width: Int, indent: Int = 0) -> [String] {
    StyledText(text).wrapped(to: width, hangingIndent: indent).map(\.plain)
  }

  @Test("English words stay whole, long ones are broken")
  func english() {
    #expect(lines("the E step computes", 8) == ["the E", "step", "computes"])
    #expect(lines("log-likelihood", 6) == ["log-", "likeli", "hood"])
    #expect(lines("responsibilities", 6) == ["respon", "sibili", "ties"])
    #expect(lines("full stop.", 9) == ["full", "stop."])
    #expect(lines("rate 1e-4", 7) == ["rate", "1e-4"])
  }

  @Test("Chinese breaks between characters, never before closing or after opening punctuation")
  func chinese() {
    #expect(lines("期望最大化算法", 6) == ["期望最", "大化算", "法"])
    #expect(lines("期望最大化。算法", 10) == ["期望最大", "化。算法"])
    #expect(lines("期望最（大化）", 8) == ["期望最", "（大化）"])
    #expect(lines("用 EM 算法", 5) == ["用 EM", "算法"])
    #expect(lines("混合模型Gaussian的", 10) == ["混合模型", "Gaussian的"])
  }

  @Test(
    "Operators and their sides, numbers and their units, short pairs in brackets do not part",
    arguments: [
      ("BIC 到 K = 6 还在降", 12, ["BIC 到", "K = 6 还在降"]),
      ("最小是 J =\u{A0}78.8514，对", 16, ["最小是", "J =\u{A0}78.8514，对"]),
      ("每枚 (0.80, 0.45) 处", 16, ["每枚", "(0.80, 0.45) 处"]),
      ("每枚（0.80，0.45）处", 16, ["每枚", "（0.80，0.45）处"]),
      ("掷了 30 次以后", 8, ["掷了", "30 次以", "后"]),
      ("停在 −180.19 奈特，", 16, ["停在", "−180.19 奈特，"]),
      ("这里有150朵花", 9, ["这里有", "150朵花"]),
      ("最后是第3步了", 10, ["最后是", "第3步了"]),
      ("最后是第 3 步了", 10, ["最后是", "第 3 步了"]),
      ("最后见图 3 和", 8, ["最后见", "图 3 和"]),
      ("as in Fig. 3 here", 9, ["as in", "Fig. 3", "here"]),
      ("大约３．５个", 8, ["大约", "３．５个"]),
      ("so {1, 2, 3} or", 11, ["so", "{1, 2, 3}", "or"]),
      ("of p ⪰ 0 and", 7, ["of", "p ⪰ 0", "and"]),
      ("大约是１２３个", 10, ["大约是", "１２３个"]),
      ("a fall of 0.36 nats.", 15, ["a fall of", "0.36 nats."]),
      ("in K = 1 … 6 all", 9, ["in", "K = 1 … 6", "all"]),
      ("start at (a, b) now", 13, ["start at", "(a, b) now"]),
      ("so 150 irises", 8, ["so 150", "irises"]),
      ("Rubin (and Laird, 1977)", 18, ["Rubin (and Laird,", "1977)"]),
      ("A 和 B – 都是", 9, ["A 和 B –", "都是"]),
    ] as [(String, Int, [String])])
  func cohesion(text: String, width: Int, expected: [String]) {
    #expect(lines(text, width) == expected)
  }

  @Test("A piece of more than half a line is broken, first of all before its operators")
  func longPieces() {
    #expect(lines("now a + b = c + d = e + f", 12) == ["now a + b", "= c + d = e", "+ f"])
    #expect(lines("K = 3", 3) == ["K", "= 3"])
    #expect(lines("(0.80, 0.45)", 8) == ["(0.80,", "0.45)"])
  }

  @Test("Closing punctuation begins no line, behind a blank neither; opening ends none")
  func punctuation() {
    let sentence = "“甲”、《乙》（丙）：丁……戊——己；「庚」！〔辛〕？"
    for width in 8...40 {
      for line in lines(sentence, width) {
        #expect(!"”、》）：；」！〕？".contains(line.first ?? " "), "\(line) in \(width)")
        #expect(!"“《（「〔".contains(line.last ?? " "), "\(line) in \(width)")
      }
    }
    #expect(lines("按下 r 键 ，再看", 10) == ["按下 r", "键 ，再看"])
  }

  @Test("Blanks at a break vanish, newlines and blanks inside stay")
  func blanks() {
    #expect(lines("a  b", 4) == ["a  b"])
    #expect(lines("abcd   efgh", 4) == ["abcd", "efgh"])
    #expect(lines("abcd  ", 4) == ["abcd"])
    #expect(lines("a\n\nb", 4) == ["a", "", "b"])
    #expect(lines("", 4) == [""])
    #expect(lines("a\u{A0}b c", 4) == ["a\u{A0}b", "c"])
  }

  @Test("Continuation lines are indented")
  func hangingIndent() {
    #expect(lines("- one two\nthree", 6, indent: 2) == ["- one", "  two", "three"])
    #expect(lines("abc defghijk", 8, indent: 4) == ["abc", "    defg", "    hijk"])
  }

  @Test("A word keeps its styles and is not broken between them")
  func styles() {
    var text = StyledText("one ")
    text.append("two", .bold)
    text.append(", three")
    let lines = text.wrapped(to: 6)
    #expect(lines.map(\.plain) == ["one", "two,", "three"])
    #expect(lines[1].runs == [.init("two", .bold), .init(",", .standard)])
  }

  @Test("Whatever the text, no line is too wide and nothing but blanks is lost")
  func properties() {
    var random = SeededGenerator(seed: 1)
    let alphabet = Array("abc, .(d)-–的一，。（）「」…—😀é👍🏽 \u{200B}　\n'1=＋第２")
    for _ in 0..<3000 {
      let length = Int.random(in: 0...60, using: &random)
      let letters = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" }
      let width = Int.random(in: 2...20, using: &random)
      let indent = Int.random(in: 0...4, using: &random)
      var text = StyledText(String(letters.prefix(length / 2)))
      text.append(String(letters.dropFirst(length / 2)), .bold)
      let lines = text.wrapped(to: width, hangingIndent: indent)
      #expect(lines.allSatisfy { $0.width <= width }, "\(text.plain.debugDescription) in \(width)")
      let kept = lines.map(\.plain).joined().filter { !$0.isWhitespace && $0 != "\u{200B}" }
      let wanted = text.plain.filter { !$0.isWhitespace && $0 != "\u{200B}" }
      #expect(kept == wanted)
    }
  }

  @Test("A text that is cut ends in an ellipsis and cuts no double-width character in half")
  func truncation() {
    #expect("likelihood".truncated(to: 10) == "likelihood")
    #expect("likelihood".truncated(to: 5) == "like…")
    #expect("likelihood".truncated(to: 5, glyphs: .ascii) == "li...")
    #expect("似然函数".truncated(to: 6) == "似然…")
    #expect("似然".truncated(to: 1) == "…")
    #expect("似然".truncated(to: 0) == "")
  }
}

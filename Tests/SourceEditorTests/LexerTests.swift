import Testing

@testable import SourceEditor

@Suite("Swift in colours")
struct LexerTests {
  /// One letter for the kind of each byte of `lines`; a dot where there is none.
  private func kinds(_ lines: String...) -> [String] {
    let highlighting = Highlighting(of: lines)
    return lines.indices.map { index in
      var marks = Array(repeating: Character("."), count: lines[index].utf8.count)
      for token in highlighting.tokens(of: index, in: lines) {
        let mark: Character =
          switch token.kind {
          case .keyword: "k"
          case .type: "T"
          case .function: "f"
          case .attribute: "@"
          case .number: "1"
          case .string: "s"
          case .comment: "c"
          }
        for byte in token.range { marks[byte] = mark }
      }
      return String(marks)
    }
  }

  @Test("keywords, types, functions, attributes and numbers are told apart")
  func words() {
    #expect(kinds("@Slider var rate = f(1e-4, K)") == ["@@@@@@@.kkk........f.1111...."])
    #expect(kinds("for i in 0...9 { Self.init() }") == ["kkk...kk.1...1...kkkk.kkkk...."])
    #expect(kinds("a.default(0x1F-2) Matrix") == ["..fffffff.1111.1..TTTTTT"])
    #expect(kinds("#if x.0 `in` 1.5e+3") == ["@@@...1......111111"])
  }

  @Test("a string holds escapes, and code in its interpolations")
  func strings() {
    #expect(kinds(#""a\"b" + c"#) == ["ssssss...."])
    #expect(kinds(#""x \(f(1) + "y\(2)") z" let"#) == ["sssssf.1....ssss1ssssss.kkk"])
    #expect(kinds(##"#"a\(b)"# + #"c\#(1)"#"##) == ["sssssssss...ssssss1sss"])
  }

  @Test("a string that is not closed ends with its line")
  func openString() {
    #expect(kinds("\"abc", "let") == ["ssss", "kkk"])
    #expect(kinds("\"a\\(b", "let") == ["ssss.", "kkk"])
  }

  @Test("comments nest, and go over lines as strings of three quotes do")
  func manyLines() {
    #expect(kinds("a /* b /* c */", "d */ let") == ["..cccccccccccc", "cccc.kkk"])
    #expect(kinds("\"\"\"", "let \\(1)", "\"\" \"\"\" let") == ["sss", "ssssss1s", "ssssss.kkk"])
    #expect(kinds("x // /* \"", "let") == ["..ccccccc", "kkk"])
  }

  @Test("an edit reads on only as far as it changes how lines begin")
  func incremental() {
    var editor = SourceEditor(text: (0..<100).map { "let a\($0) = 1" }.joined(separator: "\n"))
    editor.perform(.place(line: 10, column: 0, selecting: false), .insert("/*"))
    #expect(editor.highlighting.entry(of: 99).contexts == [.comment(depth: 1)])
    editor.perform(.place(line: 20, column: 0, selecting: false), .insert("*/"))
    #expect(editor.highlighting.entry(of: 21).contexts == [])
    editor.perform(.undo, .undo)
    #expect(editor.highlighting.entry(of: 99).contexts == [])
  }
}

import Testing

@testable import KernelRuntime

@Suite("What a cell consists of") struct CellItemsTests {
  /// The items as a letter each: declaration, import, variable, statement, expression.
  private func kinds(_ text: String) -> String {
    CellItems(text).items.map { item in
      switch item {
      case .declaration: "d"
      case .importing: "i"
      case .variables: "v"
      case .statement: "s"
      case .expression: "e"
      }
    }.joined()
  }

  @Test(
    "items end at a line's end or a semicolon, unless something goes on",
    arguments: [
      ("1 + 1", "e"), ("let x = 1; x", "ve"), ("let x = 1\nlet y = 2\nx + y", "vve"),
      ("x\n  .map { $0 }\n  .count", "e"), ("let y = a +\n  b", "v"), ("a\n  + b", "e"),
      ("f(\n1,\n2)", "e"), ("if a { 1 } else { 2 }", "s"), ("if a { 1 }\nelse { 2 }", "s"),
      ("for i in 0..<3 { print(i) }\n7", "se"), ("x = 3", "s"), ("x += 3", "s"), ("x == 3", "e"),
      ("f(a: 1 == 2)", "e"), ("v[0] = 1", "s"), ("func f() { }\nf()", "de"),
      ("func f()\n{ }", "d"), ("@discardableResult\nfunc f() -> Int { 1 }", "d"),
      ("struct S {\n  var x = 1\n}\nS()", "de"), ("var area: Double { 3 }", "d"),
      ("let a = 1, b = [2, 3]", "v"), ("let d: [String: Array<Int>] = [:]", "v"),
      ("let (a, b) = (1, 2)", "v"), ("import Foundation\nDate()", "ie"),
      ("repeat { } while a\n1", "se"), ("do { try f() }\ncatch { }", "s"), ("-1", "e"),
      ("a\n-1", "ee"), ("\"text; with \\(f(\"}\")) more\"", "e"), ("// nothing\n", ""),
      ("3 // three", "e"), ("let f = { (a: Int) in a * 2 }", "v"), ("x!.y?.z", "e"),
      ("a ? b\n: c", "e"), ("\"\"\"\nlet x = 1\n\"\"\"", "e"), ("", ""),
    ])
  func items(text: String, expected: String) { #expect(kinds(text) == expected, "\(text)") }

  @Test(
    "what is open goes on in the next line",
    arguments: ["f(", "let x = [1,", "struct S {", "\"\"\"\ntext", "/* comment", "let x =", "1 +"])
  func unfinished(text: String) { #expect(CellItems(text).isUnfinished) }

  @Test(
    "what is whole does not",
    arguments: ["f()", "x!", "a?", "\"open", "let x = 1", "}", ")", "#", "$0", "é", "1..."])
  func finished(text: String) { #expect(!CellItems(text).isUnfinished) }

  @Test(
    "only a path to what is stored cannot change anything",
    arguments: [
      ("kernel", true), ("kernel.mixture!.weights", true), ("kernel.rows[0]", true), ("3", true),
      ("kernel.run()", false), ("kernel.rate = 1", false), ("let x = 1", false), ("a + b", false),
      ("try f", false), ("x { }", false),
    ])
  func reads(text: String, expected: Bool) { #expect(CellItems(text).onlyReads == expected) }

  @Test("names are those that a later cell can use")
  func names() {
    let items = CellItems(
      "let a = 1, (b, _) = f()\nvar c: Int { 1 }\nfunc d() {}\nfinal class E {}\nactor F {}\nx = 3")
    #expect(
      items.names.map { "\($0.kind) \($0.name)" }
        == ["let a", "let b", "var c", "func d", "class E", "class F"])
  }

  @Test("any text is read to its end, and never twice")
  func anything() {
    for text in [
      "\"\\(", "#\"\\#(", "/*/*", "`", "@", "@a(", "let", "let =", "let (", "func", "\\", "(",
    ] {
      _ = CellItems(text)
      _ = SwiftMembers(in: [text])
    }
  }

  @Test("lines of a cell keep their numbers")
  func lines() {
    let text = "let x: Int =\n  3\n\nfunc f() {\n}\nx"
    let source = CellSource(CellItems(text), module: "Cell1", in: CellContext(), edited: [])
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1].contains("3 }"))
    #expect(lines[3].hasPrefix("func f"))
    #expect(lines[5].contains("__marginShow(try x"))
  }

  @Test("members are found with the types that are written beside them")
  func members() {
    let members = SwiftMembers(in: [
      """
      final class Mixture: Kernel {
        @Slider("K", 1...10) var components = 3
        var mixture: Fit?
        private var hidden = 1
        func run(in pane: Pane) { let local = 1 }
      }
      struct Fit { let pi: Tensor<Double> }
      extension Fit { var size: Int { 1 } }
      """
    ])
    #expect(members.members["Mixture"].map { Set($0.keys) } == ["components", "mixture", "run("])
    #expect(members.members["Mixture"]?["mixture"] == "Fit")
    #expect(members.members["Fit"].map { Set($0.keys) } == ["pi", "size"])
    #expect(members.globals == ["Mixture", "Fit"])
  }
}

import Cells
import TestSupport
import Testing

@testable import Notebook

@Suite("Formulas")
struct FormulaTests {
  /// The formulas of a fixture, one a line; `#` begins a heading.
  static func formulas(_ name: String) throws -> [String] {
    try fixture(name).split(separator: "\n").map(String.init)
  }

  static func page(_ name: String, glyphs: GlyphSet, width: Int) throws -> String {
    let layout = FormulaLayout(glyphs: glyphs)
    return try formulas(name).map { tex in
      if tex.hasPrefix("#") { return tex + "\n" }
      let display = layout.display(tex, width: width).map { "    " + $0.plain }
      return ([tex, "  " + layout.inline(tex)] + display).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  @Test("A long bar is one line above what it covers, a short one a mark on each letter")
  func bars() {
    let layout = FormulaLayout()
    func lines(_ tex: String) -> [String] { layout.display(tex, width: 40).map(\.plain) }
    #expect(lines(#"\overline{f(x + y)}"#) == ["________", "f(x + y)"])
    #expect(lines(#"\overline{T_{ii}}"#).count == 1)
    #expect(!layout.inline(#"\overline{f(x + y)}"#).contains("_"))
  }

  @Test(
    "Formulas read like the paper",
    arguments: [
      ("expectation-maximisation", GlyphSet.unicode, 76),
      ("expectation-maximisation", .unicode, 36),
      ("expectation-maximisation", .ascii, 76), ("constructions", .unicode, 76),
      ("constructions", .ascii, 76),
    ])
  func goldens(name: String, glyphs: GlyphSet, width: Int) throws {
    try expectGolden(
      Self.page("\(name).tex", glyphs: glyphs, width: width),
      "formulas-\(name).\(width).\(glyphs == .ascii ? "ascii" : "unicode")")
  }
}

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

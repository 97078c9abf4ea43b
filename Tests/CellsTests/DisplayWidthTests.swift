import Testing

@testable import Cells

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "Each grapheme takes the columns that Unicode gives it",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("。", 2), ("（", 2), ("Ａ", 2), ("한", 2),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱ", 1), ("─", 1), ("●", 1), ("⣿", 1), ("█", 1), ("μ", 1),
      ("∑", 1), ("𝒩", 1), ("↻", 1), ("😀", 2), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇨🇳", 2), ("❤️", 2), ("❤", 1),
      ("1️⃣", 2), ("⌚", 2), ("𠀀", 2), ("〇", 2), ("\u{200B}", 0), ("\u{301}", 0), ("\u{202E}", 0),
      ("\u{1B}", 1), ("\t", 1), ("\u{9B}", 1), ("\u{FEFF}", 0), ("\u{E0001}", 0), ("★", 1),
    ])
  func graphemes(_ text: String, _ width: Int) {
    #expect(displayWidth(of: text) == width)
  }

  @Test("The width of a text is the sum over its graphemes")
  func texts() {
    #expect(displayWidth(of: "") == 0)
    #expect(displayWidth(of: "对数似然 log-likelihood") == 23)
    #expect(displayWidth(of: "K 3→5".dropFirst(2)) == 3)
  }

  @Test("A control character is shown as a stand-in and never as itself")
  func controls() {
    for value in [0x1B, 0x07, 0x0A, 0x7F, 0x85, 0x9B, 0x2028] as [UInt32] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let glyph = Cell(String(scalar)).glyph
      #expect(glyph.unicodeScalars.allSatisfy { 0x2400..<0x2430 ~= $0.value }, "\(value)")
    }
    #expect(Cell("\r\n").glyph == "␍")
  }

  @Test("Marks without end and hidden formatting are cut from a glyph, emoji stay whole")
  func longGraphemes() {
    let zalgo = "e" + String(repeating: "\u{301}", count: 500)
    #expect(Cell(zalgo).glyph.unicodeScalars.count == 12)
    #expect(Cell("a\u{200D}").glyph == "a")
    #expect(Cell("👩‍👩‍👧‍👦").glyph == "👩‍👩‍👧‍👦")
    #expect(Cell("e\u{301}").glyph == "e\u{301}")
  }
}

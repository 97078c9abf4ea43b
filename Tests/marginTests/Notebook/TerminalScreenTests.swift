import Cells
import Testing

@testable import margin

@Suite("The screen that stands in for a terminal") struct TerminalScreenTests {
  private func screen(after text: String) -> TerminalScreen {
    var screen = TerminalScreen(Size(width: 10, height: 4))
    // Byte by byte: nothing depends on how the bytes come.
    for byte in Array(text.utf8) { screen.feed([byte]) }
    return screen
  }

  @Test("text, wide characters and moves land where xterm puts them")
  func placing() {
    #expect(screen(after: "ab\u{1B}[2;3Hc中d\r\ne").text == "ab\n  c中d\ne\n")
    #expect(screen(after: "0123456789x").text == "0123456789\nx\n\n")
    #expect(screen(after: "-\u{1B}[4b|").text == "-----|\n\n\n")
  }

  @Test("what is erased, inserted, deleted and scrolled")
  func changing() {
    #expect(screen(after: "abcdef\u{1B}[1;3H\u{1B}[K").text == "ab\n\n\n")
    #expect(screen(after: "abcdef\u{1B}[1;3H\u{1B}[2P").text == "abef\n\n\n")
    #expect(screen(after: "abcdef\u{1B}[1;3H\u{1B}[2@").text == "ab  cdef\n\n\n")
    #expect(screen(after: "a\r\nb\r\nc\r\nd\n").text == "b\nc\nd\n")
    #expect(screen(after: "a\r\nb\r\nc\u{1B}[1;3r\u{1B}[2M").text == "c\n\n\n")
    #expect(screen(after: "中\u{1B}[1;2Hx").text == " x\n\n\n")
  }

  @Test("a question where the cursor is, and whether all is well, are answered")
  func answering() {
    #expect(
      screen(after: "\u{1B}[2;1H中\u{1B}[6n\u{1B}[5n").answers == Array("\u{1B}[2;3R\u{1B}[0n".utf8))
  }
}

import Cells
import TestSupport
import Testing

@Suite("Frame")
struct FrameTests {
  @Test("Text is written to the right and cut at the edge")
  func writing() {
    var frame = Frame(Size(width: 6, height: 2))
    #expect(frame.write("似然ab", x: 1, y: 0) == 6)
    #expect(frame.write("cut", x: 4, y: 1) == 6)
    #expect(frame.text == " 似然a\n    cu")
  }

  @Test("Writing over half of a double-width glyph blanks the other half")
  func halves() {
    var frame = Frame(Size(width: 4, height: 1))
    frame.write("似然", x: 0, y: 0)
    frame.write("x", x: 1, y: 0)
    #expect(frame.text == " x然")
    frame.write("y", x: 2, y: 0)
    #expect(frame.text == " xy")
    frame.write("似", x: 1, y: 0)
    #expect(frame.text == " 似")
  }

  @Test("A double-width glyph that does not fit whole is left out, at either edge of the clip")
  func clipping() {
    var frame = Frame(Size(width: 8, height: 1))
    frame.write("似然似", x: 1, y: 0, clip: Rect(x: 2, y: 0, width: 4, height: 1))
    #expect(frame.text == "   然")
    frame[7, 0] = Cell("然")
    #expect(frame.text == "   然")
  }

  @Test("Whatever is written wherever, glyphs are whole and the size stays")
  func invariants() {
    var random = SeededGenerator(seed: 2)
    let texts = ["a", "似然", "x似y", "", "😀", "\u{1B}[31m", "e\u{301}", "─│"]
    var frame = Frame(Size(width: 12, height: 5))
    for _ in 0..<5000 {
      let (x, y) = (Int.random(in: -3...14, using: &random), Int.random(in: -2...6, using: &random))
      let text = texts.randomElement(using: &random) ?? ""
      let clip = Rect(
        x: Int.random(in: -2...12, using: &random), y: Int.random(in: -2...5, using: &random),
        width: Int.random(in: 0...12, using: &random), height: Int.random(in: 0...5, using: &random)
      )
      switch Int.random(in: 0..<4, using: &random) {
      case 0: frame.write(text, x: x, y: y)
      case 1: frame.write(text, x: x, y: y, style: .bold, clip: clip)
      case 2: frame[x, y] = Cell(text)
      default: frame.fill(clip)
      }
      #expect(frame.cells.count == 60)
      #expect(isWhole(frame))
    }
  }

  private func isWhole(_ frame: Frame) -> Bool {
    (0..<frame.size.height).allSatisfy { y in
      (0..<frame.size.width).allSatisfy { x in
        let follows = x > 0 && frame[x - 1, y].isWide
        let isLast = x == frame.size.width - 1
        return frame[x, y].isContinuation == follows && !(frame[x, y].isWide && isLast)
      }
    }
  }

  @Test("Nothing is drawn outside its clip, but for the half of a glyph that is overwritten")
  func nothingOutside() {
    var frame = Frame(Size(width: 6, height: 3))
    frame.fill(frame.bounds, with: Cell("."))
    let clip = Rect(x: 2, y: 1, width: 2, height: 1)
    for y in -1...3 { frame.write("abcdefgh", x: 0, y: y, clip: clip) }
    #expect(frame.text == "......\n..cd..\n......")
    frame.fill(Rect(x: -5, y: -5, width: 3, height: 3), with: Cell("#"))
    #expect(frame.text == "......\n..cd..\n......")
  }

  @Test("The dump of styles names each style once")
  func styles() {
    var frame = Frame(Size(width: 4, height: 1))
    frame.write("ab", x: 1, y: 0, style: Style(.indexed(33), .bold))
    #expect(frame.styleDump == ".aa.\na 33 bold")
  }

  @Test("An empty or negative size is an empty frame")
  func emptySizes() {
    var frame = Frame(Size(width: -1, height: 3))
    frame.write("a", x: 0, y: 0)
    #expect(frame.cells.isEmpty)
  }

  @Test("Boxes that share an edge join")
  func boxes() {
    var frame = Frame(Size(width: 20, height: 5))
    frame.drawBox(Rect(x: 0, y: 0, width: 8, height: 5), title: StyledText("L"))
    frame.drawBox(
      Rect(x: 7, y: 0, width: 13, height: 3), title: StyledText("log-likelihood"),
      trailing: StyledText("run 3"))
    frame.drawBox(Rect(x: 7, y: 2, width: 13, height: 3), trailing: StyledText("run 3"))
    #expect(
      frame.text == """
        ┌ L ───┬ log-li… ──┐
        │      │           │
        │      ├─── run 3 ─┤
        │      │           │
        └──────┴───────────┘
        """)
  }

  @Test("In ASCII boxes join by plus signs")
  func asciiBoxes() {
    var frame = Frame(Size(width: 7, height: 3))
    frame.drawBox(Rect(x: 0, y: 0, width: 4, height: 3), glyphs: .ascii)
    frame.drawBox(Rect(x: 3, y: 0, width: 4, height: 3), glyphs: .ascii)
    #expect(frame.text == "+--+--+\n|  |  |\n+--+--+")
  }
}

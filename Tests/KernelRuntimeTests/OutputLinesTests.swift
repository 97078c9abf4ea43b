import Testing

@testable import KernelRuntime

@Suite("Printed bytes as lines") struct OutputLinesTests {
  private func lines(_ text: String, pieces: Int = .max) -> [PrintedLines.Line] {
    var output = OutputLines()
    let bytes = Array(text.utf8)
    var found: [PrintedLines.Line] = []
    for start in stride(from: 0, to: bytes.count, by: pieces == .max ? bytes.count : pieces) {
      output.append(bytes[start..<min(bytes.count, pieces == .max ? bytes.count : start + pieces)])
      found += output.take(isPartial: false)
    }
    return found + output.take(isPartial: true)
  }

  @Test("lines end at line feeds, empty ones too, with or without a carriage return")
  func plain() {
    #expect(lines("a\n\nb\r\nc").map(\.text) == ["a", "", "b", "c"])
  }

  @Test("a carriage return begins the line again")
  func overwriting() {
    #expect(lines("10 %\r20 %\r30 %\n").map(\.text) == ["30 %"])
  }

  @Test("a line shown before its end is replaced by its end")
  func partial() {
    var output = OutputLines()
    output.append(Array("one".utf8))
    #expect(output.take(isPartial: true) == [.init("one")])
    #expect(output.take(isPartial: true) == [])
    output.append(Array(" two\nthree\n".utf8))
    #expect(
      output.take(isPartial: false) == [
        .init("one two", replacesLast: true), .init("three"),
      ])
  }

  @Test("colours, titles and cursor moves are dropped, wherever they are cut", arguments: 1...9)
  func escapes(_ pieces: Int) {
    let text = "\u{1b}[1;31mred\u{1b}[0m\u{1b}]0;title\u{7} \u{1b}(B漢\u{1b}[2K\u{1b}P1$r\u{1b}\\!\n"
    #expect(lines(text, pieces: pieces).map(\.text) == ["red 漢!"])
  }

  @Test("tabs become spaces and other control characters nothing")
  func controls() {
    #expect(lines("a\tb\u{8}\u{0}c\n").map(\.text) == ["a       bc"])
  }

  @Test("bytes that are no UTF-8 are shown as such")
  func invalid() {
    var output = OutputLines()
    output.append([0x61, 0xFF, 0x0A])
    #expect(output.take(isPartial: false).map(\.text) == ["a\u{FFFD}"])
  }

  @Test("an endless line is kept up to its limit")
  func bounded() {
    #expect(lines(String(repeating: "x", count: 100_000)).map(\.text.count) == [4096])
  }
}

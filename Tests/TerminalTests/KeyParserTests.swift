import Cells
import Testing

@testable import Terminal

@Suite("Key parser")
struct KeyParserTests {
  static let sequences: [(String, TerminalEvent)] = [
    ("a", .key(Key(.character("a")))), ("é", .key(Key(.character("é")))),
    ("中", .key(Key(.character("中")))), ("😀", .key(Key(.character("😀")))),
    ("\r", .key(Key(.enter))), ("\n", .key(Key(.enter))), ("\t", .key(Key(.tab))),
    ("\u{7F}", .key(Key(.backspace))), ("\u{8}", .key(Key(.backspace))),
    ("\u{0}", .key(Key(.character(" "), .control))),
    ("\u{3}", .key(Key(.character("c"), .control))),
    ("\u{1A}", .key(Key(.character("z"), .control))),
    ("\u{1F}", .key(Key(.character("_"), .control))),
    ("\u{1B}x", .key(Key(.character("x"), .alt))), ("\u{1B}中", .key(Key(.character("中"), .alt))),
    ("\u{1B}\r", .key(Key(.enter, .alt))),
    ("\u{1B}[A", .key(Key(.up))), ("\u{1B}OB", .key(Key(.down))),
    ("\u{1B}[1;5C", .key(Key(.right, .control))), ("\u{1B}[1;2D", .key(Key(.left, .shift))),
    ("\u{1B}[1;3A", .key(Key(.up, .alt))),
    ("\u{1B}[1;8B", .key(Key(.down, [.shift, .alt, .control]))),
    ("\u{1B}[H", .key(Key(.home))), ("\u{1B}[F", .key(Key(.end))), ("\u{1B}OH", .key(Key(.home))),
    ("\u{1B}[1~", .key(Key(.home))), ("\u{1B}[7~", .key(Key(.home))),
    ("\u{1B}[4~", .key(Key(.end))),
    ("\u{1B}[2~", .key(Key(.insert))), ("\u{1B}[3~", .key(Key(.delete))),
    ("\u{1B}[3;5~", .key(Key(.delete, .control))), ("\u{1B}[3$", .key(Key(.delete, .shift))),
    ("\u{1B}[5~", .key(Key(.pageUp))), ("\u{1B}[6~", .key(Key(.pageDown))),
    ("\u{1B}[Z", .key(Key(.tab, .shift))), ("\u{1B}[a", .key(Key(.up, .shift))),
    ("\u{1B}OP", .key(Key(.function(1)))), ("\u{1B}[11~", .key(Key(.function(1)))),
    ("\u{1B}[[E", .key(Key(.function(5)))), ("\u{1B}[15~", .key(Key(.function(5)))),
    ("\u{1B}[24~", .key(Key(.function(12)))), ("\u{1B}[1;2R", .key(Key(.function(3), .shift))),
    ("\u{1B}OR", .key(Key(.function(3)))), ("\u{1B}OM", .key(Key(.enter))),
    ("\u{1B}[97;5u", .key(Key(.character("a"), .control))),
    ("\u{1B}[2;3R", .cursorReport(x: 3, y: 2)), ("\u{1B}[0n", .statusReport),
    ("\u{1B}[I", .focus(true)), ("\u{1B}[O", .focus(false)),
    ("\u{1B}[<0;240;7M", .mouse(Mouse(.press, at: Point(x: 239, y: 6)))),
    ("\u{1B}[<0;240;7m", .mouse(Mouse(.release, at: Point(x: 239, y: 6)))),
    ("\u{1B}[<32;1;1M", .mouse(Mouse(.drag, at: Point(x: 0, y: 0)))),
    ("\u{1B}[<64;5;5M", .mouse(Mouse(.wheelUp, at: Point(x: 4, y: 4)))),
    ("\u{1B}[<81;5;5M", .mouse(Mouse(.wheelDown, at: Point(x: 4, y: 4), modifiers: .control))),
    ("\u{1B}[200~a\u{1B}[A\r\u{3}b\u{1B}[201~", .paste("a\u{1B}[A\n\u{3}b")),
  ]

  @Test("Each sequence is its event, split at whatever byte", arguments: sequences)
  func split(_ text: String, _ event: TerminalEvent) {
    let bytes = Array(text.utf8)
    for place in 0...bytes.count {
      var parser = KeyParser()
      let events = parser.feed(bytes[..<place]) + parser.feed(bytes[place...]) + parser.flush()
      #expect(events == [event], "\(bytes) at \(place)")
      #expect(parser.isAtGround)
    }
  }

  @Test(
    "A sequence ends with its own last byte: what follows is a key of its own", arguments: sequences
  )
  func followed(_ text: String, _ event: TerminalEvent) {
    var parser = KeyParser()
    #expect(parser.feed(Array((text + "q").utf8)) == [event, .key(Key(.character("q")))])
  }

  @Test("A lone Esc waits for the flush; two of them are two keys")
  func escape() {
    var parser = KeyParser()
    #expect(parser.feed([0x1B]).isEmpty)
    #expect(parser.isAmbiguous)
    #expect(parser.flush() == [.key(Key(.escape))])
    #expect(
      parser.feed([0x1B, 0x1B]) + parser.flush() == [.key(Key(.escape)), .key(Key(.escape))])
  }

  @Test("An unknown or unfinished sequence is dropped whole")
  func unknown() {
    for text in [
      "\u{1B}[99~", "\u{1B}[?1;2c", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}P1$r\u{1B}\\", "\u{1B}[1;",
    ] {
      var parser = KeyParser()
      #expect(parser.feed(Array(text.utf8)) + parser.flush() == [], "\(text.debugDescription)")
      #expect(parser.isAtGround)
    }
  }

  @Test("Invalid UTF-8 is dropped and harms no key after it")
  func invalidText() {
    var parser = KeyParser()
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0x62, 0xE4, 0xB8, 0x63, 0x80, 0xED, 0xA0, 0x80, 0x64]
    #expect(parser.feed(bytes) == ["a", "b", "c", "d"].map { .key(Key(.character($0))) })
  }

  @Test("A paste of ten thousand lines is one event")
  func longPaste() {
    let line = "let x = 中文\t\u{1B}[201"
    let text = String(repeating: line + "\n", count: 10_000)
    var parser = KeyParser()
    let events = parser.feed(Array(("\u{1B}[200~" + text + "\u{1B}[201~").utf8))
    #expect(events == [.paste(text)])
  }

  @Test("The terminal's own strings come before the common ones")
  func described() {
    var parser = KeyParser(described: [Array("\u{1B}A".utf8): Key(.up), [0x8]: Key(.delete)])
    #expect(parser.feed([0x1B, 0x41, 0x8]) == [.key(Key(.up)), .key(Key(.delete))])
  }

  @Test("Random bytes never leave the ground state for good, and pasted bytes never act as keys")
  func randomBytes() {
    var random = SystemRandomNumberGenerator()
    let pieces =
      KeyParserTests.sequences.map { Array($0.0.utf8) } + [[0x1B], [0x5B], [0xE4, 0xB8]]
    for _ in 0..<2000 {
      var parser = KeyParser()
      var bytes: [UInt8] = []
      for _ in 0..<20 {
        bytes +=
          Bool.random() ? pieces.randomElement(using: &random) ?? [] : [UInt8.random(in: 0...255)]
      }
      _ = parser.feed(bytes) + parser.feed(Array("\u{1B}[201~".utf8)) + parser.flush()
      #expect(parser.isAtGround, "\(bytes)")
      #expect(parser.feed(Array("z".utf8)) == [.key(Key(.character("z")))], "\(bytes)")
    }
  }

  @Test("Full-width twins count as their ASCII keys as commands, and stay themselves as text")
  func fullWidth() {
    for (typed, command) in [
      ("：", ":"), ("？", "?"), ("，", ","), ("。", "."), ("／", "/"), ("ｑ", "q"), ("Ｒ", "R"),
      ("　", " "),
    ] as [(Character, Character)] {
      let key = Key(.character(typed))
      #expect(key.asCommand == Key(.character(command)))
      #expect(!key.isFromInputMethod)
    }
    #expect(Key(.character("是")).isFromInputMethod)
    #expect(Key(.character("是")).asCommand == Key(.character("是")))
    #expect(!Key(.up).isFromInputMethod)
  }
}

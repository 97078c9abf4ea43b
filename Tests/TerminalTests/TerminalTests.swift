import CProcess
import Cells
import Glibc
import Testing

@testable import Terminal

/// One terminal at a time: ncurses and the signal handlers belong to the whole process.
@Suite("Terminal", .serialized, .timeLimit(.minutes(2)))
struct TerminalTests {
  private func open(
    _ pty: PseudoTerminal, _ log: EventLog = EventLog(), name: String = "xterm-256color"
  ) throws -> Terminal {
    try Terminal(descriptor: pty.slave, name: name) { log.append($0) }
  }

  /// Shows `frame`, answers as a terminal does, and returns the bytes of the frame.
  private func bytes(of frame: Frame, on terminal: Terminal, _ pty: PseudoTerminal) throws -> String
  {
    terminal.show(frame)
    let text = try pty.output(until: PseudoTerminal.statusRequest)
    pty.type(PseudoTerminal.statusReport)
    return text
  }

  @Test("Only the cells that changed are sent")
  func difference() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    for y in 0..<24 { frame.write(String(repeating: "x", count: 80), x: 0, y: y) }
    #expect(try bytes(of: frame, on: terminal, pty).utf8.count > 1900)
    #expect(log.waits(for: .statusReport))
    frame.write("似然", x: 10, y: 5)
    let second = try bytes(of: frame, on: terminal, pty)
    #expect(second.contains("似然"))
    #expect(second.utf8.count < 60, "\(second.debugDescription)")
    let third = try bytes(of: frame, on: terminal, pty)
    #expect(third.utf8.count < 20, "\(third.debugDescription)")
  }

  @Test("The terminal is given back whole: modes, alternate screen, paste, mouse, cursor")
  func restoring() throws {
    let pty = try PseudoTerminal()
    let before = pty.modes
    let terminal = try open(pty)
    #expect(pty.modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
    #expect(pty.modes.c_iflag & tcflag_t(IXON) == 0)
    let start = try pty.output(until: "\u{1B}[?2004h")
    #expect(start.contains("\u{1B}[?1049h"))
    terminal.restore()
    let end = try pty.output(until: "\u{1B}[?25h")
    for mode in ["?1002l", "?1006l", "?2004l", "?1049l", "?2026l", "m"] {
      #expect(end.contains("\u{1B}[" + mode), "\(mode)")
    }
    #expect(pty.modes.c_lflag == before.c_lflag)
    #expect(pty.modes.c_iflag == before.c_iflag)
  }

  @Test("Keys arrive, Esc alone is Esc, an arrow split by 20 ms is an arrow")
  func keys() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    setenv("ESCDELAY", "400", 1)
    defer { unsetenv("ESCDELAY") }
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    pty.type("中")
    #expect(log.waits(for: .key(Key(.character("中")))))
    pty.type("\u{1B}")
    usleep(20_000)
    pty.type("[A")
    #expect(log.waits(for: .key(Key(.up))))
    #expect(!log.all.contains(.key(Key(.escape))))
    pty.type("\u{1B}")
    #expect(log.waits(for: .key(Key(.escape))))
  }

  @Test("A mouse report that a slow line splits for longer than Esc waits is no keys")
  func splitReport() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    setenv("ESCDELAY", "1", 1)
    defer { unsetenv("ESCDELAY") }
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    pty.type("\u{1B}[<0;1")
    usleep(50_000)
    pty.type("2;5M")
    #expect(log.waits(for: .mouse(Mouse(.press, at: Point(x: 11, y: 4)))))
    #expect(log.all.count == 1)
  }

  @Test("A paste of ten thousand lines is one event")
  func paste() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    let text = String(repeating: "let x = 中文\n", count: 10_000)
    pty.type("\u{1B}[200~" + text + "\u{1B}[201~q")
    #expect(log.waits(for: .key(Key(.character("q")))))
    #expect(log.all == [.paste(text), .key(Key(.character("q")))])
  }

  @Test("A terminal that draws ambiguous glyphs two columns wide gets ASCII, late answers as well")
  func wideGlyphs() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    #expect(terminal.traits.glyphs == .unicode)
    pty.type("\u{1B}[2;3R\u{1B}[2;3R\u{1B}[2;3R\u{1B}[2;3R")
    var traits = terminal.traits
    traits.glyphs = .ascii
    #expect(log.waits(for: .traitsChanged(traits)))
    #expect(terminal.traits.glyphs == .ascii)
  }

  @Test("A terminal that draws them one column wide keeps Unicode")
  func narrowGlyphs() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    pty.type("\u{1B}[2;2R\u{1B}[2;2R\u{1B}[2;2R\u{1B}[2;2Rq")
    #expect(log.waits(for: .key(Key(.character("q")))))
    #expect(terminal.traits.glyphs == .unicode)
    #expect(log.all == [.key(Key(.character("q")))])
  }

  @Test("A terminal that does not answer keeps Unicode, and its keys are no answers")
  func silentTerminal() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    pty.type("\u{1B}[1;2R")
    #expect(log.waits(for: .key(Key(.function(3), .shift))))
    #expect(terminal.traits.glyphs == .unicode)
  }

  @Test("Of many resizes the last size wins")
  func resizing() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    for width in 81...280 {
      pty.resize(width: width, height: 30)
      kill(getpid(), SIGWINCH)
    }
    let last = Size(width: 280, height: 30)
    #expect(log.waits(for: .resize(last)))
    #expect(terminal.traits.size == last)
    var frame = Frame(last)
    frame.write("edge", x: 276, y: 28)
    #expect(try bytes(of: frame, on: terminal, pty).contains("edge"))
  }

  @Test("A terminal that answers is ready at its answer, one that never does is ready all the same")
  func readiness() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    terminal.show(Frame(Size(width: 80, height: 24)))
    #expect(!terminal.isReady)
    #expect(log.waits(for: .statusReport))
    #expect(terminal.isReady)
  }

  @Test("Six thousand cells of distinct pairs are all sent in their own colours")
  func manyPairs() throws {
    let pty = try PseudoTerminal(width: 100, height: 60)
    let terminal = try open(pty)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 100, height: 60))
    for index in 0..<6000 {
      let style = Style(
        .indexed(UInt8(index % 200 + 16)), background: .indexed(UInt8(index / 200 + 100)))
      frame[index % 100, index / 100] = Cell("▀", style)
    }
    let text = try bytes(of: frame, on: terminal, pty)
    #expect(text.split(separator: "▀").count >= 6000)
    #expect(text.contains("48;5;129m") && text.contains("38;5;215m"))
  }

  @Test("Glyphs whose width is not certain are written at absolute places")
  func uncertainGlyphs() throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    frame.write("a👩‍👩‍👧‍👦b", x: 0, y: 3)
    let text = try bytes(of: frame, on: terminal, pty)
    #expect(text.contains("\u{1B}[4;2H\u{1B}[0m👩‍👩‍👧‍👦\u{1B}[4;4Hb"))
    frame.write("    ", x: 0, y: 3)
    #expect(!(try bytes(of: frame, on: terminal, pty)).contains("👩"))
  }

  @Test(
    "What stands behind a glyph of uncertain width is written after it, at its own place",
    arguments: ["👍🏽", "👩‍🚀", "🇨🇳", "❤️", "1️⃣", "e\u{301}", "का"])
  func behindUncertainGlyphs(_ glyph: String) throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    let end = frame.write("x\(glyph)", x: 70, y: 5)
    frame.write("abc", x: end, y: 5)
    let text = try bytes(of: frame, on: terminal, pty)
    #expect(text.contains("\u{1B}[6;72H\u{1B}[0m\(glyph)\u{1B}[6;\(end + 1)Habc"))
    #expect(text.contains("\u{1B}[?7l") && text.contains("\u{1B}[?7h"))
    frame.write("d", x: end + 3, y: 5)
    #expect(try bytes(of: frame, on: terminal, pty).contains("\u{1B}[6;\(end + 1)Habcd"))
  }

  @Test("What the terminal speaks goes before the locale")
  func character() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    frame.write("σ – 3", x: 0, y: 3)
    #expect(try bytes(of: frame, on: terminal, pty).contains("σ – 3"))
    // As a terminal in GBK would answer: two bytes are one wide sign.
    pty.type("\u{1B}[2;4R\u{1B}[2;4R\u{1B}[2;4R\u{1B}[2;3R\u{1B}[2;3Rq")
    #expect(log.waits(for: .key(Key(.character("q")))))
    #expect(terminal.traits.glyphs == .ascii && !terminal.traits.hasBraille)
    #expect(try bytes(of: frame, on: terminal, pty).contains("s - 3"))
  }

  @Test("A locale other than UTF-8 is believed only until the terminal has answered")
  func locale() {
    #expect(Locale.asksForUTF8("C") && Locale.asksForUTF8("zh_CN.UTF-8"))
    #expect(!Locale.asksForUTF8("zh_CN.GBK") && !Locale.asksForUTF8("en_US.ISO-8859-1"))
    let traits = TerminalTraits(
      size: Size(width: 80, height: 24), colors: 8, glyphs: .ascii, hasBraille: false,
      speaksUTF8: false)
    var state = Terminal.State(traits: traits, isBrailleKnown: true)
    state.probe.begin()
    state.probe.isBeforeFirstFrame = false
    let found = (0..<5).compactMap { _ in state.noteProbe(column: 2) }
    #expect(found.map(\.glyphs) == [.unicode] && found.map(\.hasBraille) == [true])
    #expect(state.traits.speaksUTF8)
  }

  @Test("Suspending gives the terminal back, resuming draws everything again without being asked")
  func suspending() throws {
    let pty = try PseudoTerminal()
    let before = pty.modes
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    terminal.setMouse(true)
    var frame = Frame(Size(width: 80, height: 24))
    frame.write("whole", x: 3, y: 3)
    _ = try bytes(of: frame, on: terminal, pty)
    terminal.suspend()
    _ = try pty.output(until: "\u{1B}[?1049l")
    #expect(pty.modes.c_lflag == before.c_lflag)
    pty.resize(width: 90, height: 20)
    terminal.resume()
    let text = try pty.output(until: PseudoTerminal.statusRequest)
    #expect(text.contains("\u{1B}[?1049h") && text.contains("whole"))
    #expect(text.contains("\u{1B}[?1002h"))
    #expect(log.waits(for: .resize(Size(width: 90, height: 20))))
    #expect(pty.modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
  }

  @Test("The clipboard gets the text in base 64, and the terminal is ready once it has taken it")
  func clipboard() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    _ = try bytes(of: Frame(Size(width: 80, height: 24)), on: terminal, pty)
    #expect(log.waits(for: .statusReport))
    terminal.copy("margin run 似")
    let sent = try pty.output(until: PseudoTerminal.statusRequest)
    #expect(sent.contains("\u{1B}]52;c;bWFyZ2luIHJ1biDkvLw=\u{7}"))
    #expect(!terminal.isReady)
    pty.type(PseudoTerminal.statusReport)
    #expect(log.waits(for: .statusReport, count: 2))
    #expect(terminal.isReady)
  }

  @Test(
    "Each kind of terminal shows a frame",
    arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
  func kinds(_ name: String) throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty, name: name)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    frame.write("text", x: 5, y: 5, style: Palette().error)
    #expect(try bytes(of: frame, on: terminal, pty).contains("text"))
  }

  @Test("What cannot be drawn on is refused in words", arguments: ["dumb", "no-such-terminal"])
  func refusal(_ name: String) throws {
    let pty = try PseudoTerminal()
    do throws(TerminalError) {
      _ = try Terminal(descriptor: pty.slave, name: name) { _ in }
      Issue.record("\(name) was taken")
    } catch {
      #expect(error.message.contains("\"\(name)\"") && error.message.contains("xterm-256color"))
    }
  }

  /// A frame that is full of `letter`: all of it changes with the letter.
  private func full(of letter: Character) -> Frame {
    var frame = Frame(Size(width: 80, height: 24))
    for y in 0..<24 { frame.write(String(repeating: letter, count: 80), x: 0, y: y) }
    return frame
  }

  @Test("A slow line holds up no call, and frames in between are left out")
  func slowLine() throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    defer { terminal.restore() }
    for number in 0..<200 { terminal.show(full(of: number % 2 == 0 ? "a" : "b")) }
    var last = full(of: "c")
    last.write("the last one", x: 0, y: 0)
    terminal.show(last)
    let text = try pty.output(until: "the last one")
    #expect(text.utf8.count < 200_000, "200 frames are 400 kB")
  }

  @Test("At 50 kB/s and 60 charts a second a key's echo waits for one chart at most")
  func echoOverSlowLine() throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    defer { terminal.restore() }
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let whole = try bytes(of: full(of: "z"), on: terminal, pty).utf8.count
    var line = SlowLine(pty, bytesPerSecond: 50_000)
    var chart = full(of: "z")
    for step in 0..<60 {
      chart = full(of: letters[step % letters.count])
      if terminal.isReady { terminal.show(chart) }
      line.run(seconds: 1.0 / 60)
    }
    #expect(line.count > 3 * whole, "charts are shown")
    chart.write("ECHO", x: 0, y: 0)
    terminal.show(chart)
    let before = line.count
    let isSeen = line.run(until: "ECHO")
    #expect(isSeen)
    #expect(line.count - before <= 2 * whole, "\(line.count - before) of \(whole)")
  }

  @Test("A terminal that takes nothing does not keep the program from leaving")
  func stuckTerminal() throws {
    let pty = try PseudoTerminal(width: 300, height: 200)
    let before = pty.modes
    let terminal = try open(pty)
    for letter in "abcdefgh" {
      var frame = Frame(Size(width: 300, height: 200))
      for y in 0..<200 { frame.write(String(repeating: letter, count: 300), x: 0, y: y) }
      terminal.show(frame)
      usleep(10_000)
    }
    terminal.restore()
    #expect(pty.modes.c_lflag == before.c_lflag)
    #expect(pty.modes.c_iflag == before.c_iflag)
  }

  @Test("What arrives while the program leaves is not typed into the shell")
  func lateReports() throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    terminal.show(full(of: "a"))
    _ = try pty.output(until: PseudoTerminal.statusRequest)
    pty.type("\u{1B}[<35;1;1M")
    pty.type(PseudoTerminal.statusReport)
    terminal.restore()
    pty.type("\n")
    var line = [UInt8](repeating: 0, count: 100)
    #expect(read(pty.slave, &line, line.count) == 1)
  }
}

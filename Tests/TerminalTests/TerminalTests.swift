import CProcess
import Cells
import Glibc
import Testing

@testable import Terminal

/// One terminal at a time: ncurses and the signal handlers belong to the whole process.
@Suite("Terminal", .serialized)
struct TerminalTests {
  private static let statusRequest = "\u{1B}[5n"

  private func open(
    _ pty: PseudoTerminal, _ log: EventLog = EventLog(), name: String = "xterm-256color"
  ) throws -> Terminal {
    try Terminal(descriptor: pty.slave, name: name) { log.append($0) }
  }

  /// Shows `frame`, answers as a terminal does, and returns the bytes of the frame.
  private func bytes(of frame: Frame, on terminal: Terminal, _ pty: PseudoTerminal) throws -> String
  {
    terminal.show(frame)
    let text = try pty.output(until: TerminalTests.statusRequest)
    pty.type("\u{1B}[0n")
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

  @Test(
    "Keys arrive, an arrow split by a pause shorter than the delay is an arrow, Esc alone is Esc")
  func keys() throws {
    let pty = try PseudoTerminal()
    let log = EventLog()
    let terminal = try open(pty, log)
    defer { terminal.restore() }
    pty.type("中")
    #expect(log.waits(for: .key(Key(.character("中")))))
    pty.type("\u{1B}")
    usleep(5000)
    pty.type("[A")
    #expect(log.waits(for: .key(Key(.up))))
    #expect(!log.all.contains(.key(Key(.escape))))
    pty.type("\u{1B}")
    #expect(log.waits(for: .key(Key(.escape))))
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
    frame.write("edge", x: 276, y: 29)
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
    #expect(text.contains("\u{1B}[4;2H\u{1B}[0m👩‍👩‍👧‍👦\u{1B}[m"))
    frame.write("    ", x: 0, y: 3)
    #expect(!(try bytes(of: frame, on: terminal, pty)).contains("👩"))
  }

  @Test("Suspending gives the terminal back, resuming draws everything again")
  func suspending() throws {
    let pty = try PseudoTerminal()
    let before = pty.modes
    let terminal = try open(pty)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    frame.write("whole", x: 3, y: 3)
    _ = try bytes(of: frame, on: terminal, pty)
    terminal.suspend()
    _ = try pty.output(until: "\u{1B}[?1049l")
    #expect(pty.modes.c_lflag == before.c_lflag)
    terminal.resume()
    #expect(try bytes(of: frame, on: terminal, pty).contains("whole"))
  }

  @Test("The clipboard gets the text in base 64")
  func clipboard() throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    defer { terminal.restore() }
    terminal.copy("margin run 似")
    #expect(try pty.output(until: "\u{7}").contains("\u{1B}]52;c;bWFyZ2luIHJ1biDkvLw=\u{7}"))
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

  @Test("A slow line holds up no call, and frames in between are left out")
  func slowLine() throws {
    let pty = try PseudoTerminal()
    let terminal = try open(pty)
    defer { terminal.restore() }
    var frame = Frame(Size(width: 80, height: 24))
    for number in 0..<200 {
      let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(number % 26)))
      for y in 0..<24 { frame.write(String(repeating: letter, count: 80), x: 0, y: y) }
      terminal.show(frame)
    }
    frame.fill(frame.bounds)
    frame.write("the last one", x: 0, y: 0)
    terminal.show(frame)
    var text = ""
    let deadline = Clock.now + 10
    while !text.contains("the last one"), Clock.now < deadline {
      text += String(decoding: pty.take(milliseconds: 50).prefix(65536), as: UTF8.self)
      usleep(20_000)
    }
    #expect(text.contains("the last one"))
    #expect(text.utf8.count < 40_000, "200 frames are 400 kB")
  }

  @Test(
    "Whatever signal ends the program, the terminal is given back",
    arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGTERM, SIGHUP, SIGINT])
  func signals(_ number: Int32) throws {
    let pty = try PseudoTerminal()
    let before = pty.modes
    let child = margin_fork()
    if child == 0 {
      let terminal = try? Terminal(descriptor: pty.slave, name: "xterm-256color") { event in
        if event == .hangUp { _exit(7) }
      }
      kill(getpid(), number)
      sleep(20)
      _exit(terminal == nil ? 8 : 9)
    }
    let text = try pty.output(until: "\u{1B}[?25h")
    #expect(text.contains("\u{1B}[?1049l") && text.contains("\u{1B}[?1002l"))
    var status: Int32 = 0
    waitpid(child, &status, 0)
    let isAsked = [SIGTERM, SIGHUP, SIGINT].contains(number)
    #expect(isAsked ? margin_exit_code(status) == 7 : margin_signal(status) == number)
    #expect(pty.modes.c_lflag == before.c_lflag)
  }
}

import CProcess
import Cells
import Glibc
import Testing

@testable import Terminal

extension TerminalTests {
  /// The program ends or stops by a signal, in a process of its own.
  @Suite("The end of a program", .serialized, .timeLimit(.minutes(2)))
  struct EndingTests {
    /// Takes the terminal over in a process of its own and shows a frame; asked to end, it says 7.
    private func program(on pty: PseudoTerminal, then body: () -> Void) throws -> pid_t {
      let child = pty.process {
        let terminal = try? Terminal(descriptor: pty.slave, name: "xterm-256color") { event in
          if event == .hangUp { _exit(7) }
        }
        var frame = Frame(Size(width: 80, height: 24))
        frame.write("whole", x: 3, y: 3)
        terminal?.show(frame)
        while terminal?.isReady == false { usleep(1000) }
        body()
        while terminal != nil { sleep(20) }
      }
      _ = try pty.output(until: PseudoTerminal.statusRequest)
      return child
    }

    private func status(of child: pid_t, options: Int32 = 0) -> Int32 {
      var status: Int32 = 0
      waitpid(child, &status, options)
      return status
    }

    private func isGivenBack(_ pty: PseudoTerminal) throws -> Bool {
      let text = try pty.output(until: "\u{1B}[?25h")
      return text.contains("\u{1B}[?1049l") && text.contains("\u{1B}[?1002l")
        && text.contains("\u{1B}[?2004l")
    }

    @Test(
      "Whatever signal kills the program, the terminal is given back",
      arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGSYS])
    func deadly(_ number: Int32) throws {
      let pty = try PseudoTerminal()
      let before = pty.modes
      let child = try program(on: pty) {}
      kill(child, number)
      #expect(try isGivenBack(pty))
      #expect(margin_signal(status(of: child)) == number)
      #expect(pty.modes.c_lflag == before.c_lflag && pty.modes.c_iflag == before.c_iflag)
    }

    @Test(
      "Asked to end, the program gives the terminal back and may save",
      arguments: [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF,
        SIGIO, SIGPWR, SIGXCPU, SIGXFSZ, SIGSTKFLT, 34, 50, 64,
      ])
    func ending(_ number: Int32) throws {
      let pty = try PseudoTerminal()
      let before = pty.modes
      let child = try program(on: pty) {}
      kill(child, number)
      #expect(try isGivenBack(pty))
      #expect(margin_exit_code(status(of: child)) == 7)
      #expect(pty.modes.c_lflag == before.c_lflag && pty.modes.c_iflag == before.c_iflag)
    }

    @Test("Having saved, the program dies by the signal that asked it to end, the first of several")
    func status() throws {
      let pty = try PseudoTerminal()
      let child = pty.process {
        let log = EventLog()
        let terminal = try? Terminal(descriptor: pty.slave, name: "xterm-256color") {
          log.append($0)
        }
        terminal?.show(Frame(Size(width: 80, height: 24)))
        while log.all.last != .hangUp { usleep(1000) }
        usleep(50_000)
        terminal?.restore()
        Terminal.endAsAsked()
        _exit(0)
      }
      _ = try pty.output(until: PseudoTerminal.statusRequest)
      kill(child, SIGUSR1)
      usleep(10_000)
      kill(child, SIGTERM)
      kill(child, SIGUSR1)
      #expect(margin_signal(status(of: child)) == SIGUSR1)
    }

    @Test("A write that nobody reads does not end the program")
    func ownPipe() throws {
      let pty = try PseudoTerminal()
      let child = try program(on: pty) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return }
        close(ends[0])
        var byte: UInt8 = 0
        let count = write(ends[1], &byte, 1)
        _exit(count < 0 && errno == EPIPE ? 5 : 6)
      }
      #expect(margin_exit_code(status(of: child)) == 5)
    }

    @Test("A stack overflow gives the terminal back as well")
    func stackOverflow() throws {
      let pty = try PseudoTerminal()
      let before = pty.modes
      let child = try program(on: pty) { _exit(Int32(truncatingIfNeeded: dive(below: [0]))) }
      #expect(try isGivenBack(pty))
      #expect(margin_signal(status(of: child)) == SIGSEGV)
      #expect(pty.modes.c_lflag == before.c_lflag)
    }

    @Test("Stopped from outside, it gives the terminal back, and continued it draws again")
    func stopping() throws {
      let pty = try PseudoTerminal()
      let before = pty.modes
      let child = try program(on: pty) {}
      kill(child, SIGTSTP)
      #expect(try isGivenBack(pty))
      #expect(status(of: child, options: WUNTRACED) & 0xFF == 0x7F)
      #expect(pty.modes.c_lflag == before.c_lflag)
      kill(child, SIGCONT)
      let text = try pty.output(until: PseudoTerminal.statusRequest)
      #expect(text.contains("\u{1B}[?1049h") && text.contains("whole"))
      #expect(pty.modes.c_lflag & tcflag_t(ICANON | ECHO) == 0)
      kill(child, SIGKILL)
      _ = status(of: child)
    }
  }
}

/// Each call holds a place that the next one reads, so that none is turned into a loop.
@inline(never)
private func dive(below depth: UnsafePointer<Int>) -> Int {
  guard depth.pointee >= 0 else { return 0 }
  var here = depth.pointee + 1
  return dive(below: &here) &+ here
}

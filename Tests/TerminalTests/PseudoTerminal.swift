import CProcess
import Glibc
import Synchronization

@testable import Terminal

/// A pseudo-terminal: the test plays the terminal at one end, the program runs at the other.
final class PseudoTerminal: Sendable {
  let master: Int32
  let slave: Int32
  let name: String

  init(width: Int = 80, height: Int = 24) throws {
    var ends: (Int32, Int32) = (0, 0)
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.0, &ends.1, nil, nil, &size) == 0 else { throw Failure(what: "openpty") }
    (master, slave) = ends
    name = String(cString: ttyname(slave))
  }

  deinit {
    close(master)
    close(slave)
  }

  /// What asks the terminal whether it has taken everything, and its answer.
  static let statusRequest = "\u{1B}[5n"
  static let statusReport = "\u{1B}[0n"

  struct Failure: Error { let what: String }

  /// Runs `body` in a process of its own.
  func process(_ body: () -> Void) -> pid_t {
    let child = margin_fork()
    guard child == 0 else { return child }
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    // Swift's backtracer, where it outlives the child, would keep the test run's output open for ever.
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE] { signal(number, SIG_DFL) }
    // Of its own group, but with a parent in the session: so it may be stopped.
    setpgid(0, 0)
    body()
    _exit(9)
  }

  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func resize(width: Int, height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// What the program has written, until it contains `end` or a minute is over.
  func output(until end: String) throws -> String {
    var bytes: [UInt8] = []
    let deadline = Clock.now + 60
    while Clock.now < deadline {
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains(end) { return text }
      bytes += take(milliseconds: 50)
    }
    throw Failure(
      what: "\(end.debugDescription) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
  }

  /// What the program writes within `milliseconds`, at once where there is something.
  func take(milliseconds: Int32) -> [UInt8] {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(master, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  var modes: termios {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes
  }
}

/// The events that a terminal has delivered so far.
final class EventLog: Sendable {
  private let events = Mutex<[TerminalEvent]>([])

  func append(_ event: TerminalEvent) { events.withLock { $0.append(event) } }
  var all: [TerminalEvent] { events.withLock { $0 } }

  /// Waits until `event` has come `count` times, a minute at most.
  func waits(for event: TerminalEvent, count: Int = 1) -> Bool {
    let deadline = Clock.now + 60
    while Clock.now < deadline {
      if all.count(where: { $0 == event }) >= count { return true }
      usleep(1000)
    }
    return false
  }
}

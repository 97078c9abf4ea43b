import CProcess
import Glibc

/// A program in front of a pseudo-terminal, with the end at which a person would sit.
///
/// Used on one thread; the program is killed when the last reference goes.
public final class TerminalProgram {
  /// The program's process.
  public let processIdentifier: Int32
  /// What `settings` were before the program began.
  public let formerSettings: [UInt32]
  /// Where the person types and looks; not blocking.
  private let person: Int32
  /// The program's end: kept open so that its settings outlive the program, as under a shell.
  private let terminal: Int32
  private var ended: Int32?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts `executable` in front of a terminal of so many cells.
  ///
  /// - Throws: `KernelFailure` where the system has no room for it.
  public init(
    executable: String, arguments: [String], environment: [String: String], columns: Int, rows: Int
  ) throws(KernelFailure) {
    var ends: (person: Int32, program: Int32) = (-1, -1)
    guard margin_open_terminal(&ends.person, &ends.program, Int32(columns), Int32(rows)) == 0
    else { throw Self.failure("a pseudo-terminal") }
    (person, terminal) = ends
    formerSettings = Self.settings(of: terminal)
    _ = fcntl(person, F_SETFL, fcntl(person, F_GETFL) | O_NONBLOCK)
    let words = ([executable] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for word in words + variables { free(word) } }
    processIdentifier = margin_start_on_terminal(executable, words, variables, terminal)
    guard processIdentifier > 0 else {
      ended = -1
      throw Self.failure(executable)
    }
  }

  deinit {
    kill()
    close(person)
    close(terminal)
  }

  private static func failure(_ what: String) -> KernelFailure {
    KernelFailure(message: "\(what) cannot be had: \(String(cString: strerror(errno)))")
  }

  /// Types `bytes`.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(person, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        wait(for: POLLOUT, milliseconds: 100)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// What the program has written; waits at most `seconds` for something, and is empty then.
  public func receive(within seconds: Double) -> [UInt8] {
    wait(for: POLLIN, milliseconds: Int32(max(0, seconds) * 1000))
    let count = read(person, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  private func wait(for events: Int32, milliseconds: Int32) {
    var polled = pollfd(fd: person, events: Int16(events), revents: 0)
    poll(&polled, 1, milliseconds)
  }

  /// The terminal's modes and control characters, in the system's numbers.
  public var settings: [UInt32] { Self.settings(of: terminal) }

  private static func settings(of terminal: Int32) -> [UInt32] {
    var modes = termios()
    guard tcgetattr(terminal, &modes) == 0 else { return [] }
    let characters = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt32.init) }
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + characters
  }

  /// The exit code, negative where a signal ended it; nil while the program runs.
  public var exitCode: Int32? {
    if ended == nil {
      var status: Int32 = 0
      if waitpid(processIdentifier, &status, WNOHANG) == processIdentifier { note(status) }
    }
    return ended
  }

  /// Ends the program as `kill -9` does.
  public func kill() {
    guard exitCode == nil else { return }
    Glibc.kill(processIdentifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(processIdentifier, &status, 0) < 0, errno == EINTR {}
    note(status)
  }

  private func note(_ status: Int32) {
    ended = margin_exited(status) != 0 ? margin_exit_code(status) : -margin_signal(status)
  }
}

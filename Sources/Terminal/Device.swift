import CNcurses
import Cells
import Glibc

/// The terminal as a device: its modes, its size, bytes in and out; and the pipes that wake the threads.
final class Device: Sendable {
  /// The descriptor that was given: its modes are changed.
  let descriptor: Int32
  /// The same terminal opened anew without blocking, which leaves the shell's own descriptor alone.
  let channel: Int32
  private let savedModes: termios
  private let displayPipe: Pipe
  private let readerPipe: Pipe

  init(_ descriptor: Int32) throws(TerminalError) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { throw .noTerminal }
    guard let displayPipe = Pipe(), let readerPipe = Pipe() else { throw .noPipe(errno) }
    self.descriptor = descriptor
    savedModes = modes
    self.displayPipe = displayPipe
    self.readerPipe = readerPipe
    let path = ttyname(descriptor).map { String(cString: $0) } ?? "/dev/tty"
    let opened = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    channel = opened >= 0 ? opened : descriptor
  }

  deinit { if channel != descriptor { Glibc.close(channel) } }

  /// Where signal handlers write.
  var signalDescriptor: Int32 { readerPipe.writing }
  var modesToRestore: termios { savedModes }

  var size: Size {
    var (columns, rows): (Int32, Int32) = (80, 24)
    _ = margin_window_size(descriptor, &columns, &rows)
    return Size(width: Int(columns), height: Int(rows))
  }

  /// No echo, no lines, no signals by keys and no XON/XOFF: every key arrives.
  func enterRawMode() {
    var modes = savedModes
    cfmakeraw(&modes)
    modes.c_cflag = savedModes.c_cflag
    tcsetattr(descriptor, TCSANOW, &modes)
  }

  /// Writes all of `bytes`, waiting where the terminal is slow; gives up where it is gone or has been
  /// given back.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, Emergency.isTaken {
      let count = rest.withUnsafeBytes { Glibc.write(channel, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var watched = pollfd(fd: channel, events: Int16(POLLOUT), revents: 0)
        poll(&watched, 1, 50)
      } else if errno != EINTR {
        return
      }
    }
  }

  func wakeDisplay() { displayPipe.signal() }
  func interruptReading() { readerPipe.signal() }

  /// Waits until `wakeDisplay` was called.
  func waitForWork() { displayPipe.wait() }

  enum Input {
    case bytes([UInt8])
    case resized
    /// The program goes on after it was stopped.
    case continued
    /// The terminal is gone, or a signal asks the program to end.
    case ended(Int32?)
    case nothing
  }

  /// Waits for bytes of the terminal or a signal, `timeout` seconds at most.
  func waitForInput(timeout: Double?, includesKeys: Bool) -> Input {
    var watched = [
      pollfd(fd: readerPipe.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: channel, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = timeout.map { Int32(($0 * 1000).rounded(.up)) } ?? -1
    guard poll(&watched, includesKeys ? 2 : 1, milliseconds) > 0 else { return .nothing }
    if watched[0].revents != 0 { return readerPipe.take() }
    guard watched[1].revents & Int16(POLLIN) != 0 else { return .ended(nil) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(channel, &bytes, bytes.count)
    if count > 0 { return .bytes(Array(bytes.prefix(count))) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .ended(nil)
  }
}

/// A pipe that wakes a thread; what is written says why.
///
/// It is never closed: a signal handler may write to it at any time.
private struct Pipe {
  let reading: Int32
  let writing: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    reading = ends[0]
    writing = ends[1]
  }

  func signal() {
    var byte: UInt8 = 0
    _ = Glibc.write(writing, &byte, 1)
  }

  func wait() {
    var watched = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    while poll(&watched, 1, -1) < 0, errno == EINTR {}
    _ = take()
  }

  /// The reasons given since the last time; a signal to end outweighs the others.
  func take() -> Device.Input {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = max(0, Glibc.read(reading, &bytes, bytes.count))
    let reasons = bytes.prefix(count).map { Int32($0) }
    let endings = Emergency.ending + [SIGPIPE, SIGXFSZ]
    if let signal = reasons.first(where: { endings.contains($0) }) {
      return .ended(signal)
    }
    if reasons.contains(SIGCONT) { return .continued }
    return reasons.contains(SIGWINCH) ? .resized : .nothing
  }
}

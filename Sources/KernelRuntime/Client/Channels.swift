import CProcess
import Glibc

/// The front end's side of a kernel process's socket and of the pipe that it prints into.
struct Channels {
  private let child: ChildProcess
  private let wakeUp: Int32
  private var reader = FrameReader<KernelEvent>()
  private var lines = OutputLines()
  private var crash = CrashLines()
  private var isSocketOpen = true
  private var isOutputOpen = true
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var budget = Budget()
  private var lastOutput = MonotonicTime.now

  /// The last lines that the process printed.
  private(set) var lastLines: [String] = []

  private static let lastLineCount = 20
  /// A line without an end is shown after so many seconds.
  private static let patience = 0.05

  init(child: ChildProcess, wakeUp: Int32) {
    self.child = child
    self.wakeUp = wakeUp
  }

  var backtrace: Backtrace { crash.backtrace }

  /// Waits until there is something to read, to write, or to look at.
  mutating func wait(hasOutgoing: Bool) {
    let pause = budget.pause
    let socketEvents = isSocketOpen ? POLLIN | (hasOutgoing ? POLLOUT : 0) : 0
    var polled = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isSocketOpen ? child.socket : -1, events: Int16(socketEvents), revents: 0),
      pollfd(
        fd: isOutputOpen && pause == nil ? child.output : -1, events: Int16(POLLIN), revents: 0),
    ]
    let partialPause = lines.isChanged ? Int32(Self.patience * 1000) : -1
    poll(&polled, nfds_t(polled.count), pause ?? partialPause)
    var count: eventfd_t = 0
    eventfd_read(wakeUp, &count)
  }

  /// The next event that has come whole.
  ///
  /// - Throws: `ProtocolError` where what came is none.
  mutating func nextEvent() throws(ProtocolError) -> KernelEvent? {
    while true {
      if let event = try reader.next() { return event }
      guard isSocketOpen else { return nil }
      let count = recv(child.socket, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return nil }
      guard count > 0 else {
        isSocketOpen = false
        try reader.finish()
        return nil
      }
      reader.append(buffer[..<count])
    }
  }

  /// The lines printed since the last call; with `isLast`, all that there are.
  mutating func readLines(isLast: Bool) -> [OutputLines.Line] {
    var found: [OutputLines.Line] = []
    while isOutputOpen, isLast || budget.pause == nil {
      let count = read(child.output, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { break }
      guard count > 0 else {
        isOutputOpen = false
        break
      }
      lastOutput = .now
      lines.append(buffer[..<count])
      let new = lines.take(isPartial: false).flatMap { crash.sort($0) }
      budget.spend(bytes: count, lines: new.count)
      found += new
    }
    if isLast {
      found += lines.take(isPartial: true).flatMap { crash.sort($0) } + crash.finish()
    } else if !crash.mayBeReport, .now - lastOutput >= Self.patience {
      found += lines.take(isPartial: true)
    }
    keepLast(found)
    return found
  }

  private mutating func keepLast(_ lines: [OutputLines.Line]) {
    for line in lines {
      if line.replacesLast, !lastLines.isEmpty { lastLines.removeLast() }
      lastLines.append(line.text)
    }
    lastLines.removeFirst(max(0, lastLines.count - Self.lastLineCount))
  }
}

/// How much of what a kernel prints is read in a sixtieth of a second.
///
/// What goes beyond waits in the pipe, and the kernel with it, so that a loop that prints floods
/// neither memory nor screen.
private struct Budget {
  private static let interval = 1.0 / 60
  private static let byteLimit = 1 << 18
  private static let lineLimit = 1000

  private var end = MonotonicTime.now
  private var bytes = 0
  private var lines = 0

  /// The milliseconds until more may be read; nil: now.
  var pause: Int32? {
    guard bytes >= Self.byteLimit || lines >= Self.lineLimit else { return nil }
    let rest = end - .now
    return rest > 0 ? Int32((rest * 1000).rounded(.up)) : nil
  }

  mutating func spend(bytes: Int, lines: Int) {
    if MonotonicTime.now >= end {
      self = Budget()
      end = .now + Self.interval
    }
    self.bytes += bytes
    self.lines += lines
  }
}

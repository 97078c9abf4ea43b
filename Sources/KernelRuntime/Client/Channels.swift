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
  private var lastOutput = MonotonicTime.now
  /// What was printed and has not been told.
  private var printed = PrintedLines([])
  private var lastTold = MonotonicTime.now
  /// Of the lines printed within a frame's time so many are told, the last ones; nil: all, at once.
  private let linesPerFrame: Int?

  /// The last lines that the process printed.
  private(set) var lastLines: [String] = []

  private static let lastLineCount = 20
  /// A line without an end is shown after so many seconds.
  private static let patience = 0.05
  private static let frameInterval = 1.0 / 60
  /// How often in a row the pipe is read before the socket has its turn.
  private static let readsInTurn = 16

  init(child: ChildProcess, wakeUp: Int32, linesPerFrame: Int?) {
    self.child = child
    self.wakeUp = wakeUp
    self.linesPerFrame = linesPerFrame
  }

  var backtrace: Backtrace { crash.backtrace }

  /// Waits until there is something to read, to write, to tell, or to look at.
  mutating func wait(hasOutgoing: Bool) {
    let socketEvents = isSocketOpen ? POLLIN | (hasOutgoing ? POLLOUT : 0) : 0
    var polled = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isSocketOpen ? child.socket : -1, events: Int16(socketEvents), revents: 0),
      pollfd(fd: isOutputOpen ? child.output : -1, events: Int16(POLLIN), revents: 0),
    ]
    poll(&polled, nfds_t(polled.count), timeout)
    var count: eventfd_t = 0
    eventfd_read(wakeUp, &count)
  }

  /// The milliseconds until something is to be told though nothing comes; -1: none is.
  private var timeout: Int32 {
    var rests: [Double] = []
    if lines.isChanged { rests.append(lastOutput + Self.patience - .now) }
    if !printed.isEmpty { rests.append(lastTold + Self.frameInterval - .now) }
    return rests.min().map { Int32(max(0, $0 * 1000).rounded(.up)) } ?? -1
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

  /// Reads what was printed, and gives what of it is to be told by now; with `isDue`, all of it.
  mutating func takePrinted(isLast: Bool, isDue: Bool) -> PrintedLines? {
    readOutput(isLast: isLast)
    let now = MonotonicTime.now
    guard !printed.isEmpty,
      linesPerFrame == nil || isDue || isLast || now - lastTold >= Self.frameInterval
    else { return nil }
    lastTold = now
    defer { printed = PrintedLines([]) }
    return printed
  }

  /// Takes in what the pipe holds; with `isLast`, to its end.
  private mutating func readOutput(isLast: Bool) {
    var reads = 0
    while isOutputOpen, isLast || reads < Self.readsInTurn {
      let count = read(child.output, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { break }
      guard count > 0 else {
        isOutputOpen = false
        break
      }
      reads += 1
      lastOutput = .now
      lines.append(buffer[..<count])
      for line in lines.take(isPartial: false) { note(crash.sort(line)) }
    }
    if isLast {
      for line in lines.take(isPartial: true) { note(crash.sort(line)) }
      note(crash.finish())
    } else if !crash.mayBeReport, .now - lastOutput >= Self.patience {
      note(lines.take(isPartial: true))
    }
  }

  private mutating func note(_ lines: [PrintedLines.Line]) {
    for line in lines {
      if line.replacesLast, !lastLines.isEmpty { lastLines.removeLast() }
      lastLines.append(line.text)
    }
    if lastLines.count > Self.lastLineCount {
      lastLines.removeFirst(lastLines.count - Self.lastLineCount)
    }
    printed.append(PrintedLines(lines))
    // Many at a time, so that it costs nothing a line.
    if let linesPerFrame, printed.lines.count >= 2 * linesPerFrame {
      printed.keepLast(linesPerFrame)
    }
  }
}

extension PrintedLines {
  fileprivate var isEmpty: Bool { lines.isEmpty && omitted == 0 }
}

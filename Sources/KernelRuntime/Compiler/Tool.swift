import CProcess
import Glibc

/// A program run to its end by the thread that asks: the compiler, the linker.
enum Tool {
  /// How a run ended, with all that it wrote to stdout and stderr.
  struct Report: Hashable {
    enum Ending: Hashable {
      case exit(Int32)
      case signal(Int32)
      case cancelled
      case timedOut
      /// It could not be started.
      case absent
    }

    var ending: Ending
    var output: String
  }

  /// Runs `path`; ends it when `cancellation` asks so or after `timeout` seconds.
  ///
  /// It dies with the calling thread, so that none is left behind by a notebook that was killed.
  static func run(
    _ path: String, _ arguments: [String], cancellation: Cancellation, timeout: Double,
    inBackground: Bool = false
  ) -> Report {
    var ends: [Int32] = [-1, -1]
    guard margin_pipe(&ends) == 0 else { return Report(ending: .absent, output: "") }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let child = margin_start_tool(path, words, ends[1], inBackground ? 1 : 0)
    for word in words { free(word) }
    close(ends[1])
    defer { close(ends[0]) }
    guard child > 0 else { return Report(ending: .absent, output: "") }

    let read = output(from: ends[0], cancellation: cancellation, timeout: timeout)
    if read.forcedEnding != nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = margin_signal(status)
    let own: Report.Ending = signal > 0 ? .signal(signal) : .exit(margin_exit_code(status))
    return Report(
      ending: read.forcedEnding ?? own, output: String(decoding: read.bytes, as: UTF8.self))
  }

  /// Reads until the other end is closed, the wish to end, or the deadline.
  private static func output(from descriptor: Int32, cancellation: Cancellation, timeout: Double)
    -> (bytes: [UInt8], forcedEnding: Report.Ending?)
  {
    let deadline = ContinuousClock.now + .seconds(timeout)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      if cancellation.isCancelled { return (bytes, .cancelled) }
      if ContinuousClock.now > deadline { return (bytes, .timedOut) }
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // 20 ms: how late a cancellation may be noticed.
      guard poll(&wait, 1, 20) > 0 else { continue }
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return (bytes, nil) }
      bytes += buffer[..<count]
    }
  }
}

import CProcess
import Glibc

/// A program that runs beside this one, and whose lines are read as they come.
///
/// It reads nothing, leads a process group of its own, and is asked to end when the thread that started
/// it does. Used on one thread; what is still running is killed when the last reference goes.
public final class BackgroundProgram {
  /// How it ended.
  public enum Ending: Hashable, Sendable {
    /// By itself, with this exit code.
    case exit(Int32)
    /// By this signal.
    case signal(Int32)
  }

  /// Nil while it runs, and as long as not all that it wrote has been read.
  public private(set) var ending: Ending?
  private let process: pid_t
  private var output: LineStream
  private var errors: LineStream

  /// Starts the program at `path`.
  ///
  /// - Parameters:
  ///   - path: The program's file.
  ///   - arguments: What follows its name.
  ///   - variables: Variables that it finds beside, or instead of, this process's own.
  /// - Throws: `KernelFailure` where the system has no room for it.
  public init(
    path: String, arguments: [String], variables: [String: String] = [:]
  ) throws(KernelFailure) {
    var ends: (output: [Int32], errors: [Int32]) = ([-1, -1], [-1, -1])
    guard margin_pipe(&ends.output) == 0 else {
      throw KernelFailure(.noProcess(part: "a pipe", code: errno))
    }
    guard margin_pipe(&ends.errors) == 0 else {
      let code = errno
      for end in ends.output { close(end) }
      throw KernelFailure(.noProcess(part: "a pipe", code: code))
    }
    let environment = processEnvironment().merging(variables) { $1 }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for word in words + settings { free(word) } }
    process = margin_start_group(path, words, settings, ends.output[1], ends.errors[1])
    let code = errno
    close(ends.output[1])
    close(ends.errors[1])
    output = LineStream(ends.output[0])
    errors = LineStream(ends.errors[0])
    guard process > 0 else {
      ending = .exit(127)
      throw KernelFailure(.noProcess(part: path, code: code))
    }
  }

  deinit {
    if ending == nil {
      kill()
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    output.finish()
    errors.finish()
  }

  /// Waits until one of `programs` has written something or has ended, but no longer than `seconds`.
  public static func wait(for programs: [BackgroundProgram], atMost seconds: Double) {
    var polled = programs.flatMap { [$0.output, $0.errors] }.filter(\.isOpen).map {
      pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0)
    }
    poll(&polled, nfds_t(polled.count), Int32(seconds * 1000))
  }

  /// The lines that it has written since the last call; does not wait.
  public func read() -> (output: [String], errors: [String]) {
    guard ending == nil else { return ([], []) }
    // First, so that nothing is written after the reading.
    var status: Int32 = 0
    let hasEnded = waitpid(process, &status, WNOHANG) == process
    let lines = (output.read(toEnd: hasEnded), errors.read(toEnd: hasEnded))
    if hasEnded {
      ending =
        margin_exited(status) != 0
        ? .exit(margin_exit_code(status)) : .signal(margin_signal(status))
    }
    return lines
  }

  /// Asks it and those that it has started to end.
  public func terminate() { signal(SIGTERM) }

  /// Ends it and those that it has started, at once.
  public func kill() { signal(SIGKILL) }

  private func signal(_ number: Int32) {
    if ending == nil { Glibc.kill(-process, number) }
  }
}

/// The end of a pipe at which lines are read.
private struct LineStream {
  let descriptor: Int32
  private(set) var isOpen = true
  /// What has come of the next line.
  private var rest: [UInt8] = []
  /// Whether the next line has become too long to be kept.
  private var isOverlong = false

  private static let lengthLimit = 1 << 20

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// What is there, without waiting; `toEnd`: the last line too, though no line feed ends it.
  mutating func read(toEnd: Bool) -> [String] {
    var lines: [String] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while isOpen {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { break }
      guard count > 0 else {
        finish()
        break
      }
      take(buffer[..<count], into: &lines)
    }
    if toEnd, !rest.isEmpty { endLine(into: &lines) }
    return lines
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, into lines: inout [String]) {
    var bytes = bytes
    while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
      add(bytes[..<end])
      endLine(into: &lines)
      bytes = bytes[(end + 1)...]
    }
    add(bytes)
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    isOverlong = isOverlong || rest.count + bytes.count > Self.lengthLimit
    if isOverlong { rest = [] } else { rest += bytes }
  }

  private mutating func endLine(into lines: inout [String]) {
    if !isOverlong { lines.append(String(decoding: rest, as: UTF8.self)) }
    rest.removeAll(keepingCapacity: true)
    isOverlong = false
  }

  /// Closes the pipe.
  mutating func finish() {
    if isOpen { close(descriptor) }
    isOpen = false
  }
}

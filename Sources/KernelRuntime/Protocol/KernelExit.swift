/// How a kernel process ended.
public struct KernelExit: Codable, Hashable, Sendable {
  /// What ended it.
  public enum Cause: Codable, Hashable, Sendable {
    /// Asked to.
    case shutdown
    /// Killed by the front end.
    case killed
    /// `exit(code)` in the kernel's code.
    case exit(code: Int)
    /// A signal, such as a trap (index out of range), a stack overflow or the memory limit.
    case crash(signal: Int)
    /// A broken or unknown frame arrived.
    case protocolError(String)
  }

  /// What ended it.
  public var cause: Cause
  /// One sentence: what happened and where, if it is known.
  public var message: String
  /// The failing function in the learner's source, if the backtrace has it.
  public var function: String?
  /// Its file.
  public var file: String?
  /// The line in it, from 1.
  public var line: Int?
  /// The last lines that it printed.
  public var lastLines: [String]

  /// The end of a process.
  public init(
    cause: Cause, message: String, function: String? = nil, file: String? = nil, line: Int? = nil,
    lastLines: [String] = []
  ) {
    self.cause = cause
    self.message = message
    self.function = function
    self.file = file
    self.line = line
    self.lastLines = lastLines
  }
}

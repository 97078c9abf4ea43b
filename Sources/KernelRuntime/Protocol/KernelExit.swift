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
    case crash(signal: Int, Fault)
    /// A broken or unknown frame arrived.
    case protocolError(ProtocolError)
    /// The notebook ended before the run did.
    case cutShort
    /// Known by these words alone, which were recorded.
    case recorded(String)
  }

  /// What the code did that a signal ended.
  public enum Fault: Codable, Hashable, Sendable {
    /// A check failed; the words are the runtime's, or those of the code's own `fatalError`.
    case trap(String)
    /// The process would have grown beyond its limit.
    case outOfMemory(limit: Int)
    case stackOverflow
    /// Somebody else killed it, or the machine ran out of memory.
    case killedFromOutside
    /// `abort()`.
    case abort
    /// Memory that is not there was used.
    case badMemory
    /// Nothing more is known than the signal, and the runtime's words for it if it had any.
    case signal(words: String?)
  }

  /// What ended it.
  public var cause: Cause
  /// What a cell of the console is called where a function is named.
  public static let consoleCell = "a console cell"

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
    cause: Cause, function: String? = nil, file: String? = nil, line: Int? = nil,
    lastLines: [String] = []
  ) {
    self.cause = cause
    self.function = function
    self.file = file
    self.line = line
    self.lastLines = lastLines
  }

  /// One sentence of English: what happened and where, if it is known.
  public var message: String { harmless(description) }
}

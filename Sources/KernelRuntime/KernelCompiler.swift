/// Compiles an edited kernel to a shared object that a kernel process can load.
public struct KernelCompiler: Sendable {
  /// What the compiler said about one place of the source.
  public struct Diagnostic: Hashable, Codable, Sendable {
    public enum Severity: String, Hashable, Codable, Sendable {
      case error, warning, note
    }

    /// From 1.
    public var line: Int
    /// From 1, in UTF-8 bytes.
    public var column: Int
    public var severity: Severity
    public var message: String

    public init(line: Int, column: Int, severity: Severity, message: String) {
      self.line = line
      self.column = column
      self.severity = severity
      self.message = message
    }
  }

  /// What came of a compilation.
  public enum Outcome: Hashable, Sendable {
    /// The shared object's path; `isCached` if it had been compiled before.
    case library(path: String, isCached: Bool, seconds: Double)
    case errors([Diagnostic])
    /// No compiler, another version, no room on the disk: one line that says what to do.
    case unavailable(String)
    case cancelled
  }

  /// The compiler beside the standard library in use, with the build's modules.
  public init() {}

  /// Compiles `source`, the text of the file `fileName`; blocks, so not on the UI thread.
  public func compile(source: String, fileName: String) -> Outcome { .unavailable("not yet") }

  /// Fills the module cache by a dummy compilation at low priority, so that the first save is fast.
  public func warmUp() {}
}

/// A compiler's remark that is shown under a line.
public struct LineNote: Hashable, Sendable {
  /// How grave it is.
  public enum Severity: Hashable, Sendable { case error, warning, note }

  /// From 1.
  public var line: Int
  /// From 1, in UTF-8 bytes.
  public var column: Int
  /// How grave it is.
  public var severity: Severity
  /// The compiler's words.
  public var message: String

  /// A remark on the byte `column` of line `line`.
  public init(line: Int, column: Int, severity: Severity, message: String) {
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }
}

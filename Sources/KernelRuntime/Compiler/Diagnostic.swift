extension KernelCompiler {
  /// What the compiler said about one place of the source.
  public struct Diagnostic: Hashable, Codable, Sendable {
    /// How grave it is: only errors keep a kernel from running.
    public enum Severity: String, Hashable, Codable, Sendable {
      case error, warning, note
    }

    /// The file's name, without a folder; nil where it is about the whole source.
    public var file: String?
    /// From 1.
    public var line: Int
    /// From 1, in UTF-8 bytes.
    public var column: Int
    /// Error, warning or note.
    public var severity: Severity
    /// The compiler's words.
    public var message: String
    /// What failed, where it is nothing that the compiler says of the source.
    public private(set) var failure: CompilationFailure?

    /// A remark on the place at `line` and `column`.
    public init(
      file: String? = nil, line: Int, column: Int, severity: Severity, message: String
    ) {
      self.file = file
      self.line = line
      self.column = column
      self.severity = severity
      self.message = message
    }

    /// An error of the whole source, shown at its first line.
    init(_ failure: CompilationFailure) {
      self.init(line: 1, column: 1, severity: .error, message: "\(failure)")
      self.failure = failure
    }
  }
}

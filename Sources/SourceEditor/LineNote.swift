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
  /// What stands before them; nil for `error: ` and the like.
  public var heading: String?

  /// A remark on the byte `column` of line `line`.
  public init(
    line: Int, column: Int, severity: Severity, message: String, heading: String? = nil
  ) {
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
    self.heading = heading
  }
}

extension LineNote {
  /// The note after `change`; nil if its line went with the lines around it.
  func moved(by change: TextChange) -> LineNote? {
    let place = TextPosition(line: line - 1, offset: column - 1)
    let removedEnd = change.removedEnd
    if place > change.start && place < removedEnd && change.start.line < removedEnd.line {
      return nil
    }
    let moved = place.moved(by: change)
    var note = self
    (note.line, note.column) = (moved.line + 1, moved.offset + 1)
    return note
  }
}

/// A text editor as a value: text, selection, undo, find. It knows no terminal and no file.
public struct SourceEditor: Hashable, Sendable {
  /// What a learner can ask of it.
  public enum Command: Hashable, Sendable {
    case insert(String)
    /// A bracketed paste: one edit, one undo.
    case paste(String)
    case newline
    case indent, outdent
    case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward, deleteToLineEnd
    case move(Motion, selecting: Bool)
    case selectAll, clearSelection
    /// Cut and copy put the selection, else the line, in `clipboard`.
    case cut, copy
    /// Inserts `clipboard`.
    case pasteClipboard
    case undo, redo
    case find(String)
    case findNext, findPrevious
    /// Puts the cursor at a place of the text, as a click does.
    case place(line: Int, column: Int, selecting: Bool)
    case toggleComment
  }

  /// Where a movement goes.
  public enum Motion: Hashable, Sendable {
    case left, right, up, down, wordLeft, wordRight, lineStart, lineEnd
    case pageUp, pageDown, documentStart, documentEnd
  }

  /// The whole text.
  public var text: String
  /// What was cut or copied last.
  public var clipboard = ""

  /// An editor of `text`, with the cursor at its start.
  public init(text: String = "") { self.text = text }

  /// Does what `command` says; a command that cannot do anything changes nothing.
  public mutating func perform(_ command: Command) {}
}

/// A compiler's remark that is shown under a line.
public struct LineNote: Hashable, Sendable {
  public enum Severity: Hashable, Sendable { case error, warning, note }

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

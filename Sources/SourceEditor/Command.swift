extension SourceEditor {
  /// What a learner can ask of the editor.
  public enum Command: Hashable, Sendable {
    /// Typing; a `}` that begins its line goes to the indentation of its block.
    case insert(String)
    /// A bracketed paste: one edit, one undo, no automatic indentation.
    case paste(String)
    case newline
    /// Two spaces more or fewer before every selected line; `indent` without a selection goes to the
    /// next even column.
    case indent, outdent
    case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward, deleteToLineEnd
    case move(Motion, selecting: Bool)
    case selectAll, clearSelection
    /// Cut and copy put the selection, else the line, in `clipboard`.
    case cut, copy
    /// Inserts `clipboard`.
    case pasteClipboard
    case undo, redo
    /// Looks for a text as it is typed: selects the first match from where the search began; an
    /// empty text ends the search. Capitals are told apart only if there are some in it.
    case find(String)
    case findNext, findPrevious
    /// Puts the cursor at a place of the text, as a click does: a line and a display column, from 0.
    case place(line: Int, column: Int, selecting: Bool)
    /// Selects the word there, as a double click does.
    case selectWord(line: Int, column: Int)
    case toggleComment
    /// Moves the view alone, by rows, as the wheel does.
    case scroll(rows: Int)
    /// Another text in place of the whole, as one edit: what came back from another editor.
    case replaceAll(String)
    /// The original's lines in place of the change of this number, from 0, as one edit.
    case takeBack(Int)
  }

  /// Where a movement goes.
  public enum Motion: Hashable, Sendable {
    case left, right, up, down, wordLeft, wordRight
    /// The first character that is no blank, and from there the first column.
    case lineStart
    case lineEnd
    case pageUp, pageDown, documentStart, documentEnd
  }
}

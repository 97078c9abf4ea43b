import KernelRuntime
import Notebook
import SourceEditor

/// A Swift file of the lesson as the learner has it.
struct SourceModel: Equatable {
  /// How the learner's text and the disk stand to each other.
  enum Saving: Equatable {
    case saved
    /// There are changes that are to be written at this time.
    case due(Double)
    case writing
    /// It could not be written, and is tried again at this time.
    case failed(retry: Double)
    /// Another notebook has the lesson: what is changed here is in memory alone.
    case kept
  }

  /// The file's name, such as `GaussianMixture.swift`.
  let fileName: String
  /// Under which name its edit is kept.
  let editName: String
  /// The lesson's own text.
  let original: String
  /// Whether the lesson's own text is the one that was compiled into the program.
  let isInProgram: Bool
  /// The text that the edit was made from, where the lesson's own has changed since.
  var editedFrom: String?
  var editor: SourceEditor
  /// SHA-256 of the text as it is; nil from an edit until the text is next written, since it takes as
  /// long as the text is.
  private(set) var textHash: String?
  var saving: Saving = .saved
  /// Why the text could not be written the last time.
  var saveProblem: StoreError?
  /// The text that was written to another place instead.
  var copied: String?
  /// The last text that compiled, as far as is known.
  var lastCompiled: String?

  init(_ document: SourceDocument) {
    fileName = document.fileName
    editName = document.editName
    original = document.original
    isInProgram = document.isInProgram
    // An edit that was taken back keeps nothing but what can be undone in it.
    let edit = document.edit.flatMap { edit in
      edit.text == edit.original && edit.original != document.original ? nil : edit
    }
    editedFrom = edit.flatMap { $0.original == document.original ? nil : $0.original }
    editor = SourceEditor(text: edit?.text ?? document.original, original: document.original)
    textHash = SHA256.hash(of: editor.text)
    lastCompiled = edit?.lastCompiled
    if let edit {
      if let undo = edit.undo { editor.restoreUndo(from: undo) }
      editor.perform(.place(line: edit.line, column: edit.column, selecting: false))
    }
  }

  /// Whether there is nothing in the text that could be compiled.
  var isBlank: Bool { editor.text.allSatisfy(\.isWhitespace) }

  /// Whether the text would be lost by leaving now.
  var isUnsaved: Bool {
    switch saving {
    case .saved: false
    case .due, .writing, .failed: !isText(copied)
    case .kept: isEdited && !isText(copied)
    }
  }

  /// Notes that the text has changed.
  mutating func noteEdit() { textHash = nil }

  /// Takes the text's hash again.
  mutating func hashText() { textHash = textHash ?? SHA256.hash(of: editor.text) }

  /// Whether `text`, if there is one, is the text as it is.
  func isText(_ text: String?) -> Bool { text.map(editor.hasText) ?? false }

  /// Whether the text is the learner's own rather than the lesson's.
  var isEdited: Bool { editor.isEdited }

  /// The file with the text as it is.
  var file: SourceFile { SourceFile(fileName, editor.text) }

  /// What is kept on the disk of the text.
  var savedEdit: SavedEdit? {
    guard isEdited || editor.canUndo || editor.canRedo else { return nil }
    var edit = SavedEdit(
      kernel: editName, text: editor.text, original: editedFrom ?? original,
      lastCompiled: lastCompiled)
    edit.line = editor.cursor.line
    edit.column = editor.cursor.column
    let undo = editor.undoRecord()
    edit.undo = undo.isEmpty ? nil : undo
    return edit
  }
}

/// A file's text as it was read from the disk.
struct SourceDocument: Equatable {
  var fileName: String
  /// Under which name its edit is kept.
  var editName: String
  var original: String
  /// Whether the text is the one compiled into the program; else it has to be compiled.
  var isInProgram = true
  var edit: SavedEdit?
  /// Why the file cannot be read.
  var problem: KernelFailure?
  /// Why the edit cannot be read.
  var editProblem: StoreError?
}

import KernelRuntime
import Margin
import Notebook
import SourceEditor

/// A kernel's source as the learner has it, and what became of it.
struct KernelModel: Equatable {
  /// What a run is made of: a source, and where its machine code is.
  struct Program: Equatable {
    var source: String
    /// The shared object; nil for the code that is part of the program.
    var library: String?
  }

  /// A compilation that is going on.
  struct Compilation: Equatable {
    var id: Int
    var source: String
    /// The pane that the run is for.
    var step: Int
    var starts: StartRequest
  }

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

  let name: String
  /// The file's name, such as `GaussianMixture.swift`.
  let fileName: String
  /// The lesson's own text.
  let original: String
  /// The text that the edit was made from, where the lesson's own has changed since.
  var editedFrom: String?
  var editor: SourceEditor
  /// SHA-256 of the text as it is.
  private(set) var textHash: String
  var saving: Saving = .saved
  /// Why the text could not be written the last time.
  var saveProblem: String?
  /// The text that was written to another place instead.
  var copied: String?
  /// The last program that could be run.
  var program: Program?
  /// The last text that compiled in an earlier session, as long as nothing has compiled in this one.
  var lastCompiled: String?
  var compilation: Compilation?
  /// The text that does not compile, as far as is known.
  var failedSource: String?
  /// Why nothing can be compiled here, in one line.
  var compilerNotice: String?

  init(_ document: KernelDocument) {
    name = document.name
    fileName = document.fileName
    original = document.original
    // An edit that was taken back keeps nothing but what can be undone in it.
    let edit = document.edit.flatMap { edit in
      edit.text == edit.original && edit.original != document.original ? nil : edit
    }
    editedFrom = edit.flatMap { $0.original == document.original ? nil : $0.original }
    editor = SourceEditor(text: edit?.text ?? document.original, original: document.original)
    textHash = SHA256.hash(of: editor.text)
    program = document.isInProgram ? Program(source: document.original) : nil
    lastCompiled = edit?.lastCompiled
    if let edit {
      if let undo = edit.undo { editor.restoreUndo(from: undo) }
      editor.perform(.place(line: edit.line, column: edit.column, selecting: false))
    }
    if isBlank { failedSource = editor.text }
  }

  /// Whether there is nothing in the text that could be compiled.
  var isBlank: Bool { editor.text.allSatisfy(\.isWhitespace) }

  /// Whether the text would be lost by leaving now.
  var isUnsaved: Bool {
    switch saving {
    case .saved: false
    case .due, .writing, .failed: copied != editor.text
    case .kept: isEdited && copied != editor.text
    }
  }

  /// Notes that the text has changed.
  mutating func noteEdit() { textHash = SHA256.hash(of: editor.text) }

  /// Whether the text is the learner's own rather than the lesson's.
  var isEdited: Bool { editor.text != original }

  /// The text of this hash, if it is still here.
  func text(withHash hash: String) -> String? {
    [editor.text, original].first { SHA256.hash(of: $0) == hash }
  }

  /// The program that runs the text as it is, if it is known.
  var currentProgram: Program? { program?.source == editor.text ? program : nil }

  /// What is kept on the disk of the text.
  var savedEdit: SavedEdit? {
    guard isEdited || editor.canUndo || editor.canRedo else { return nil }
    var edit = SavedEdit(
      kernel: name, text: editor.text, original: editedFrom ?? original,
      lastCompiled: lastCompiled ?? program?.source)
    edit.line = editor.cursor.line
    edit.column = editor.cursor.column
    let undo = editor.undoRecord()
    edit.undo = undo.isEmpty ? nil : undo
    return edit
  }
}

/// A kernel's text as it was read from the disk.
struct KernelDocument: Equatable {
  var name: String
  var fileName: String
  var original: String
  /// Whether the text is the one compiled into the program; else it has to be compiled.
  var isInProgram = true
  /// The parameters of the lesson's own kernel.
  var parameters: [ParameterDescription]
  var edit: SavedEdit?
  /// Why the file or the edit cannot be read.
  var problem: String?
}

import SourceEditor

extension Model {
  /// Lets keys type in the source.
  mutating func beginEdit() -> [Effect] {
    guard let kernel = lesson?.kernel else { return [] }
    lesson?.focus = .source
    lesson?.mode = .edit
    lesson?.isSelecting = false
    if lesson?.isReadOnly == true {
      notice = Notice(text: words.openElsewhere, isProblem: true)
    } else if let failure = kernel.compilerFailure {
      notice = Notice(text: words.text(of: failure), isProblem: true)
    }
    return []
  }

  /// Edits the source, or moves in it.
  mutating func edit(_ command: SourceEditor.Command) -> [Effect] {
    guard let name = lesson?.source?.fileName,
      let former = lesson?.sources[name].map({
        (revision: $0.editor.revision, clipboard: $0.editor.clipboard)
      })
    else { return [] }
    var command = command
    if case .move(let motion, false) = command, lesson?.isSelecting == true {
      command = .move(motion, selecting: true)
    }
    if command == .cut || command == .copy { lesson?.isSelecting = false }
    lesson?.sources[name]?.editor.perform(command)
    guard let editor = lesson?.sources[name]?.editor else { return [] }
    if command == .undo || command == .redo, editor.revision == former.revision {
      notice = Notice(text: command == .undo ? words.nothingToUndo : words.nothingToRedo)
    }
    if editor.revision != former.revision {
      lesson?.sources[name]?.noteEdit()
      markEdited(name)
    }
    if editor.clipboard != former.clipboard || command == .copy {
      notice = Notice(text: words.copiedLines(editor.clipboard))
      return [.copy(editor.clipboard)]
    }
    return []
  }

  /// Puts the lesson's own text in place of the learner's, as one edit that can be undone.
  mutating func takeBackLessonsText() -> [Effect] {
    guard let source = lesson?.source else { return [] }
    guard source.isEdited else {
      notice = Notice(text: words.isLessonsOwn)
      return []
    }
    let effects = edit(.replaceAll(source.original))
    lesson?.source?.editedFrom = nil
    notice = Notice(text: words.lessonsOwnIsBack)
    return effects
  }

  /// Begins or ends selecting by movements, for keyboards without Shift and arrows.
  mutating func toggleSelecting() {
    guard let isSelecting = lesson?.isSelecting else { return }
    lesson?.isSelecting = !isSelecting
    if isSelecting { lesson?.source?.editor.perform(.clearSelection) }
    notice = Notice(text: words.selecting(isOn: !isSelecting))
  }

  /// Puts the cursor at the next remark under a line, after the last one at the first.
  mutating func goToNextError() {
    guard let editor = lesson?.source?.editor else { return }
    let lines = editor.notes.map(\.line).sorted()
    guard let line = lines.first(where: { $0 > editor.cursor.line + 1 }) ?? lines.first,
      let note = editor.notes.first(where: { $0.line == line })
    else { return }
    lesson?.source?.editor.perform(
      .place(line: line - 1, column: editor.column(of: note), selecting: false))
  }

  /// Shows the line that a run failed in.
  mutating func goToFailingLine() -> [Effect] {
    guard let run = lesson?.pane?.run, let line = run.failingLine else { return [] }
    open(failure(of: run)?.file, line: line)
    return []
  }
}

extension RunModel {
  /// The line of the learner's files in which the run failed, from 1.
  var failingLine: Int? {
    switch phase {
    case .failed(let failure): failure.line
    case .died(let exit): exit.line
    default: nil
    }
  }
}

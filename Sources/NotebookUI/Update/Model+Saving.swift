extension Model {
  /// Notes that the place, a value or a choice has changed, so that it is written soon.
  mutating func noteProgress() {
    progressDue = progressDue ?? time + Self.saveDelay
  }

  /// Writes where the learner is.
  mutating func saveProgressNow() -> [Effect] {
    progressDue = nil
    guard let lesson else { return [.saveProgress(progress)] }
    var kept = progress.lessons[lesson.lesson.slug] ?? .init()
    kept.step = lesson.step
    kept.scroll = lesson.scroll
    kept.stepsRead = lesson.stepsRead
    progress.lessons[lesson.lesson.slug] = kept
    progress.lastLesson = lesson.lesson.slug
    for pane in lesson.panes.values { progress.kernels[lesson.settingsKey(pane)] = pane.settings }
    return lesson.isReadOnly ? [] : [.saveProgress(progress)]
  }

  /// Writes the learner's text of `kernel`, if it has changed.
  mutating func saveEditNow(of kernel: String) -> [Effect] {
    guard let lesson, !lesson.isReadOnly, let source = lesson.kernels[kernel] else { return [] }
    guard case .due = source.saving else { return [] }
    self.lesson?.kernels[kernel]?.saving = .writing
    return [.saveEdit(kernel: kernel, text: source.editor.text, source.savedEdit)]
  }

  /// Writes everything that is not on the disk yet.
  mutating func saveAll() -> [Effect] {
    let edits = (lesson?.kernels.keys.sorted() ?? []).flatMap { saveEditNow(of: $0) }
    return edits + saveProgressNow()
  }

  /// Takes in that a text is on the disk, or why not.
  mutating func noteSaved(kernel: String, text: String, problem: String?) {
    guard let source = lesson?.kernels[kernel] else { return }
    if let problem {
      lesson?.kernels[kernel]?.saving = .failed(problem)
      notice = Notice(text: problem, isProblem: true)
    } else if source.saving == .writing, source.editor.text == text {
      lesson?.kernels[kernel]?.saving = .saved
    }
  }
}

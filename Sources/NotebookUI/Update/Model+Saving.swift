import Notebook

extension Model {
  /// Notes that the place, a value or a choice has changed, so that it is written soon.
  mutating func noteProgress() {
    progressDue = progressDue ?? time + Self.saveDelay
  }

  /// Writes where the learner is.
  mutating func saveProgressNow() -> [Effect] {
    progressDue = nil
    takeProgress()
    guard lesson?.isReadOnly != true else { return [] }
    progressWrites += 1
    return [.saveProgress(progress)]
  }

  /// Takes up where the learner is.
  private mutating func takeProgress() {
    guard let lesson else { return }
    var kept = progress.lessons[lesson.lesson.slug] ?? .init()
    kept.step = lesson.step
    kept.scroll = lesson.scroll
    kept.stepsRead = lesson.stepsRead
    progress.lessons[lesson.lesson.slug] = kept
    progress.lastLesson = lesson.lesson.slug
    for pane in lesson.panes.values where pane.isDescribed {
      progress.kernels[lesson.settingsKey(pane)] = pane.settings
    }
  }

  /// Writes the learner's text of `file`, if it has changed.
  mutating func saveEditNow(of file: String) -> [Effect] {
    guard let source = lesson?.sources[file] else { return [] }
    switch source.saving {
    case .saved, .writing, .kept: return []
    case .due, .failed: break
    }
    lesson?.sources[file]?.saving = .writing
    lesson?.sources[file]?.hashText()
    return [
      .saveEdit(
        file: file, name: source.editName, text: source.editor.text, source.savedEdit)
    ]
  }

  /// Writes the learner's text of every file that has changed.
  mutating func saveEditsNow() -> [Effect] {
    (lesson?.sources.keys.sorted() ?? []).flatMap { saveEditNow(of: $0) }
  }

  /// Writes everything that is not on the disk yet.
  mutating func saveAll() -> [Effect] {
    saveEditsNow() + saveProgressNow()
  }

  /// Takes in that a text is on the disk, or why not.
  mutating func noteSaved(file: String, text: String, problem: StoreError?) -> [Effect] {
    guard let source = lesson?.sources[file] else { return [] }
    lesson?.sources[file]?.saveProblem = problem
    if let problem {
      if problem != source.saveProblem {
        notice = Notice(text: words.text(of: problem), isProblem: true)
      }
      lesson?.sources[file]?.saving = .failed(retry: time + Self.retryDelay)
    } else {
      if source.saveProblem != nil { notice = Notice(text: words.savedAgain) }
      if source.saving == .writing, source.isText(text) {
        lesson?.sources[file]?.saving = .saved
      }
    }
    return goOnLeaving()
  }

  /// Takes in that progress is on the disk, or why not.
  mutating func noteProgressSaved(problem: StoreError?) -> [Effect] {
    progressWrites = max(0, progressWrites - 1)
    if let problem {
      if problem != progressProblem {
        notice = Notice(text: words.text(of: problem), isProblem: true)
      }
      progressDue = progressDue ?? time + Self.retryDelay
    }
    progressProblem = problem
    return goOnLeaving()
  }

  /// Takes in that what was recorded is on the disk, or why not.
  mutating func noteRecordsSaved(problem: StoreError?) -> [Effect] {
    if let problem, problem != recordsProblem {
      notice = Notice(text: words.text(of: problem), isProblem: true)
    }
    recordsProblem = problem
    recordsDue = problem == nil ? nil : time + Self.retryDelay
    return goOnLeaving()
  }
}

import KernelRuntime
import Notebook

extension Model {
  /// Goes to `place` as soon as everything is on the disk; asks where something cannot be written, and
  /// where the disk does not answer and the key is pressed again.
  mutating func leave(to place: Leaving) -> [Effect] {
    let isImpatient = leaving == place
    var effects = saveEditsNow()
    if place == .program {
      if progressProblem != nil { effects += saveProgressNow() }
      if recordsProblem != nil {
        recordsDue = nil
        effects.append(.saveRecords)
      }
    }
    leaving = place
    if isImpatient || unsavedSources.contains(where: { $0.saving == .kept }) {
      overlay = .unsaved(place)
      return effects
    }
    return effects + goOnLeaving()
  }

  /// Goes where the learner wanted to, if nothing would be lost by it; asks where it would.
  mutating func goOnLeaving() -> [Effect] {
    guard let place = leaving else { return [] }
    let isSaved = unsavedSources.isEmpty && (place != .program || isRestSaved)
    if isSaved { return go(to: place) }
    let hasFailed =
      unsavedSources.contains { $0.saveProblem != nil && $0.saving != .writing }
      || place == .program && unsavedSources.isEmpty && progressWrites == 0
    if hasFailed, overlay == nil { overlay = .unsaved(place) }
    return []
  }

  /// Whether nothing is known to keep progress and records from the disk.
  private var isRestSaved: Bool { progressProblem == nil && recordsProblem == nil }

  /// The files whose texts would be lost by leaving now, in order.
  var unsavedSources: [SourceModel] {
    (lesson?.sources.values.filter(\.isUnsaved) ?? []).sorted { $0.fileName < $1.fileName }
  }

  /// Goes to `place`, whatever is lost by it.
  mutating func go(to place: Leaving) -> [Effect] {
    leaving = nil
    overlay = nil
    switch place {
    case .list: return closeLesson()
    case .lesson(let index):
      let effects = closeLesson()
      list.cursor = index
      return effects + openSelectedLesson()
    case .program: return leaveProgram()
    }
  }

  /// Answers what was chosen where something would be lost.
  mutating func answerUnsaved(_ choice: UnsavedChoice) -> [Effect] {
    guard case .unsaved(let place) = overlay else { return [] }
    switch choice {
    case .again:
      overlay = nil
      leaving = nil
      return leave(to: place)
    case .copy:
      let text = unsavedSources.map(\.editor.text).joined(separator: "\n")
      guard !text.isEmpty else { return [] }
      notice = Notice(text: words.copiedLines(text))
      return [.copy(text)]
    case .elsewhere:
      guard let source = unsavedSources.first else { return [] }
      overlay = .saveAs(TextField("~/" + source.fileName), file: source.fileName, place)
      return []
    case .discard: return go(to: place)
    }
  }

  /// Writes the text to the path that was typed.
  mutating func saveElsewhere() -> [Effect] {
    guard case .saveAs(let field, let name, _) = overlay, let source = lesson?.sources[name],
      !field.text.isEmpty
    else { return [] }
    return [.saveCopy(file: name, text: source.editor.text, path: field.text)]
  }

  /// Takes in that a text was written to another place, or why not.
  mutating func noteCopy(
    of file: String, text: String, path: String, problem: StoreError?
  ) -> [Effect] {
    if let problem {
      notice = Notice(text: words.text(of: problem), isProblem: true)
      return []
    }
    lesson?.sources[file]?.copied = text
    notice = Notice(text: words.written(path))
    guard case .saveAs(_, _, let place) = overlay else { return [] }
    overlay = unsavedSources.isEmpty ? nil : .unsaved(place)
    return goOnLeaving()
  }

  /// Nobody can be asked any more: texts that cannot be written where they belong go to the folder for
  /// temporary files.
  mutating func rescue() -> [Effect] {
    unsavedSources.filter { $0.saveProblem != nil || $0.saving == .kept }.map { source in
      let hash = SHA256.hash(of: source.editor.text)
      let path = "\(rescueFolder)/margin-\(hash.prefix(12))-\(source.fileName)"
      return .saveCopy(file: source.fileName, text: source.editor.text, path: path)
    }
  }
}

/// What can be done about a text that cannot be written.
enum UnsavedChoice: Hashable, Sendable { case again, elsewhere, copy, discard }

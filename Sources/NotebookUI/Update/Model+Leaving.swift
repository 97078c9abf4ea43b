import KernelRuntime

extension Model {
  /// Goes to `place` as soon as everything is on the disk; asks where something cannot be written, and
  /// where the disk does not answer and the key is pressed again.
  mutating func leave(to place: Leaving) -> [Effect] {
    let isImpatient = leaving == place
    var effects = (lesson?.kernels.keys.sorted() ?? []).flatMap { saveEditNow(of: $0) }
    if place == .program {
      if progressProblem != nil { effects += saveProgressNow() }
      if recordsProblem != nil {
        recordsDue = nil
        effects.append(.saveRecords)
      }
    }
    leaving = place
    if isImpatient || unsavedKernels.contains(where: { $0.saving == .kept }) {
      overlay = .unsaved(place)
      return effects
    }
    return effects + goOnLeaving()
  }

  /// Goes where the learner wanted to, if nothing would be lost by it; asks where it would.
  mutating func goOnLeaving() -> [Effect] {
    guard let place = leaving else { return [] }
    let isSaved = unsavedKernels.isEmpty && (place != .program || isRestSaved)
    if isSaved { return go(to: place) }
    let hasFailed =
      unsavedKernels.contains { $0.saveProblem != nil && $0.saving != .writing }
      || place == .program && unsavedKernels.isEmpty && progressWrites == 0
    if hasFailed, overlay == nil { overlay = .unsaved(place) }
    return []
  }

  /// Whether nothing is known to keep progress and records from the disk.
  private var isRestSaved: Bool { progressProblem == nil && recordsProblem == nil }

  /// The kernels whose texts would be lost by leaving now, in order.
  var unsavedKernels: [KernelModel] {
    (lesson?.kernels.values.filter(\.isUnsaved) ?? []).sorted { $0.name < $1.name }
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
      let text = unsavedKernels.map(\.editor.text).joined(separator: "\n")
      guard !text.isEmpty else { return [] }
      notice = Notice(text: words.copiedLines(text))
      return [.copy(text)]
    case .elsewhere:
      guard let kernel = unsavedKernels.first else { return [] }
      overlay = .saveAs(TextField("~/" + kernel.fileName), kernel: kernel.name, place)
      return []
    case .discard: return go(to: place)
    }
  }

  /// Writes the text to the path that was typed.
  mutating func saveElsewhere() -> [Effect] {
    guard case .saveAs(let field, let name, _) = overlay, let kernel = lesson?.kernels[name],
      !field.text.isEmpty
    else { return [] }
    return [.saveCopy(kernel: name, text: kernel.editor.text, path: field.text)]
  }

  /// Takes in that a text was written to another place, or why not.
  mutating func noteCopy(
    of kernel: String, text: String, path: String, problem: String?
  ) -> [Effect] {
    if let problem {
      notice = Notice(text: problem, isProblem: true)
      return []
    }
    lesson?.kernels[kernel]?.copied = text
    notice = Notice(text: words.written(path))
    guard case .saveAs(_, _, let place) = overlay else { return [] }
    overlay = unsavedKernels.isEmpty ? nil : .unsaved(place)
    return goOnLeaving()
  }

  /// Nobody can be asked any more: texts that cannot be written where they belong go to the folder for
  /// temporary files.
  mutating func rescue() -> [Effect] {
    unsavedKernels.filter { $0.saveProblem != nil || $0.saving == .kept }.map { kernel in
      let path = "\(rescueFolder)/margin-\(kernel.textHash.prefix(12))-\(kernel.fileName)"
      return .saveCopy(kernel: kernel.name, text: kernel.editor.text, path: path)
    }
  }
}

/// What can be done about a text that cannot be written.
enum UnsavedChoice: Hashable, Sendable { case again, elsewhere, copy, discard }

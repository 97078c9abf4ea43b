import KernelRuntime
import Notebook

extension Model {
  /// Takes the list in, the first time with what was kept of the last session.
  mutating func showList(
    _ summaries: [LessonSummary], progress kept: Progress, notice: StoreError?
  ) -> [Effect] {
    let isFirst = !isListLoaded
    isListLoaded = true
    if isFirst {
      progress = kept
      if let canvas = kept.canvas, surface.glyphs == .unicode { surface.canvas = canvas }
    }
    list.rows = summaries.map { summary in
      .init(summary: summary, stepsRead: progress.lessons[summary.slug]?.stepsRead.count ?? 0)
    }
    if let slug = progress.lastLesson {
      list.resume = .init(slug: slug, step: progress.lessons[slug]?.step ?? 0)
    }
    if isFirst, let index = list.resumeIndex { list.cursor = index }
    if let notice { self.notice = Notice(text: words.text(of: notice), isProblem: true) }
    if lacksLanguage { self.notice = Notice(text: words.needsUTF8, isProblem: true) }
    guard isFirst else { return [] }
    var effects: [Effect] = []
    if chosenLanguage == nil, let saved = kept.language, saved != language {
      language = saved
      effects.append(.loadList(language))
    }
    if let first = requestedLesson ?? lessonToResume {
      effects.append(.openLesson(first, language))
    }
    return effects
  }

  /// The lesson that was left last, if it is still there and can be read.
  private var lessonToResume: String? {
    guard let index = list.resumeIndex else { return nil }
    let summary = list.rows[index].summary
    return summary.problem == nil ? summary.path : nil
  }

  /// Opens the lesson under the cursor.
  mutating func openSelectedLesson() -> [Effect] {
    guard let row = list.selected else { return [] }
    if let problem = row.summary.problem {
      notice = Notice(text: words.text(of: problem), isProblem: true)
      return []
    }
    return [.openLesson(row.summary.path, language)]
  }

  /// Shows a lesson as it was left: nothing runs, the last charts stand there.
  mutating func show(_ opening: LessonOpening) -> [Effect] {
    var lesson = LessonModel(lesson: opening.lesson)
    lesson.isReadOnly = opening.isReadOnly
    let kept = progress.lessons[opening.lesson.slug] ?? .init()
    lesson.stepsRead = kept.stepsRead
    lesson.scroll = kept.scroll
    lesson.module = opening.module
    lesson.console.history = ConsoleHistory(opening.cells)
    for document in opening.sources { lesson.sources[document.fileName] = SourceModel(document) }
    for document in opening.kernels { lesson.addKernel(document) }
    for (index, step) in opening.lesson.steps.enumerated() {
      guard let reference = step.kernel,
        let document = opening.kernels.first(where: { $0.name == reference.name })
      else { continue }
      var pane = PaneModel(
        kernel: reference.name, step: index, parameters: document.parameters,
        startValues: reference.values, leadingCharts: reference.charts)
      pane.reads = document.reads
      if pane.isDescribed, let settings = progress.kernels[lesson.settingsKey(pane)] {
        pane.restoreValues(from: settings)
      }
      lesson.panes[index] = pane
    }
    self.lesson = lesson
    progress.lastLesson = opening.lesson.slug
    notice = openingNotice(opening)
    let step = min(kept.step, max(0, opening.lesson.steps.count - 1))
    let scroll = kept.scroll
    let effects = goToStep(step)
    self.lesson?.scroll = scroll
    return effects + opening.kernels.map { .loadRuns(kernel: $0.name) }
      + [.warmCompiler(lesson: opening.module)]
  }

  private func openingNotice(_ opening: LessonOpening) -> Notice? {
    if opening.isReadOnly { return Notice(text: words.openElsewhere, isProblem: true) }
    let problems = opening.kernels.compactMap(\.problem) + opening.sources.compactMap(\.problem)
    if let problem = problems.first { return Notice(text: text(of: problem), isProblem: true) }
    if let problem = opening.sources.lazy.compactMap(\.editProblem).first {
      return Notice(text: words.text(of: problem), isProblem: true)
    }
    let changed = opening.sources.first { source in
      source.edit.map { $0.original != source.original && $0.text != $0.original } ?? false
    }
    return changed.map { Notice(text: words.lessonSourceChanged($0.fileName)) }
  }

  /// Gives the pane of `step`, whose kernel's parameters are known only now, the values that were kept.
  mutating func restoreValues(in step: Int) {
    guard let lesson, let pane = lesson.panes[step],
      let settings = progress.kernels[lesson.settingsKey(pane)]
    else { return }
    self.lesson?.panes[step]?.restoreValues(from: settings)
  }

  /// Compiles the kernel of the pane that is shown, where its parameters are not known otherwise.
  mutating func describeKernel() -> [Effect] {
    guard let lesson, let pane = lesson.pane, !pane.isDescribed, let kernel = lesson.kernel,
      kernel.compilation == nil, pane.successor == nil, kernel.compilerFailure == nil,
      kernel.failedSources.map(lesson.isCurrent) != true
    else { return [] }
    if let program = lesson.currentProgram(of: kernel), let step = lesson.paneStep {
      return load(program, then: nil, in: step)
    }
    return compile(thenStart: nil)
  }

  /// The same lesson, step and place in another language; what runs goes on.
  mutating func translate(to translated: Lesson) {
    guard lesson?.lesson.slug == translated.slug else { return }
    lesson?.lesson = translated
    let step = min(lesson?.step ?? 0, max(0, translated.steps.count - 1))
    lesson?.step = step
    for (step, pane) in lesson?.panes ?? [:] {
      if let record = pane.run?.record { makeRoom(for: record, in: step) }
    }
    if let step = lesson?.paneStep, lesson?.source?.editor.notes.isEmpty == false {
      showFailure(in: step)
    }
    if translated.language != language { notice = Notice(text: words.translationIsMissing) }
    layOutProse()
  }

  /// Puts the latest run of each pane's values in it, or else its latest: a step shows its own runs
  /// only.
  mutating func restore(_ records: [RunRecord], of kernel: String) {
    guard let lesson, !records.isEmpty else { return }
    for (step, pane) in lesson.panes where pane.kernel == kernel && pane.runs.isEmpty {
      let own = records.filter { $0.pane == lesson.settingsKey(pane) }
      let same = own.first { record in
        pane.parameters.allSatisfy {
          record.finalValues[$0.name] == pane.value(of: $0).description
        } && record.reads(pane.ownData)
      }
      guard let record = same ?? own.first else { continue }
      let run = RunModel(number: nextNumber(), restored: record)
      self.lesson?.panes[step]?.runs = [run]
      makeRoom(for: record, in: step)
    }
  }

  /// Gives the charts of `record` the room that they need in this language.
  private mutating func makeRoom(for record: RunRecord, in step: Int) {
    for (name, chart) in zip(record.displayNames, record.displayCharts) {
      let named = chart.named(by: names)
      lesson?.panes[step]?.makeRoom(for: named, as: name, style: surface.chartStyle)
    }
  }

  /// Back to the list: everything is saved, every process ended.
  mutating func closeLesson() -> [Effect] {
    guard let lesson else { return [] }
    let effects =
      saveAll() + lesson.panes.values.flatMap { $0.endingEffects(at: time) } + [.closeLesson]
    self.lesson = nil
    overlay = nil
    return effects + [.loadList(language)]
  }

  /// Saves everything, ends every process and the program.
  mutating func leaveProgram() -> [Effect] {
    let ending = lesson?.panes.values.flatMap { $0.endingEffects(at: time) } ?? []
    return saveAll() + ending + [.quit]
  }
}

extension PaneModel {
  /// Ends the pane's processes, however busy they are; a run that is on is recorded as stopped.
  func endingEffects(at time: Double) -> [Effect] {
    let stopped = run.flatMap { $0.isOn ? $0.abandoned(at: time) : nil }
    let record = stopped.map { Effect.record(run: $0.number, $0.record) }
    return [client, successor].compactMap { $0 }.map { .kill(client: $0.id) }
      + [record].compactMap { $0 }
  }
}

extension RunRecord {
  /// The values that it ended with: those that it began with, and the changes on the way.
  var finalValues: [String: String] {
    changes.reduce(into: origin.parameters) { $0[$1.name] = $1.value }
  }
}

import Cells
import Charts
import KernelRuntime
import Margin
import Notebook
import Terminal

@testable import NotebookUI

/// A notebook without a world: keys and facts go in, effects and frames come out.
struct Session {
  var model: Model
  /// Everything that was wished for so far.
  var effects: [Effect] = []
  var time = 1_000.0

  init(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english,
    glyphs: GlyphSet = .unicode
  ) {
    model = Model(
      surface: Surface(size: Size(width: columns, height: rows), glyphs: glyphs),
      language: language)
    model.build = "build"
    model.sourceFolder = "/data/sources"
  }

  /// The list, loaded, with `progress`.
  static func list(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english,
    progress: Progress = Progress()
  ) -> Session {
    var session = Session(columns, rows, language: language)
    session.happen(.listLoaded(Sample.summaries(language), progress, notice: nil))
    return session
  }

  /// The sample lesson, opened at its first step.
  static func lesson(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english,
    glyphs: GlyphSet = .unicode, isReadOnly: Bool = false
  ) -> Session {
    var session = Session(columns, rows, language: language, glyphs: glyphs)
    session.happen(.listLoaded(Sample.summaries(language), Progress(), notice: nil))
    session.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(language), kernels: [Sample.kernel], sources: [Sample.document],
          module: "Lesson09", isReadOnly: isReadOnly)))
    return session
  }

  var frame: Frame { view(model) }

  /// The frame as lines of text.
  var text: String { frame.text }

  var pane: PaneModel? { model.lesson?.pane }

  /// A fact, a moment after the last one.
  mutating func happen(_ fact: AppEvent.Fact, after seconds: Double = 0.001) {
    time += seconds
    effects += model.update(AppEvent(time: time, fact: fact))
  }

  /// Lets time pass up to the model's next deadlines.
  mutating func wait(_ seconds: Double) {
    let end = time + seconds
    while let deadline = model.nextDeadline, deadline <= end {
      let before = model.nextDeadline
      happen(.timePassed, after: max(0, deadline - time))
      if model.nextDeadline == before { break }
    }
    if time < end { happen(.timePassed, after: end - time) }
  }

  /// Keys by their spelling in the key table, apart by blanks.
  mutating func press(_ spellings: String) {
    for spelling in spellings.split(separator: " ") {
      guard let key = Key(spelling: String(spelling)) else {
        preconditionFailure("no key is spelled \(spelling)")
      }
      happen(.terminal(.key(key)))
    }
  }

  /// Characters, one key each.
  mutating func type(_ text: String) {
    for character in text { happen(.terminal(.key(Key(.character(character))))) }
  }

  /// The last kernel process that was wished for.
  var lastClient: Int? {
    effects.reversed().lazy.compactMap {
      if case .launch(let client, _, _) = $0 { client } else { nil }
    }.first
  }

  /// The requests to kernel processes so far.
  var requests: [KernelRequest] {
    effects.compactMap { if case .send(_, let request) = $0 { request } else { nil } }
  }

  /// The last run that was begun.
  var lastSetup: RunSetup? {
    requests.reversed().lazy.compactMap {
      if case .start(let setup) = $0 { setup } else { nil }
    }.first
  }

  /// An event of the last kernel process.
  mutating func kernel(_ event: KernelEvent, after seconds: Double = 0.001) {
    guard let lastClient else { return }
    happen(.kernel(client: lastClient, event), after: seconds)
  }

  /// `r`, the process's answer, and `steps` steps of a run.
  mutating func run(steps: Int, finishing: Bool = false, level: Double = 0) {
    press("r")
    answerLaunch()
    advance(from: 1, to: steps, level: level)
    if finishing { finish(steps, level: level) }
  }

  /// The last process says that it is ready, if it has not yet.
  mutating func answerLaunch() {
    if pane?.successor != nil { kernel(.ready(Sample.description)) }
  }

  mutating func advance(from first: Int, to last: Int, level: Double = 0) {
    guard let run = lastSetup?.run, first <= last else { return }
    kernel(.state(run: run, .running, step: first, seconds: 0.001))
    kernel(.progress(run: run, done: last, total: 100))
    for step in first...last {
      kernel(
        .metrics(
          run: run,
          [
            MetricPoint(
              series: "log-likelihood", step: step, x: Double(step),
              y: level - 400 / Double(step) - 180, time: Double(step) / 100)
          ]), after: 0.01)
    }
    kernel(.display(run: run, name: "clusters", chart: Sample.clusters, step: last))
    kernel(.state(run: run, .running, step: last, seconds: Double(last) / 100))
  }

  mutating func finish(_ steps: Int, level: Double = 0) {
    guard let run = lastSetup?.run else { return }
    kernel(
      .result(
        run: run, RunResult(name: "log-likelihood", value: level - 180, better: .higher)))
    kernel(.finished(run: run, interrupted: false, steps: steps, seconds: Double(steps) / 100))
  }
}

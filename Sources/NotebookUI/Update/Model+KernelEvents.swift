import KernelRuntime
import SourceEditor

extension Model {
  /// Takes in what the process `client` told.
  ///
  /// What is known of a run is changed where it stands: a copy of it would be made whole again with
  /// every event.
  mutating func answer(_ event: KernelEvent, of client: Int) -> [Effect] {
    if case .exited(let exit) = event { noteConsole(exit: exit, of: client) }
    guard let step = step(ofProcess: client) else { return [] }
    if lesson?.panes[step]?.successor?.id == client { return answerSuccessor(event, in: step) }
    switch event {
    case .ready: break
    case .printed(let printed):
      // A cell that is over at once may have printed before its beginning is known.
      if let cell = lesson?.console.pending, cell.client == client, cell.module != nil {
        lesson?.console.change(cell.cell) { entry in
          entry.printed.append(printed)
          entry.printed.keepLast(PrintedLines.limit)
        }
        break
      }
      lesson?.panes[step]?.log.append(printed)
      lesson?.panes[step]?.log.keepLast(PrintedLines.limit)
    case .evaluating(let cell, let run, _):
      if let index = lesson?.panes[step]?.runs.firstIndex(where: { $0.number == run }) {
        lesson?.panes[step]?.runs[index].take(event, at: time)
      }
      beginEvaluating(cell)
    case .evaluated(let result): takeIn(result, of: client)
    case .exited(let exit): processEnded(exit, in: step)
    case .failed(run: 0, let failure):
      notice = Notice(text: text(of: failure), isProblem: true)
    case .state(let run, _, _, _), .curve(let run, _), .metrics(let run, _), .series(let run, _),
      .display(let run, _, _, _), .read(let run, _, _), .changed(let run, _, _, _),
      .progress(let run, _, _), .result(let run, _), .loaded(let run, _, _, _),
      .saved(let run, _, _), .failed(let run, _), .finished(let run, _, _, _):
      guard let index = lesson?.panes[step]?.runs.firstIndex(where: { $0.number == run }) else {
        break
      }
      if lesson?.panes[step]?.runs[index].isBeingRetold == true {
        return answerRetelling(event, of: client, run: index, in: step)
      }
      lesson?.panes[step]?.runs[index].take(event, at: time)
      if case .display(_, let name, let chart, _) = event {
        let named = chart.named(by: names)
        lesson?.panes[step]?.makeRoom(for: named, as: name, style: surface.chartStyle)
      }
      switch event {
      case .finished: runAgainIfMissed(in: step)
      case .failed:
        runAgainIfMissed(in: step)
        showFailure(in: step)
      default: break
      }
    }
    return []
  }

  /// The step of the lesson whose pane the process belongs to.
  private func step(ofProcess client: Int) -> Int? {
    lesson?.panes.first {
      $0.value.client?.id == client || $0.value.successor?.id == client
    }?.key
  }

  /// A process with another source takes the pane over once it is ready.
  private mutating func answerSuccessor(_ event: KernelEvent, in step: Int) -> [Effect] {
    guard let pane = lesson?.panes[step], var successor = pane.successor else { return [] }
    switch event {
    case .ready(let description):
      successor.description = description
      let request = successor.pending
      successor.pending = nil
      let isHeld = pane.client.map { consoleHolds($0.id) } == true || pane.run?.isTouched == true
      if request?.goesOnWithRun == true, pane.isStopping || isHeld {
        lesson?.panes[step]?.successor = nil
        return [.kill(client: successor.id)]
      }
      lesson?.panes[step]?.successor = nil
      lesson?.panes[step]?.client = successor
      if request?.goesOnWithRun != true, let run = pane.run {
        lesson?.panes[step]?.run = run.abandoned(at: time)
      }
      let isFirst = pane.isDescribed == false
      lesson?.panes[step]?.reads = description.reads
      let lost = lesson?.panes[step]?.adopt(description.parameters) ?? []
      if isFirst { restoreValues(in: step) }
      if !lost.isEmpty { notice = Notice(text: words.valuesFellBack(lost.map { names($0) })) }
      let former = pane.client.map { Effect.send(client: $0.id, .shutdown) }
      let width = Effect.send(client: successor.id, .plotWidth(plotWidth))
      let begun = request.map { $0.goesOnWithRun ? goOnWithRun(in: step) : beginRun($0, in: step) }
      return [former].compactMap { $0 } + [width] + (begun ?? [])
    case .failed(_, let failure):
      lesson?.panes[step]?.successor = nil
      notice = Notice(text: text(of: failure), isProblem: true)
      return [.kill(client: successor.id)]
    case .exited(let exit):
      lesson?.panes[step]?.successor = nil
      notice = Notice(text: words.text(of: exit), isProblem: true)
      return []
    default: return []
    }
  }

  /// The process of a pane is gone: a run that was on has died with it.
  private mutating func processEnded(_ exit: KernelExit, in step: Int) {
    lesson?.panes[step]?.client = nil
    guard let run = lesson?.panes[step]?.run, run.isOn else { return }
    lesson?.panes[step]?.runs[0].take(.exited(exit), at: time)
    runAgainIfMissed(in: step)
    if !exit.lastLines.isEmpty {
      lesson?.panes[step]?.log = PrintedLines(exit.lastLines.map { .init($0) })
    }
    notice = Notice(text: words.text(of: exit), isProblem: true)
    showFailure(in: step)
  }

  /// Puts why the run failed under the line where it did, if the editor still has what ran.
  mutating func showFailure(in step: Int) {
    guard let pane = lesson?.panes[step], let run = pane.run, let failure = failure(of: run),
      let line = failure.line, let kernel = lesson?.kernels[pane.kernel],
      let file = run.sources?.first(where: { $0.name == failure.file ?? kernel.fileName }),
      let editor = lesson?.sources[file.name]?.editor, editor.hasText(file.text)
    else { return }
    let note = LineNote(
      line: line, column: editor.firstColumn(ofLine: line), severity: .error,
      message: failure.sentence, heading: words.heading(.error))
    lesson?.sources[file.name]?.editor.notes = [note]
  }

  /// Tells every process how many columns a chart has, so that it thins its series to them.
  func tellPlotWidths() -> [Effect] {
    let clients = lesson?.panes.values.compactMap(\.client) ?? []
    return clients.map { .send(client: $0.id, .plotWidth(plotWidth)) }
  }
}

extension RunModel {
  /// Takes in an event of this run.
  mutating func take(_ event: KernelEvent, at time: Double) {
    if isBeingRetold { _ = hearAgain(event) } else { note(event) }
    if recordDue == nil { recordDue = time + Model.recordDelay }
    switch event {
    case .state(_, let state, let step, _):
      advance(to: step, at: time)
      take(state, at: time)
    case .metrics(_, let points):
      if let last = points.last { advance(to: last.sample.step, at: time) }
    case .series(_, let updates):
      if let last = updates.lastStep { advance(to: last, at: time) }
    case .progress(_, let done, let total):
      if share == nil {
        share = Share(done: done, of: total, at: time)
      } else {
        share?.advance(to: done, of: total, at: time)
      }
    case .failed(_, let failure): phase = .failed(failure)
    case .finished(_, let interrupted, let steps, _):
      step = steps
      if case .failed = phase { break }
      phase = interrupted ? .interrupted : .finished
    case .exited(let exit):
      phase = exit.cause == .killed || exit.cause == .shutdown ? .interrupted : .died(exit)
    case .ready, .curve, .display, .read, .changed, .result, .loaded, .saved, .printed, .evaluating,
      .evaluated:
      break
    }
    if !isOn { recordDue = time }
  }

  /// The run as it stands when its process is given up for another one.
  func abandoned(at time: Double) -> RunModel {
    guard isOn else { return self }
    var run = self
    run.take(
      .finished(run: number, interrupted: true, steps: step, seconds: record.seconds), at: time)
    return run
  }

  private mutating func advance(to step: Int, at time: Double) {
    self.step = max(step, self.step)
    pace.advance(to: self.step, at: time)
  }

  private mutating func take(_ state: RunState, at time: Double) {
    switch state {
    case .running:
      if phase == .paused || phase == .waiting { rest(at: time) }
      if !isStopping { phase = .running }
    case .paused:
      rest(at: time)
      if !isStopping { phase = .paused }
    case .waiting:
      rest(at: time)
      if !isStopping { phase = .waiting }
    case .stopping:
      if !isStopping { phase = .stopping(since: time) }
    }
  }

  private mutating func rest(at time: Double) {
    pace.rest(at: time)
    share?.rest(at: time)
  }

  private var isStopping: Bool {
    if case .stopping = phase { true } else { false }
  }
}

extension PrintedLines {
  /// How many lines are kept of what a kernel prints.
  static let limit = 200
}

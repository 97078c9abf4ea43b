import KernelRuntime
import Margin

// A saved source runs unoptimised first, since that is there much sooner. When its optimised code
// is there too, a run that is going on goes over to it: a process cannot change the code that it is
// in, but the same source, seed and changes give the same numbers to the bit. So another process
// tells the run once more from its beginning, as fast as it can, out of sight; come to the step that
// the screen is at, it goes on from there, and its account is the run's record.
extension Model {
  /// Takes in the optimised code of the source that has run from the library at `quick` so far.
  mutating func takeIn(
    _ outcome: KernelCompiler.Outcome, insteadOf quick: String
  ) -> [Effect] {
    switch outcome {
    case .library(let path, _, _):
      for (name, kernel) in lesson?.kernels ?? [:] where kernel.program?.library == quick {
        lesson?.kernels[name]?.program?.library = path
      }
      let panes = lesson?.panes.keys.sorted() ?? []
      return panes.flatMap { goOver(from: quick, to: path, in: $0) }
    case .errors(let diagnostics):
      notice = Notice(
        text: words.staysSlow(
          diagnostics.first { $0.severity == .error }.map { words.text(of: $0) } ?? ""),
        isProblem: true)
      return []
    case .unavailable(let failure):
      notice = Notice(text: words.staysSlow(words.text(of: failure)), isProblem: true)
      return []
    case .cancelled: return []
    }
  }

  /// Starts a process that is to go on with the run, if one is going on in the quick code.
  private mutating func goOver(
    from quick: String, to optimised: String, in step: Int
  ) -> [Effect] {
    guard let pane = lesson?.panes[step], let client = pane.client, pane.successor == nil,
      client.program.library == quick, pane.isOn, !pane.isStopping,
      // What cells have given the process, or changed in the run, would be gone.
      !consoleHolds(client.id), pane.run?.isTouched != true
    else { return [] }
    let id = nextNumber()
    lesson?.panes[step]?.successor = PaneModel.Client(
      id: id, program: .init(sources: client.program.sources, library: optimised),
      pending: StartRequest(goesOnWithRun: true))
    return [.launch(client: id, kernel: pane.kernel, library: optimised)]
  }

  /// Lets the pane's process, which is new, tell the run once more.
  mutating func goOnWithRun(in step: Int) -> [Effect] {
    guard let pane = lesson?.panes[step], let client = pane.client, let run = pane.run, run.isOn,
      var setup = run.setup
    else { return [] }
    setup.changes += pane.valuesUnderWay(in: setup).map {
      RunSetup.Change(step: run.step + 1, name: $0.name, value: $0.value)
    }
    setup.pace = pane.paceLimit
    setup.isPaused = true
    // They are known.
    setup.tellsEarlyCharts = false
    lesson?.panes[step]?.run?.beginRetelling()
    lesson?.panes[step]?.log = PrintedLines([])
    return [
      .send(client: client.id, .start(setup)),
      .send(client: client.id, .step(count: run.step)),
    ]
  }

  /// Takes in what a process tells once more of a run; come to the screen's step, the run goes on.
  mutating func answerRetelling(
    _ event: KernelEvent, of client: Int, run index: Int, in step: Int
  ) -> [Effect] {
    switch event {
    case .finished, .failed, .exited:
      lesson?.panes[step]?.runs[index].take(event, at: time)
      runAgainIfMissed(in: step)
      if case .failed = event { showFailure(in: step) }
      return []
    default:
      guard let values = lesson?.panes[step]?.runs[index].hearAgain(event) else { return [] }
      lesson?.panes[step]?.runs[index].recordDue = time
      let isPaused = lesson?.panes[step]?.runs[index].phase == .paused
      let set = values.sorted { $0.key < $1.key }.map { name, value in
        Effect.send(client: client, .set(name: name, value: value))
      }
      return set + (isPaused ? [] : [.send(client: client, .resume)])
    }
  }
}

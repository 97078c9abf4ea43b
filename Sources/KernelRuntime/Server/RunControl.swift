import Margin

/// What the front end wants of one run: the control thread writes it, the run's thread obeys.
final class RunControl: Sendable {
  private struct State {
    var isInterrupted = false
    /// So many steps may still begin before the run pauses; nil: all.
    var allowance: Int?
    /// Whether a pause was asked for since the last step or checkpoint.
    var pausesAtCheckpoint: Bool
    /// At most so many steps a second.
    var pace: Double?
    /// Values set meanwhile.
    var staged: [(name: String, value: ParameterValue)] = []
    /// Changes to come, by step.
    var script: ArraySlice<RunSetup.Change>

    /// Console cells that wait for the next step.
    var cells: [CellRequest] = []
    /// Whether the run is over: it takes no more cells.
    var isOver = false

    /// Whether values may yet be set.
    let takesChanges: Bool

    var hasChange: Bool { !staged.isEmpty || !script.isEmpty }

    /// Whether somebody waits for the next step, or for the run to end.
    var isAwaited: Bool { isInterrupted || allowance != nil }

    var isQuiet: Bool {
      !isInterrupted && allowance == nil && pace == nil && staged.isEmpty && script.isEmpty
        && cells.isEmpty
    }
  }

  let run: Int
  let signal = PaneSignal()
  private let state: Monitor<State>

  init(_ setup: RunSetup) {
    run = setup.run
    let script = setup.changes.enumerated().sorted {
      ($0.element.step, $0.offset) < ($1.element.step, $1.offset)
    }
    state = Monitor(
      State(
        allowance: setup.isPaused ? 0 : nil, pausesAtCheckpoint: setup.isPaused,
        pace: setup.pace, script: script.map(\.element)[...], takesChanges: setup.takesChanges))
    signal.raise()
  }

  var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

  private func ask(_ change: (inout State) -> Void) {
    state.update { state in
      change(&state)
      signal.raise()
    }
  }
}

// For the control thread.
extension RunControl {
  func interrupt() { ask { $0.isInterrupted = true } }

  func pause() {
    ask {
      $0.allowance = 0
      $0.pausesAtCheckpoint = true
    }
  }

  func resume() { step(nil) }

  /// Lets `count` steps begin, or all.
  func step(_ count: Int?) {
    ask {
      $0.allowance = count.map { max(0, $0) }
      $0.pausesAtCheckpoint = false
    }
  }

  func setPace(_ pace: Double?) { ask { $0.pace = pace } }

  /// Lets `cell` be evaluated before the next step.
  ///
  /// - Returns: Whether it will be; not where the run is over.
  func evaluate(_ cell: CellRequest) -> Bool {
    state.update { state in
      if state.isOver { return false }
      state.cells.append(cell)
      signal.raise()
      return true
    }
  }

  /// Of several values for the same step the last one counts.
  func set(_ name: String, to value: ParameterValue) {
    ask { state in
      state.staged.removeAll { $0.name == name }
      state.staged.append((name, value))
    }
  }
}

// For the thread that runs the kernel.
extension RunControl {
  /// What the run's thread does while the run stands between two steps.
  struct Rest {
    let outbox: Outbox
    /// Called where the run is going to stand still.
    let begin: () -> Void
    let evaluate: (CellRequest) -> Void
  }

  /// Waits for the step's time and while the run is paused, evaluates the cells that have come, then
  /// takes what is to be set before `step`.
  ///
  /// - Parameters:
  ///   - step: The step that is to begin.
  ///   - rest: What is done meanwhile.
  /// - Returns: Nil where the run was interrupted.
  func begin(step: Int, _ rest: Rest) -> [(name: String, value: ParameterValue)]? {
    if step > 1 { waitForTurn(rest) }
    if state.withLock({ !$0.cells.isEmpty }) {
      rest.outbox.withoutClock { evaluateCells(rest) }
    }
    waitWhile(rest) { $0.allowance == 0 }
    return state.withLock { state in
      if state.isInterrupted { return nil }
      if let allowance = state.allowance { state.allowance = allowance - 1 }
      let due = state.script.prefix { $0.step <= step }
      let values = due.map { ($0.name, $0.value) } + state.staged
      state.script = state.script.dropFirst(due.count)
      state.staged = []
      if state.isQuiet { signal.lower() }
      return values
    }
  }

  /// Waits while the run is paused.
  ///
  /// - Returns: Whether it goes on.
  func checkpoint(_ rest: Rest) -> Bool {
    waitWhile(rest) { $0.pausesAtCheckpoint }
    return !isInterrupted
  }

  /// Waits until a value is set or the run is to end; at once where no value can come.
  ///
  /// - Returns: Whether there is one.
  func waitForChange(_ rest: Rest) -> Bool {
    let waits = state.withLock { $0.takesChanges && !$0.isInterrupted && !$0.hasChange }
    if waits {
      stand(rest, isWaiting: true) { !$0.isInterrupted && !$0.hasChange }
    }
    return state.withLock { !$0.isInterrupted && $0.hasChange }
  }

  /// The run is over.
  ///
  /// - Returns: The cells that no step came for.
  func end() -> [CellRequest] {
    state.withLock { state in
      defer { state.cells = [] }
      state.isOver = true
      return state.cells
    }
  }

  private func evaluateCells(_ rest: Rest) {
    func next() -> CellRequest? {
      state.withLock { $0.cells.isEmpty ? nil : $0.cells.removeFirst() }
    }
    while let cell = next() { rest.evaluate(cell) }
  }

  /// Waits until the step may begin at the pace that is asked for; a step taken by hand need not.
  private func waitForTurn(_ rest: Rest) {
    guard state.withLock({ $0.pace != nil && !$0.isAwaited }) else { return }
    let began = MonotonicTime.now
    rest.outbox.withoutClock {
      while let pace = state.withLock({ $0.isAwaited ? nil : $0.pace }) {
        let turn = began + 1 / pace
        if MonotonicTime.now >= turn { break }
        _ = state.wait(by: turn) { state in
          state.isAwaited || state.pace != pace || !state.cells.isEmpty ? () : nil
        }
        // A look at it does not make it faster.
        evaluateCells(rest)
      }
    }
  }

  private func waitWhile(_ rest: Rest, _ isPaused: (State) -> Bool) {
    let pauses = state.withLock { !$0.isInterrupted && isPaused($0) }
    if pauses { stand(rest, isWaiting: false) { !$0.isInterrupted && isPaused($0) } }
  }

  /// Tells that the run stands still, and evaluates cells while `holds`.
  private func stand(_ rest: Rest, isWaiting: Bool, while holds: (State) -> Bool) {
    rest.begin()
    rest.outbox.pause(isWaiting: isWaiting)
    while state.wait(until: { !$0.cells.isEmpty || !holds($0) ? holds($0) : nil }) {
      evaluateCells(rest)
    }
    rest.outbox.resume()
  }
}

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

    /// Whether values may yet be set.
    let takesChanges: Bool

    var hasChange: Bool { !staged.isEmpty || !script.isEmpty }

    /// Whether somebody waits for the next step, or for the run to end.
    var isAwaited: Bool { isInterrupted || allowance != nil }

    var isQuiet: Bool {
      !isInterrupted && allowance == nil && pace == nil && staged.isEmpty && script.isEmpty
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
  /// Waits for the step's time and while the run is paused, then takes what is to be set before
  /// `step`.
  ///
  /// - Parameters:
  ///   - step: The step that is to begin.
  ///   - outbox: What is told of it.
  ///   - beforeRest: Called where the run is going to stand still.
  /// - Returns: Nil where the run was interrupted.
  func begin(
    step: Int, outbox: Outbox, beforeRest: () -> Void
  ) -> [(name: String, value: ParameterValue)]? {
    if step > 1 { waitForTurn(outbox: outbox) }
    waitWhile(outbox: outbox, beforeRest) { $0.allowance == 0 }
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
  func checkpoint(outbox: Outbox, beforeRest: () -> Void) -> Bool {
    waitWhile(outbox: outbox, beforeRest) { $0.pausesAtCheckpoint }
    return !isInterrupted
  }

  /// Waits until a value is set or the run is to end; at once where no value can come.
  ///
  /// - Returns: Whether there is one.
  func waitForChange(outbox: Outbox, beforeRest: () -> Void) -> Bool {
    let waits = state.withLock { $0.takesChanges && !$0.isInterrupted && !$0.hasChange }
    if waits {
      beforeRest()
      outbox.pause(isWaiting: true)
      state.wait { $0.isInterrupted || $0.hasChange ? () : nil }
      outbox.resume()
    }
    return state.withLock { !$0.isInterrupted && $0.hasChange }
  }

  /// Waits until the step may begin at the pace that is asked for; a step taken by hand need not.
  private func waitForTurn(outbox: Outbox) {
    guard state.withLock({ $0.pace != nil && !$0.isAwaited }) else { return }
    let began = MonotonicTime.now
    outbox.withoutClock {
      while let pace = state.withLock({ $0.isAwaited ? nil : $0.pace }) {
        let turn = began + 1 / pace
        if MonotonicTime.now >= turn { break }
        _ = state.wait(by: turn) { $0.isAwaited || $0.pace != pace ? () : nil }
      }
    }
  }

  private func waitWhile(
    outbox: Outbox, _ beforeRest: () -> Void, _ isPaused: (State) -> Bool
  ) {
    let pauses = state.withLock { !$0.isInterrupted && isPaused($0) }
    guard pauses else { return }
    beforeRest()
    outbox.pause()
    state.wait { $0.isInterrupted || !isPaused($0) ? () : nil }
    outbox.resume()
  }
}

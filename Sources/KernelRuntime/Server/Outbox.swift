import Margin

/// What a kernel process has to tell: some of it at once and in order, what the run shows at most
/// 60 times a second.
final class Outbox: Sendable {
  private struct State {
    var queue: [KernelEvent] = []
    var run = RunOutput()
    var plotWidth: Int?
    var isWriting = false
  }

  private let state = Monitor(State())

  private static let frameInterval = 1.0 / 60
  /// How often a run that shows nothing still says which step it is at.
  private static let stateInterval = 0.1
  /// Where every point is told, so many wait at most: then the kernel waits for the front end.
  private static let pointLimit = 200_000

  /// Sends `event` at once, after those sent before.
  func send(_ event: KernelEvent) { state.update { $0.queue.append(event) } }

  func setPlotWidth(_ columns: Int) { state.withLock { $0.plotWidth = columns } }

  /// Waits until all that was sent has been written, but no longer than a second.
  func flush() {
    _ = state.wait(by: .now + 1) { $0.queue.isEmpty && !$0.isWriting ? () : nil }
  }
}

// What the run does, told from the threads that run and control it.
extension Outbox {
  func begin(_ setup: RunSetup, signal: PaneSignal) {
    state.update { state in
      state.run = RunOutput(setup, signal: signal)
      state.queue.append(state.run.state)
    }
  }

  /// Changes what the next frame shows of the run.
  func show(_ change: (inout RunOutput) -> Void) {
    let (isFirst, isFull) = state.withLock { state in
      let wasEmpty = state.run.isEmpty
      change(&state.run)
      return (wasEmpty, state.run.points.count >= Self.pointLimit)
    }
    if isFirst { state.wake() }
    if isFull { state.wait { $0.run.points.count < Self.pointLimit ? () : nil } }
  }

  /// Whether a chart in the slot `name` waits for the next frame; when that is written, the run's signal
  /// is raised, so that the next step may show a newer one.
  func isAboutToShow(_ name: String) -> Bool {
    state.withLock { $0.run.isAboutToShow(name) }
  }

  /// Stops the run's clock while `body` does what is not the kernel's work.
  func withoutClock<Result>(_ body: () throws -> Result) rethrows -> Result {
    state.withLock { $0.run.clock.stop() }
    defer { state.withLock { $0.run.clock.goOn() } }
    return try body()
  }

  /// The run stands still: it was paused, or waits for a change.
  func pause(isWaiting: Bool = false) {
    state.update { state in
      state.run.clock.stop()
      state.run.isGoingOn = false
      state.run.isWaiting = isWaiting
      state.queue += state.run.take() + [state.run.state]
    }
  }

  func resume() {
    state.update { state in
      state.run.clock.goOn()
      state.run.isGoingOn = true
      state.queue.append(state.run.state)
    }
  }

  /// Says that run `run`, if it is under way, was asked to end.
  func announceStop(of run: Int) {
    state.update { state in
      guard state.run.run == run, state.run.isGoingOn else { return }
      state.run.isStopping = true
      state.queue.append(state.run.state)
    }
  }

  /// Ends the run: what it showed last, then the event made of its steps and seconds.
  func end(_ event: (_ steps: Int, _ seconds: Double) -> KernelEvent) {
    state.update { state in
      state.run.clock.stop()
      let lastState = state.run.state
      state.run.isGoingOn = false
      let last = event(state.run.signal.step, state.run.clock.seconds)
      state.queue += state.run.take() + [lastState, last]
    }
  }
}

// What a crash leaves to tell.
extension Outbox {
  /// Tells what the run has shown, without waiting for a frame, and waits until it is written.
  func tellEverything() {
    state.update { state in
      guard state.run.isGoingOn else { return }
      state.queue += state.run.take() + [state.run.state]
    }
    flush()
  }
}

// The writer thread.
extension Outbox {
  /// Writes frames to `socket` for ever; ends the process where nobody reads them.
  func write(to socket: Int32) -> Never {
    var lastFrame = MonotonicTime.now
    var refused: Set<String> = []
    while true {
      waitForNews(nextState: lastFrame + Self.stateInterval)
      let nextFrame = lastFrame + Self.frameInterval
      _ = state.wait(by: nextFrame) { $0.queue.isEmpty ? nil : () }
      // An event that finds nothing to show is no frame, for which the first step would wait.
      let hasFrame = state.withLock { !$0.run.isEmpty || $0.queue.isEmpty }
      let isFrame = hasFrame && MonotonicTime.now >= nextFrame
      if isFrame { lastFrame = .now }
      let (events, width) = take(isFrame: isFrame)
      for event in events {
        Self.write(event, thinnedTo: width, to: socket, refused: &refused)
      }
      state.update { $0.isWriting = false }
    }
  }

  private func waitForNews(nextState: MonotonicTime) {
    let isGoingOn = state.withLock { $0.run.isGoingOn }
    _ = state.wait(by: isGoingOn ? nextState : nil) { state in
      state.queue.isEmpty && state.run.isEmpty ? nil : ()
    }
  }

  func take(isFrame: Bool) -> (events: [KernelEvent], plotWidth: Int?) {
    state.update { state in
      var events = state.queue
      state.queue = []
      if isFrame {
        events += state.run.take()
        if state.run.isGoingOn { events.append(state.run.state) }
      }
      state.isWriting = true
      return (events, state.plotWidth)
    }
  }

  private static func write(
    _ event: KernelEvent, thinnedTo width: Int?, to socket: Int32, refused: inout Set<String>
  ) {
    var event = event
    if let width, case .display(let run, let name, let chart, let step) = event {
      event = .display(
        run: run, name: name, chart: chart.thinned(toColumns: width), step: step)
    }
    do {
      if let bytes = try bytes(of: event, refused: &refused) { try writeAll(bytes, to: socket) }
    } catch {
      endProcess()
    }
  }

  /// The frame of `event`; that one would be too long is told in its place, of each chart once.
  private static func bytes(
    of event: KernelEvent, refused: inout Set<String>
  ) throws(ProtocolError) -> [UInt8]? {
    do {
      return try Frame.bytes(of: event)
    } catch .tooLong(let bytes) {
      var remark = KernelRemark.tooLong(bytes: bytes, limit: Frame.limit)
      if case .display(_, let name, _, _) = event {
        remark = .chartTooLarge(name: name, bytes: bytes, limit: Frame.limit)
      }
      guard refused.insert(remark.name).inserted else { return nil }
      return try Frame.bytes(of: KernelEvent.printed(PrintedLines([.init(remark)])))
    }
  }
}

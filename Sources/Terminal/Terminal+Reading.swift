import Glibc

// Events in: a thread that sleeps until the terminal, a signal or a deadline wakes it.
extension Terminal {
  /// Seconds after which a sequence that no person types is given up.
  private static let sequencePatience = 1.0

  /// Delivers events until the terminal is given back for good.
  func read() {
    var parser = KeyParser(described: description.keys)
    var keyDeadline: Double?
    while state.withLock({ $0.phase != .ended }) {
      let (flowDeadline, isSuspended) = state.withLock {
        ($0.flow.deadline, $0.phase == .suspended)
      }
      let deadline = [keyDeadline, flowDeadline].compactMap { $0 }.min()
      let timeout = deadline.map { max(0, $0 - Clock.now) }
      switch device.waitForInput(timeout: timeout, includesKeys: !isSuspended) {
      case .bytes(let bytes):
        deliver(parser.feed(bytes))
        let patience = parser.isTypable ? description.escapeDelay : Self.sequencePatience
        keyDeadline = parser.isAmbiguous ? Clock.now + patience : nil
      case .resized: resized()
      case .continued: if !isSuspended { resume() }
      case .ended(let signal): return end(by: signal)
      case .nothing: break
      }
      if let deadline = keyDeadline, Clock.now >= deadline {
        deliver(parser.flush())
        keyDeadline = nil
      }
      if state.withLock({ $0.flow.expire(now: Clock.now) }) { onEvent(.statusReport) }
    }
    state.withLock { $0.isReadingOver = true }
  }

  private func deliver(_ events: [TerminalEvent]) {
    for event in events {
      switch event {
      case .statusReport:
        if state.withLock({ $0.flow.answered() }) { onEvent(event) }
      case .cursorReport(let x, _):
        if let traits = state.withLock({ $0.noteProbe(column: x) }) {
          onEvent(.traitsChanged(traits))
        }
      default: onEvent(event)
      }
    }
  }

  /// A terminal may have garbled its content even where its size is the old one again.
  private func resized() {
    let size = device.size
    let isNew = state.withLock { state in
      defer {
        state.traits.size = size
        state.mustRepaint = true
      }
      return state.traits.size != size
    }
    if isNew { onEvent(.resize(size)) } else { device.wakeDisplay() }
  }

  private func end(by signal: Int32?) {
    state.withLock {
      $0.phase = .ended
      $0.isReadingOver = true
    }
    device.wakeDisplay()
    Emergency.restoreNow()
    onEvent(.hangUp)
    if let signal { Emergency.end(by: signal) }
  }

  /// Asks what the terminal speaks and how wide ambiguous glyphs are, and waits 30 ms at most.
  func probe() {
    state.withLock { $0.probe.begin() }
    device.write(Probe.request)
    wait(seconds: 0.03) { !$0.probe.isWaiting }
    state.withLock { $0.probe.isBeforeFirstFrame = false }
  }
}

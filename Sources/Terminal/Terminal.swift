public import Cells
import Glibc
import Synchronization

/// The terminal, taken over: frames out through ncurses, events in by a thread of its own.
///
/// `show(_:)` never waits for the terminal: a second thread sends the newest frame when the one before
/// has been taken, and frames in between are left out. One terminal at a time can be taken over.
public final class Terminal: Sendable {
  private let device: Device
  private let onEvent: @Sendable (TerminalEvent) -> Void
  private let state: Mutex<State>
  private let description: Description

  /// Takes over the terminal of the standard input and output; `onEvent` is called on the reader thread.
  ///
  /// - Throws: `TerminalError` where there is no terminal, or its TERM is unknown.
  public convenience init(
    onEvent: @escaping @Sendable (TerminalEvent) -> Void
  ) throws(TerminalError) {
    guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty else {
      throw TerminalError(
        message: "TERM is not set: set it to your terminal's name (xterm-256color)")
    }
    try self.init(descriptor: STDIN_FILENO, name: name, onEvent: onEvent)
  }

  /// Takes over the terminal of `descriptor`, of the kind that terminfo calls `name`.
  public init(
    descriptor: Int32, name: String, onEvent: @escaping @Sendable (TerminalEvent) -> Void
  ) throws(TerminalError) {
    let isUTF8 = Locale.adopt()
    device = try Device(descriptor)
    let screen = try Screen(name: name, size: device.size, isUTF8: isUTF8)
    description = Description(screen: screen)
    self.onEvent = onEvent
    state = Mutex(
      State(
        traits: TerminalTraits(
          size: device.size, colors: getenv("NO_COLOR") == nil ? screen.colors : 0,
          glyphs: isUTF8 ? .unicode : .ascii, hasBraille: isUTF8 && name != "linux")))
    device.enterRawMode()
    Emergency.arm(device: device, bytes: description.leaving)
    device.write(description.entering)
    startThread { [self] in read() }
    startThread { [self, screen] in display(screen) }
    if isUTF8 { probe() }
  }

  /// What was found out at the start, and the size now.
  public var traits: TerminalTraits { state.withLock { $0.traits } }

  /// Whether the terminal has taken the last frame: charts wait for it, keys do not.
  ///
  /// `TerminalEvent.statusReport` tells when it becomes true.
  public var isReady: Bool {
    state.withLock { $0.frame == nil && !$0.isDrawing && $0.flow.isReady }
  }

  /// Shows `frame` as soon as the terminal has taken the one before; only cells that changed are sent.
  public func show(_ frame: Frame) {
    state.withLock { $0.frame = frame }
    device.wakeDisplay()
  }

  /// Gives the terminal to another program (or the shell) until `resume()`.
  public func suspend() {
    state.withLock { $0.isSuspended = true }
    device.interruptReading()
    waitUntilIdle()
    Emergency.restoreNow()
  }

  /// Takes the terminal back after `suspend()` and draws everything again.
  public func resume() {
    device.enterRawMode()
    Emergency.retake()
    device.write(description.entering)
    let size = device.size
    let isResized = state.withLock { state in
      state.isSuspended = false
      state.mustRepaint = true
      defer { state.traits.size = size }
      if state.hasMouse { device.write(Description.mouseOn) }
      return state.traits.size != size
    }
    device.interruptReading()
    device.wakeDisplay()
    if isResized { onEvent(.resize(size)) }
  }

  /// Whether mouse reports are asked for; at the start they are not.
  public func setMouse(_ isOn: Bool) {
    state.withLock {
      $0.hasMouse = isOn
      $0.extra += isOn ? Description.mouseOn : Description.mouseOff
    }
    device.wakeDisplay()
  }

  /// Sends `text` to the terminal's clipboard (OSC 52); whether it takes it is not told.
  public func copy(_ text: String) {
    state.withLock { $0.extra += Description.clipboard(text) }
    device.wakeDisplay()
  }

  /// Gives the terminal back whole, and ends both threads.
  public func restore() {
    let wasTaken = state.withLock { state in
      defer { state.isEnded = true }
      return !state.isEnded
    }
    guard wasTaken else { return }
    device.interruptReading()
    device.wakeDisplay()
    waitUntilIdle()
    Emergency.restoreNow()
  }

  /// A frame that a stopped terminal does not take is given up after half a second.
  private func waitUntilIdle() {
    for _ in 0..<500 where state.withLock({ $0.isDrawing }) { usleep(1000) }
  }
}

// MARK: - What the threads share

extension Terminal {
  fileprivate struct State {
    var traits: TerminalTraits
    /// The newest frame that has not begun to be shown.
    var frame: Frame?
    /// Bytes to be sent between two frames.
    var extra: [UInt8] = []
    var isDrawing = false
    var isSuspended = false
    var isEnded = false
    var mustRepaint = false
    var hasMouse = false
    var flow = Flow()
    var probe = Probe()

    init(traits: TerminalTraits) { self.traits = traits }
  }
}

// MARK: - Frames out

extension Terminal {
  private func display(_ screen: Screen) {
    while device.waitForWork() {
      while let bytes = nextBytes(screen) {
        // Noted before it is sent: the answer may come before the write returns.
        state.withLock { $0.flow.sent(now: Clock.now) }
        device.write(bytes)
        let isEnded = state.withLock { state in
          state.isDrawing = false
          return state.isEnded
        }
        device.interruptReading()
        if isEnded { break }
      }
      if state.withLock({ $0.isEnded }) { break }
    }
    screen.close()
  }

  private func nextBytes(_ screen: Screen) -> [UInt8]? {
    let (work, extra, size, mustRepaint) = state.withLock { state in
      defer {
        if !state.isSuspended, !state.isEnded {
          state.isDrawing = state.frame != nil || !state.extra.isEmpty
          state.extra = []
          if state.frame != nil { state.mustRepaint = false }
          state.frame = nil
        }
      }
      let isOff = state.isSuspended || state.isEnded
      return (
        isOff ? nil : state.frame, isOff ? [] : state.extra, state.traits.size, state.mustRepaint
      )
    }
    guard let frame = work else { return extra.isEmpty ? nil : extra + Description.statusRequest }
    if mustRepaint { screen.invalidate() }
    return screen.bytes(showing: frame, size: size) + extra + Description.statusRequest
  }
}

// MARK: - Events in

extension Terminal {
  private func read() {
    var parser = KeyParser(described: description.keys)
    var escapeDeadline: Double?
    while !state.withLock({ $0.isEnded }) {
      let now = Clock.now
      let deadlines = [escapeDeadline, state.withLock { $0.flow.deadline }].compactMap { $0 }
      let timeout = deadlines.min().map { max(0, $0 - now) }
      let isSuspended = state.withLock { $0.isSuspended }
      switch device.waitForInput(timeout: timeout, includesKeys: !isSuspended) {
      case .bytes(let bytes):
        deliver(parser.feed(bytes))
        escapeDeadline = parser.isAmbiguous ? Clock.now + description.escapeDelay : nil
      case .resized: resized()
      case .ended(let signal):
        state.withLock { $0.isEnded = true }
        Emergency.restoreNow()
        onEvent(.hangUp)
        if let signal { Emergency.end(by: signal) }
        return
      case .nothing: break
      }
      if let deadline = escapeDeadline, Clock.now >= deadline {
        deliver(parser.flush())
        escapeDeadline = nil
      }
      if state.withLock({ $0.flow.expire(now: Clock.now) }) { onEvent(.statusReport) }
    }
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

  private func resized() {
    let size = device.size
    let isNew = state.withLock { state in
      defer { state.traits.size = size }
      return state.traits.size != size
    }
    if isNew { onEvent(.resize(size)) }
  }

  /// Asks for the width of glyphs whose width is ambiguous, and waits 30 ms at most.
  private func probe() {
    state.withLock { $0.probe.begin() }
    device.write(Probe.request)
    let end = Clock.now + 0.03
    while Clock.now < end, state.withLock({ $0.probe.isWaiting }) { usleep(500) }
    state.withLock { $0.probe.isBeforeFirstFrame = false }
  }
}

extension Terminal.State {
  /// Takes one answer of the probe in; the traits where they change after the first frame.
  fileprivate mutating func noteProbe(column: Int) -> TerminalTraits? {
    guard probe.answer(column: column), traits.glyphs == .unicode else { return nil }
    traits.glyphs = .ascii
    mustRepaint = true
    return probe.isBeforeFirstFrame ? nil : traits
  }
}

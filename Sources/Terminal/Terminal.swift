public import Cells
import Glibc
import Synchronization

/// The terminal, taken over: frames out through ncurses, events in by a thread of its own.
///
/// `show(_:)` never waits for the terminal: a second thread sends the newest frame when the one before
/// has been taken, and frames in between are left out. One terminal at a time can be taken over.
public final class Terminal: Sendable {
  let device: Device
  let onEvent: @Sendable (TerminalEvent) -> Void
  let state: Mutex<State>
  let description: Description

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
    let screen = try Screen(name: name, size: device.size)
    description = Description(screen: screen)
    self.onEvent = onEvent
    state = Mutex(
      State(
        traits: TerminalTraits(
          size: device.size, colors: getenv("NO_COLOR") == nil ? screen.colors : 0,
          glyphs: isUTF8 ? .unicode : .ascii, hasBraille: isUTF8 && name != "linux",
          speaksUTF8: isUTF8),
        isBrailleKnown: name != "linux"))
    device.enterRawMode()
    Emergency.arm(device: device, bytes: description.leaving)
    device.write(description.entering)
    startThread { [self] in read() }
    startThread { [self, screen] in display(screen) }
    probe()
  }

  /// What was found out at the start, and the size now.
  public var traits: TerminalTraits { state.withLock { $0.traits } }

  /// Whether the terminal has taken all that was sent: charts wait for it, keys do not.
  ///
  /// `TerminalEvent.statusReport` tells when it becomes true.
  public var isReady: Bool {
    state.withLock { $0.frame == nil && $0.flow.isReady }
  }

  /// Shows `frame` as soon as the terminal has taken the one before; only cells that changed are sent.
  public func show(_ frame: Frame) {
    state.withLock { $0.frame = frame }
    device.wakeDisplay()
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

  /// Gives the terminal to another program (or the shell) until `resume()`.
  public func suspend() { giveBack(.suspended) }

  /// Takes the terminal back after `suspend()` and draws everything again.
  public func resume() {
    guard state.withLock({ $0.phase != .ended }) else { return }
    device.enterRawMode()
    Emergency.retake()
    device.write(description.entering)
    let size = device.size
    let isResized = state.withLock { state in
      defer { state.resume(size: size) }
      return state.traits.size != size
    }
    device.interruptReading()
    device.wakeDisplay()
    if isResized { onEvent(.resize(size)) }
  }

  /// Gives the terminal back whole, and ends both threads.
  public func restore() {
    giveBack(.ended)
    wait(seconds: 1) { $0.isDisplayOver && $0.isReadingOver }
  }

  /// Ends the program by the signal that asked it to end, if one has: what waits for it sees which.
  public static func endAsAsked() { Emergency.endAsAsked() }

  /// Answers that are still to come would be typed into the shell: they are waited for.
  ///
  /// A terminal that takes nothing is given up.
  private func giveBack(_ phase: Phase) {
    state.withLock { if $0.phase == .ours { $0.phase = .leaving } }
    wait(seconds: 0.5) { !$0.isSending }
    wait(seconds: 0.3) { !$0.flow.isAnswerDue }
    state.withLock { if $0.phase != .ended { $0.phase = phase } }
    device.interruptReading()
    device.wakeDisplay()
    Emergency.restoreNow()
  }

  /// Waits until `condition` holds, for `seconds` at most.
  func wait(seconds: Double, until condition: (borrowing State) -> Bool) {
    let end = Clock.now + seconds
    while Clock.now < end, !state.withLock({ condition($0) }) { usleep(1000) }
  }
}

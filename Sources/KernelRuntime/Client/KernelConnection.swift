import CProcess
import Glibc

/// The channels to a kernel process, and its life: one thread reads and writes, one waits for the
/// process's death.
final class KernelConnection: Sendable {
  private struct State {
    var outgoing: [UInt8] = []
    var library: String?
    var wasKilled = false
    var wasAskedToEnd = false
    var protocolError: ProtocolError?
    /// Set once the process is dead and gone.
    var status: Death.Status?
    var isClosed = false
  }

  let child: ChildProcess
  private let linesPerFrame: Int?
  private let onEvent: @Sendable (KernelEvent) -> Void
  private let state = Monitor(State())
  /// Becomes readable when the channels' thread has something to look at.
  private let wakeUp: Int32

  init(
    _ child: ChildProcess, linesPerFrame: Int?, onEvent: @escaping @Sendable (KernelEvent) -> Void
  ) {
    self.child = child
    self.linesPerFrame = linesPerFrame
    self.onEvent = { onEvent($0.harmless) }
    wakeUp = margin_wakeup()
  }

  func begin() {
    startThread { self.waitForDeath() }
    startThread { self.serve() }
  }
}

// For any thread.
extension KernelConnection {
  func send(_ request: KernelRequest) {
    guard let frame = try? Frame.bytes(of: request) else { return }
    state.withLock { state in
      guard !state.isClosed else { return }
      if case .load(_, let library) = request { state.library = library }
      if case .shutdown = request { state.wasAskedToEnd = true }
      state.outgoing += frame
      eventfd_write(wakeUp, 1)
    }
  }

  func kill() {
    state.withLock { state in
      guard state.status == nil else { return }
      state.wasKilled = true
      Glibc.kill(-child.pid, SIGKILL)
    }
  }
}

// The thread that waits for the process's death.
extension KernelConnection {
  private func waitForDeath() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(child.pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    state.withLock { state in
      // Not yet reaped, so the group's number is still its own.
      Glibc.kill(-child.pid, SIGKILL)
      var status: Int32 = 0
      while waitpid(child.pid, &status, 0) < 0, errno == EINTR {}
      let signal = margin_signal(status)
      state.status =
        signal > 0 ? .signal(Int(signal)) : .exit(code: Int(margin_exit_code(status)))
      eventfd_write(wakeUp, 1)
    }
  }
}

// The thread of the channels.
extension KernelConnection {
  private func serve() {
    var channels = Channels(child: child, wakeUp: wakeUp, linesPerFrame: linesPerFrame)
    var death: Death?
    while death == nil {
      let hasOutgoing = state.withLock { !$0.outgoing.isEmpty }
      channels.wait(hasOutgoing: hasOutgoing)
      writeOutgoing()
      let status = state.withLock { $0.status }
      deliver(&channels, isLast: status != nil)
      if let status { death = makeDeath(status, channels) }
    }
    state.withLock { state in
      state.isClosed = true
      for descriptor in [child.socket, child.output, wakeUp] { close(descriptor) }
    }
    if let death { onEvent(.exited(KernelExit(death))) }
  }

  private func deliver(_ channels: inout Channels, isLast: Bool) {
    tellPrinted(&channels, isLast: isLast, isDue: false)
    do throws(ProtocolError) {
      while let event = try channels.nextEvent() {
        // What was printed before the event was sent has come by now.
        tellPrinted(&channels, isLast: false, isDue: event.isDivision)
        onEvent(event)
      }
    } catch {
      state.withLock { $0.protocolError = $0.protocolError ?? error }
      kill()
    }
  }

  private func tellPrinted(_ channels: inout Channels, isLast: Bool, isDue: Bool) {
    if let printed = channels.takePrinted(isLast: isLast, isDue: isDue) {
      onEvent(.printed(printed))
    }
  }

  private func writeOutgoing() {
    state.withLock { state in
      while !state.outgoing.isEmpty {
        let count = margin_send(child.socket, state.outgoing, state.outgoing.count)
        guard count > 0 else { return }
        state.outgoing.removeFirst(count)
      }
    }
  }

  private func makeDeath(_ status: Death.Status, _ channels: Channels) -> Death {
    state.withLock { state in
      Death(
        status: status, wasKilled: state.wasKilled, wasAskedToEnd: state.wasAskedToEnd,
        protocolError: state.protocolError, backtrace: channels.backtrace,
        library: state.library, lastLines: channels.lastLines)
    }
  }
}

extension KernelEvent {
  /// Whether what was printed before it belongs to something else than what is printed after it.
  fileprivate var isDivision: Bool {
    switch self {
    case .finished, .failed, .evaluating, .evaluated: true
    default: false
    }
  }
}

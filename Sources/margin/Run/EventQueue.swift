import KernelRuntime

/// Hands a kernel process's events from the client's thread to the one that waits for them.
///
/// It holds few: a kernel that tells more than can be shown waits, rather than fill the memory.
final class EventQueue: Sendable {
  private static let capacity = 8

  private struct State {
    var events: [KernelEvent] = []
    var isClosed = false
  }

  private let state = Monitor(State())

  /// An empty queue.
  init() {}

  /// Adds an event, after waiting for room; any thread may.
  func add(_ event: KernelEvent) {
    state.wait { state in
      if state.isClosed { return () }
      guard state.events.count < Self.capacity else { return nil as Void? }
      state.events.append(event)
      return ()
    }
    state.wake()
  }

  /// The next event, after waiting for it at most `seconds`.
  func take(waiting seconds: Double) -> KernelEvent? {
    let event = state.wait(by: .now + seconds) { state in
      state.events.isEmpty ? nil : state.events.removeFirst()
    }
    state.wake()
    return event
  }

  /// Lets go whoever waits for room: nothing more is taken.
  func close() { state.update { $0.isClosed = true } }
}

import Dispatch
import KernelRuntime
import Synchronization

/// Hands a kernel process's events from the client's thread to the one that waits for them.
final class EventQueue: Sendable {
  private let events = Mutex<[KernelEvent]>([])
  private let arrival = DispatchSemaphore(value: 0)

  /// Adds an event; any thread may.
  func add(_ event: KernelEvent) {
    events.withLock { $0.append(event) }
    arrival.signal()
  }

  /// The events that have come, after waiting for the first at most `seconds`.
  func take(waiting seconds: Double) -> [KernelEvent] {
    _ = arrival.wait(timeout: .now() + seconds)
    return events.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}

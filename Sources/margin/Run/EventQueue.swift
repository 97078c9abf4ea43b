import Dispatch
import KernelRuntime
import Synchronization

/// Hands a kernel process's events from the client's thread to the one that waits for them.
///
/// It holds few: a kernel that tells more than can be shown waits, rather than fill the memory.
final class EventQueue: Sendable {
  private static let capacity = 8

  private let events = Mutex<[KernelEvent]>([])
  private let arrival = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)
  private let isClosed = Atomic(false)

  /// An empty queue.
  init() {
    // Dispatch stops the program when a semaphore goes at less than its first value.
    for _ in 0..<Self.capacity { room.signal() }
  }

  /// Adds an event, after waiting for room; any thread may.
  func add(_ event: KernelEvent) {
    room.wait()
    if isClosed.load(ordering: .relaxed) {
      room.signal()
      return
    }
    events.withLock { $0.append(event) }
    arrival.signal()
  }

  /// The next event, after waiting for it at most `seconds`.
  func take(waiting seconds: Double) -> KernelEvent? {
    guard arrival.wait(timeout: .now() + seconds) == .success else { return nil }
    room.signal()
    return events.withLock { $0.removeFirst() }
  }

  /// Lets go whoever waits for room: nothing more is taken.
  func close() {
    isClosed.store(true, ordering: .relaxed)
    room.signal()
  }
}

import Foundation
import KernelRuntime

/// The facts of all threads for the one thread that owns the model: what the learner does first, the
/// rest in the order of its arrival.
///
/// The condition guards the other fields, which is why the class may be shared.
final class EventQueue: @unchecked Sendable {
  private let condition = NSCondition()
  /// What comes from the terminal, which overtakes all else.
  private var urgent: [AppEvent] = []
  private var facts: [AppEvent] = []
  /// How many of the facts are kernels'.
  private var kernelFacts = 0

  /// So many facts of kernels wait at most.
  ///
  /// Who has more waits, and the kernel's process with it, which thins meanwhile what it has to show.
  private static let kernelLimit = 64

  /// Adds a fact of this moment.
  func post(_ fact: AppEvent.Fact) {
    condition.lock()
    defer { condition.unlock() }
    let event = AppEvent(time: Self.now, fact: fact)
    if case .terminal = fact { urgent.append(event) } else { facts.append(event) }
    condition.broadcast()
  }

  /// Adds what the kernel process `client` told, after waiting for room; no call for the thread that
  /// takes the facts.
  func post(_ event: KernelEvent, of client: Int) {
    condition.lock()
    defer { condition.unlock() }
    while kernelFacts >= Self.kernelLimit { condition.wait() }
    kernelFacts += 1
    facts.append(AppEvent(time: Self.now, fact: .kernel(client: client, event)))
    condition.broadcast()
  }

  /// Waits until there is a fact, or until `deadline` (nil: for as long as it takes).
  func wait(until deadline: Double?) {
    condition.lock()
    defer { condition.unlock() }
    while urgent.isEmpty, facts.isEmpty {
      guard let deadline else {
        condition.wait()
        continue
      }
      guard condition.wait(until: Date(timeIntervalSince1970: deadline)) else { break }
    }
  }

  /// The next fact; nil where there is none.
  func next() -> AppEvent? {
    condition.lock()
    defer { condition.unlock() }
    if !urgent.isEmpty { return urgent.removeFirst() }
    guard !facts.isEmpty else { return nil }
    let event = facts.removeFirst()
    if case .kernel = event.fact {
      kernelFacts -= 1
      condition.broadcast()
    }
    return event
  }

  /// Seconds since 1970.
  static var now: Double { Date().timeIntervalSince1970 }
}

import Foundation

/// The facts of all threads, in the order of their arrival, for the one thread that owns the model.
///
/// The condition guards `events`, which is why the class may be shared.
final class EventQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var events: [AppEvent] = []

  /// Adds a fact of this moment.
  func post(_ fact: AppEvent.Fact) {
    condition.lock()
    events.append(AppEvent(time: Self.now, fact: fact))
    condition.signal()
    condition.unlock()
  }

  /// Everything that has come; waits for something until `deadline` (nil: for as long as it takes).
  func next(until deadline: Double?) -> [AppEvent] {
    condition.lock()
    defer { condition.unlock() }
    while events.isEmpty {
      guard let deadline else {
        condition.wait()
        continue
      }
      guard condition.wait(until: Date(timeIntervalSince1970: deadline)) else { break }
    }
    defer { events = [] }
    return events
  }

  /// Seconds since 1970.
  static var now: Double { Date().timeIntervalSince1970 }
}

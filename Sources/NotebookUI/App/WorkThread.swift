import Foundation

/// A thread that does one work after the other, in the order in which they were asked for.
///
/// The condition guards the other fields, which is why the class may be shared.
final class WorkThread: @unchecked Sendable {
  private let condition = NSCondition()
  private var works: [@Sendable () -> Void] = []
  private var isWorking = false

  init(name: String) {
    let thread = Thread { [weak self] in
      while let work = self?.next() {
        work()
        self?.finish()
      }
    }
    thread.name = name
    thread.start()
  }

  /// Asks for `work`.
  func perform(_ work: @escaping @Sendable () -> Void) {
    condition.lock()
    works.append(work)
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until everything that was asked for is done, at most `seconds`.
  func drain(seconds: Double) {
    let deadline = Date().addingTimeInterval(seconds)
    condition.lock()
    while !works.isEmpty || isWorking {
      guard condition.wait(until: deadline) else { break }
    }
    condition.unlock()
  }

  private func next() -> @Sendable () -> Void {
    condition.lock()
    defer { condition.unlock() }
    while works.isEmpty { condition.wait() }
    isWorking = true
    return works.removeFirst()
  }

  private func finish() {
    condition.lock()
    isWorking = false
    condition.broadcast()
    condition.unlock()
  }
}

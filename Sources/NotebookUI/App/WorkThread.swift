import Foundation
import KernelRuntime

/// A thread that does one work after the other, in the order in which they were asked for.
final class WorkThread: Sendable {
  private struct State {
    var works: [@Sendable () -> Void] = []
    var isWorking = false
  }

  private let state = Monitor(State())

  init(name: String) {
    let thread = Thread { [state] in
      while true {
        Self.next(of: state)()
        state.update { $0.isWorking = false }
      }
    }
    thread.name = name
    thread.start()
  }

  /// Asks for `work`.
  func perform(_ work: @escaping @Sendable () -> Void) {
    state.update { $0.works.append(work) }
  }

  /// Waits until everything that was asked for is done, at most `seconds`.
  func drain(seconds: Double) {
    _ = state.wait(by: .now + seconds) { state in
      state.works.isEmpty && !state.isWorking ? () : nil as Void?
    }
  }

  private static func next(of state: Monitor<State>) -> @Sendable () -> Void {
    state.wait { state in
      guard !state.works.isEmpty else { return nil }
      state.isWorking = true
      return state.works.removeFirst()
    }
  }
}

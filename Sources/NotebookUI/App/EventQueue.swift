import Glibc
import KernelRuntime

/// The facts of all threads for the one thread that owns the model: what the learner does first, the
/// rest in the order of its arrival.
///
/// Its times are those of the monotonic clock: a clock that is set must hold nothing up.
final class EventQueue: Sendable {
  private struct State {
    /// What comes from the terminal, which overtakes all else.
    var urgent: [AppEvent] = []
    var facts: [AppEvent] = []
    /// How many of the facts are kernels'.
    var kernelFacts = 0
  }

  private let state = Monitor(State())

  /// So many facts of kernels wait at most.
  ///
  /// Who has more waits, and the kernel's process with it, which thins meanwhile what it has to show.
  private static let kernelLimit = 64

  /// Adds a fact of this moment.
  func post(_ fact: AppEvent.Fact) {
    state.update { state in
      let event = AppEvent(time: Self.now, date: Self.date, fact: fact)
      if case .terminal = fact { state.urgent.append(event) } else { state.facts.append(event) }
    }
  }

  /// Adds what the kernel process `client` told, after waiting for room; no call for the thread that
  /// takes the facts.
  func post(_ event: KernelEvent, of client: Int) {
    state.wait { state in
      guard state.kernelFacts < Self.kernelLimit else { return nil as Void? }
      state.kernelFacts += 1
      state.facts.append(
        AppEvent(time: Self.now, date: Self.date, fact: .kernel(client: client, event)))
      return ()
    }
    state.wake()
  }

  /// Waits until there is a fact, or until `deadline` (nil: for as long as it takes).
  func wait(until deadline: Double?) {
    _ = state.wait(by: deadline.map { MonotonicTime(seconds: $0) }) { state in
      state.urgent.isEmpty && state.facts.isEmpty ? nil as Void? : ()
    }
  }

  /// The next fact; nil where there is none.
  func next() -> AppEvent? {
    state.update { state in
      if !state.urgent.isEmpty { return state.urgent.removeFirst() }
      guard !state.facts.isEmpty else { return nil }
      let event = state.facts.removeFirst()
      if case .kernel = event.fact { state.kernelFacts -= 1 }
      return event
    }
  }

  /// Seconds of the monotonic clock.
  static var now: Double { MonotonicTime.now.seconds }

  /// Seconds since 1970, for records alone.
  private static var date: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

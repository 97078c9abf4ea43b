import KernelRuntime
import Synchronization

/// A kernel process that is started while the library that it is to load is still being compiled.
final class SpareProcess: Sendable {
  /// Whose process it is, and whether it is gone.
  private struct State {
    var client: Int?
    var isGone = false
  }

  /// What its events need to know.
  private final class Owner: Sendable {
    let state = Mutex(State())
  }

  private let process: KernelClient
  private let owner = Owner()

  /// Starts the process; what it tells once it has been taken goes to `queue`.
  ///
  /// - Throws: `KernelFailure` where no process can be started.
  init(executable: String, queue: EventQueue) throws(KernelFailure) {
    process = try KernelClient(executable: executable, linesPerFrame: PrintedLines.limit) {
      [owner] event in
      let client = owner.state.withLock { state in
        if case .exited = event { state.isGone = true }
        return state.client
      }
      if let client { queue.post(event, of: client) }
    }
  }

  /// Makes it the process of `client`; nil if it has died meanwhile.
  func take(for client: Int) -> KernelClient? {
    owner.state.withLock { state in
      if state.isGone { return nil }
      state.client = client
      return process
    }
  }
}

import KernelRuntime

/// A kernel process that is asked for one thing and ended: for measuring and for `doctor`.
struct KernelTrial {
  private let queue = EventQueue()
  private let client: KernelClient

  /// Starts the process and has it load the kernel.
  ///
  /// - Throws: `KernelFailure` where there can be none.
  init(_ kernel: String, library: String? = nil) throws(KernelFailure) {
    try self.init()
    load(kernel, library: library)
  }

  /// Starts the process, which is to load a kernel later.
  ///
  /// - Throws: `KernelFailure` where there can be none.
  init() throws(KernelFailure) {
    let queue = queue
    client = try KernelClient(executable: Installation.current.program) { queue.add($0) }
  }

  /// Has the process load the kernel.
  func load(_ kernel: String, library: String?) {
    client.send(.load(kernel: kernel, library: library))
  }

  /// Asks the process for something.
  func send(_ request: KernelRequest) { client.send(request) }

  /// Ends the process.
  func end() {
    queue.close()
    client.kill()
  }

  /// Waits for an event of which `answer` makes something.
  ///
  /// - Throws: `KernelFailure` where the kernel fails, its process ends or a minute passes before.
  func wait<Answer>(for answer: (KernelEvent) -> Answer?) throws(KernelFailure) -> Answer {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      guard let event = queue.take(waiting: 0.1) else { continue }
      if let found = answer(event) { return found }
      switch event {
      case .failed(_, let failure): throw failure
      case .exited(let exit): throw KernelFailure(message: exit.message)
      default: break
      }
    }
    throw KernelFailure(message: "no answer from the kernel process within a minute")
  }
}

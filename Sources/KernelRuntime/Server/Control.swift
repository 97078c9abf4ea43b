import Glibc

/// The control thread: turns requests into tasks of the main thread and into wishes of its run.
struct Control {
  let tasks: TaskList
  let outbox: Outbox
  /// The newest run, which may not have begun yet.
  private var run: RunControl?

  init(tasks: TaskList, outbox: Outbox) {
    self.tasks = tasks
    self.outbox = outbox
  }

  /// Obeys the requests that come from `socket`; where they end, the process does.
  consuming func obey(_ socket: Int32) -> Never {
    var reader = FrameReader<KernelRequest>()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    do throws(ProtocolError) {
      while true {
        let count = read(socket, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        reader.append(buffer[..<count])
        while let request = try reader.next() { obey(request) }
      }
      try reader.finish()
    } catch {
      outbox.send(.failed(run: 0, KernelFailure(.protocolError(error))))
      outbox.flush()
      _exit(ExitCode.protocolError)
    }
    endProcess()
  }

  private mutating func obey(_ request: KernelRequest) {
    switch request {
    case .load(let kernel, let library): tasks.add(.load(kernel: kernel, library: library))
    case .start(let setup): start(setup)
    case .set(let name, let value): run?.set(name, to: value)
    case .pause: run?.pause()
    case .resume: run?.resume()
    case .step(let count): run?.step(count)
    case .pace(let pace): run?.setPace(pace)
    case .interrupt: interrupt()
    case .evaluate(let cell): evaluate(cell)
    case .plotWidth(let columns): outbox.setPlotWidth(columns)
    case .shutdown: _exit(0)
    }
  }

  private mutating func start(_ setup: RunSetup) {
    interrupt()
    for (setup, control) in tasks.removeRuns() {
      for cell in control.end() { tasks.add(.evaluate(cell)) }
      outbox.send(.finished(run: setup.run, interrupted: true, steps: 0, seconds: 0))
    }
    let control = RunControl(setup)
    run = control
    tasks.add(.run(setup, control))
  }

  private func evaluate(_ cell: CellRequest) {
    if run?.evaluate(cell) != true { tasks.add(.evaluate(cell)) }
  }

  private func interrupt() {
    guard let run, !run.isInterrupted else { return }
    run.interrupt()
    outbox.announceStop(of: run.run)
  }
}

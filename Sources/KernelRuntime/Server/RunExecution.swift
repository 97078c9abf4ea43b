import Margin

/// One run of a kernel, from its setup to its last event.
struct RunExecution {
  let type: any Kernel.Type
  let setup: RunSetup
  let control: RunControl
  /// Sees the kernel while it runs, and after.
  let console: CellEvaluator
  let outbox: Outbox

  /// Runs to the end, on the calling thread.
  func run() {
    let kernel = type.init()
    console.kernel = kernel
    let parameters = KernelParameters(of: kernel)
    do {
      try prepare(parameters)
    } catch {
      outbox.send(.failed(run: setup.run, KernelFailure(error)))
      return
    }
    let host = RunHost(
      setup: setup, control: control, parameters: parameters, reads: self.type.reads,
      console: console,
      outbox: outbox
    )
    let pane = Pane(host: host, seed: setup.seed, stepLimit: setup.stepLimit)
    outbox.begin(setup, signal: control.signal)
    do {
      try kernel.run(in: pane)
      host.showAll()
      try host.finishReading()
      outbox.end { steps, seconds in
        .finished(
          run: setup.run, interrupted: pane.isInterrupted && !pane.isAtLimit, steps: steps,
          seconds: seconds)
      }
    } catch {
      host.showAll()
      var failure = KernelFailure(error)
      failure.hasLoadedOwnFile = host.hasLoadedOwnFile
      outbox.end { _, _ in .failed(run: setup.run, failure) }
    }
  }

  private func prepare(_ parameters: KernelParameters) throws(ParameterError) {
    for (name, value) in setup.parameters { try parameters.set(name, to: value) }
    for change in setup.changes { _ = try parameters.checkedChange(change.name, to: change.value) }
  }
}

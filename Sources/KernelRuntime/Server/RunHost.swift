import Charts
import Datasets
import Margin

/// The pane's other side in a kernel process.
final class RunHost: PaneHost {
  private let setup: RunSetup
  private let control: RunControl
  private let parameters: KernelParameters
  private let console: CellEvaluator
  private let outbox: Outbox
  private let savings: Savings
  private var postponed = PostponedCharts()
  private var early: EarlyCharts
  private let hashes: DataHashes
  /// Whether the kernel says what it reads; else it has read all before its first step.
  private let saysWhatItReads: Bool
  private var requests: DataRequests

  init(
    setup: RunSetup, control: RunControl, parameters: KernelParameters, reads: [String] = [],
    console: CellEvaluator? = nil, outbox: Outbox, early: EarlyCharts? = nil
  ) {
    self.setup = setup
    self.control = control
    self.parameters = parameters
    self.console = console ?? CellEvaluator(outbox)
    self.outbox = outbox
    self.early = early ?? EarlyCharts(setup)
    savings = Savings(setup)
    saysWhatItReads = !reads.isEmpty
    requests = DataRequests(own: setup.data)
    hashes = DataHashes { [run = setup.run] name, hash in
      outbox.send(.read(run: run, name: name, hash: hash))
    }
  }

  var signal: PaneSignal { control.signal }

  func begin(step: Int) -> Bool {
    showPostponed { !outbox.isAboutToShow($0) }
    if step == 1, !saysWhatItReads, let unread = requests.unread {
      // Rather now than after hours.
      let failure = KernelFailure(.unread(unread))
      outbox.end { [run = setup.run] _, _ in .failed(run: run, failure) }
      return false
    }
    guard let values = control.begin(step: step, rest) else { return false }
    for (name, value) in values {
      do {
        let value = try parameters.change(name, to: value)
        outbox.send(.changed(run: setup.run, step: step, name: name, value: value))
      } catch {
        outbox.send(.printed(PrintedLines([.init(.notChanged(error))])))
      }
    }
    return true
  }

  func checkpoint() -> Bool {
    showPostponed { !outbox.isAboutToShow($0) }
    return control.checkpoint(rest)
  }

  func waitForChange(after step: Int) -> Bool {
    control.waitForChange(rest)
  }

  /// What is done while the run stands between two steps.
  private var rest: RunControl.Rest {
    RunControl.Rest(outbox: outbox, begin: showAll) { [console, run = setup.run, signal] cell in
      console.evaluate(cell, in: run, step: signal.step)
    }
  }

  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int) {
    outbox.show { $0.plot(series, x: x, y: y, step: step, start: start) }
  }

  func describe(_ curve: CurveDescription) { outbox.show { $0.describe(curve) } }

  func show(_ chart: Chart, as name: String) { show(chart, as: name, in: signal.step) }

  func show(as name: String, _ chart: @escaping () -> Chart) {
    let step = signal.step
    if !outbox.isAboutToShow(name) {
      show(chart(), as: name)
    } else if let chart = early.made(in: step, by: chart) {
      show(chart, as: name, in: step)
    } else {
      postponed.set(name, in: step, chart)
    }
  }

  /// Makes and shows all charts that were postponed.
  func showAll() { showPostponed { _ in true } }

  private func showPostponed(where isDue: (String) -> Bool) {
    for (name, step, make) in postponed.take(where: isDue) { show(make(), as: name, in: step) }
  }

  private func show(_ chart: Chart, as name: String, in step: Int) {
    postponed.remove(name)
    outbox.show { $0.show(chart, as: name, in: step) }
  }

  func report(_ result: RunResult) { outbox.show { $0.report(result) } }

  // By way of stdout, so that it stands in order among what the kernel prints, and a flood of it
  // makes the kernel wait.
  func log(_ text: String) { print(text) }

  func progress(_ done: Int, of total: Int) { outbox.show { $0.progress(done, of: total) } }

  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    requests.note(name)
    return try outbox.withoutClock {
      let source = try Installation.current.source(of: name, own: setup.data)
      let value = try body(source)
      // Of what was only asked for nothing was read.
      if !source.files.isEmpty { hashes.add(source) }
      return value
    }
  }

  func isGiven(_ name: String) -> Bool { setup.data[name] != nil }

  /// Waits until all is told of the data.
  ///
  /// - Throws: `UnreadData` where the user gave some that the kernel does not read.
  func finishReading() throws {
    outbox.withoutClock { hashes.finish() }
    guard var unread = requests.unread else { return }
    unread.isReadWithOtherValues = saysWhatItReads && !unread.read.isEmpty
    throw unread
  }
}

// What the kernel keeps; neither writing nor reading is time of the run.
extension RunHost {
  func save(_ content: SavedContent, as file: String) throws {
    try outbox.withoutClock {
      let remarks = try savings.save(content, as: file)
      for remark in remarks { outbox.send(.printed(PrintedLines([.init(remark)]))) }
      if savings.isIn == file || remarks.isEmpty {
        outbox.send(.saved(run: setup.run, file: file, isWanted: savings.isIn == file))
      }
    }
  }

  func isWanted(_ file: String) -> Bool { savings.isWanted(file) }

  func saved(_ file: String, name: String) throws -> String {
    requests.note(name)
    return try outbox.withoutClock {
      let found = try savings.load(file, name: name)
      outbox.send(.loaded(run: setup.run, name: name, path: found.path, hash: found.hash))
      return found.path
    }
  }

  /// Whether the user has given a file in place of what was kept.
  var hasLoadedOwnFile: Bool { savings.hasLoadedOwnFile }

  func savedText(_ file: String, name: String) throws -> String {
    let path = try saved(file, name: name)
    return try outbox.withoutClock { try KernelRuntime.savedText(at: path) }
  }
}

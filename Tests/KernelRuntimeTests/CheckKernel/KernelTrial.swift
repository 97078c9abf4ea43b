import KernelRuntime
import Margin
import Testing

/// All that a kernel tells in one run, comparable to the bit.
struct Telling: Hashable {
  struct Point: Hashable {
    var series: String
    var step: Int
    var x: UInt64
    var y: UInt64

    var isNaN: Bool { Double(bitPattern: x).isNaN || Double(bitPattern: y).isNaN }
  }

  var points: [Point] = []
  /// The charts with the step they were shown in.
  var charts: [Int: [Chart]] = [:]
  var results: [RunResult] = []
  var steps = 0
  /// The names of the data that it asked for.
  var reads: Set<String> = []

  /// Infinite is what some are in truth, such as the perplexity of what was never seen.
  var hasNaN: Bool { points.contains(where: \.isNaN) || results.contains(where: \.value.isNaN) }

  /// What it told before `step`.
  func before(step: Int) -> Telling {
    Telling(points: points.filter { $0.step < step }, charts: charts.filter { $0.key < step })
  }
}

/// One run of a kernel in this process, with a script in place of a learner.
final class KernelTrial: PaneHost {
  let signal = PaneSignal()
  private let parameters: KernelParameters
  private let changes: [RunSetup.Change]
  private let lastStep: Int
  private var telling = Telling()

  /// Runs a new kernel of `type` with its quick values, and with `values` in their place, and tells
  /// what it told; it is interrupted after `lastStep`, counted over all its loops.
  static func run(
    _ type: any Kernel.Type, _ values: [String: ParameterValue] = [:],
    changes: [RunSetup.Change] = [], upTo lastStep: Int = 40
  ) throws -> Telling {
    let kernel = type.init()
    let trial = KernelTrial(kernel, changes: changes, lastStep: lastStep)
    for (name, text) in type.quick {
      let known = trial.parameters.descriptions.first { $0.name == name }
      try trial.parameters.set(name, to: #require(known, "quick: \(name)").value(parsing: text))
    }
    for (name, value) in values { try trial.parameters.set(name, to: value) }
    let pane = Pane(host: trial, seed: 3)
    try kernel.run(in: pane)
    trial.telling.steps = pane.step
    return trial.telling
  }

  private init(_ kernel: any Kernel, changes: [RunSetup.Change], lastStep: Int) {
    parameters = KernelParameters(of: kernel)
    self.changes = changes
    self.lastStep = lastStep
    signal.raise()
  }

  func begin(step: Int) -> Bool {
    for change in changes where change.step == step {
      _ = try? parameters.change(change.name, to: change.value)
    }
    return step <= lastStep
  }

  func checkpoint() -> Bool { signal.step <= lastStep }

  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int) {
    telling.points.append(
      .init(series: series, step: step, x: x.bitPattern, y: y.bitPattern))
  }

  func show(_ chart: Chart, as name: String) {
    telling.charts[signal.step, default: []].append(chart)
  }

  func report(_ result: RunResult) { telling.results.append(result) }

  // How fast a run is differs each time.
  func report(rate: RunResult) {}

  func log(_ text: String) {}

  func progress(_ done: Int, of total: Int) {}

  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    telling.reads.insert(name)
    return try body(Installation.current.source(of: name, own: [:]))
  }
}

import KernelRuntime
import Margin

/// A host in the test's own process: keeps what a kernel plots, shows and reports.
final class RecordingHost: PaneHost {
  let signal = PaneSignal()
  /// Called before each step; false ends the run.
  var beforeStep: (Int) -> Bool = { _ in true }
  /// Called where the kernel waits for a live change once its run is over; false: there is none.
  var afterRun: () -> Bool = { false }
  /// Files in place of the data sets that come along.
  var paths: [String: String] = [:]
  /// The kernel that runs, for what it learnt.
  var kernel: (any Kernel)?
  var series: [String: [Double]] = [:]
  /// The start of each point, 0 where there are none.
  var starts: [String: [Int]] = [:]
  var curves: [String: CurveDescription] = [:]
  var charts: [String: Chart] = [:]
  var results: [String: Double] = [:]
  /// The names of the results in the order in which they came, which is that of the screen.
  var resultNames: [String] = []
  var lines: [String] = []
  /// The data that were read, in their order.
  var reads: [String] = []
  /// What was told of how far it is, each with the step at which it was.
  var shares: [(done: Int, total: Int, step: Int)] = []
  /// The files in which something was to be kept.
  var savedFiles: [String] = []
  var steps = 0

  init() { signal.raise() }

  func begin(step: Int) -> Bool {
    steps = step
    return beforeStep(step)
  }

  func checkpoint() -> Bool { true }

  func waitForChange(after step: Int) -> Bool { afterRun() }

  func plot(_ name: String, x: Double, y: Double, step: Int, start: Int) {
    series[name, default: []].append(y)
    starts[name, default: []].append(start)
  }

  func describe(_ curve: CurveDescription) { curves[curve.series] = curve }

  func show(_ chart: Chart, as name: String) { charts[name] = chart }

  func report(_ result: RunResult) {
    if results.updateValue(result.value, forKey: result.name) == nil {
      resultNames.append(result.name)
    }
  }

  func log(_ text: String) { lines.append(text) }

  func progress(_ done: Int, of total: Int) { shares.append((done, total, steps)) }

  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    reads.append(name)
    return try body(Installation.current.source(of: name, own: paths))
  }

  func save(_ content: SavedContent, as file: String) throws {
    savedFiles.append(file)
    if case .text(let write) = content { try write(SavedText { _ in }) }
  }

  func isGiven(_ name: String) -> Bool { paths[name] != nil }
}

/// Where the data set `name` is that comes along.
func datasetPath(_ name: String) -> String {
  Installation.current.datasets + "/\(name).csv"
}

/// Runs `kernel` with `values` and gives what it told.
func run(
  _ kernel: some Kernel, _ values: [String: ParameterValue] = [:], seed: UInt64 = 0,
  _ prepare: (RecordingHost) -> Void = { _ in }
) throws -> RecordingHost {
  let host = RecordingHost()
  prepare(host)
  let parameters = KernelParameters(of: kernel)
  for (name, value) in values { try parameters.set(name, to: value) }
  host.kernel = kernel
  try kernel.run(in: Pane(host: host, seed: seed))
  return host
}

/// |a − b| relative to |b|.
func relativeError(_ a: Double, _ b: Double) -> Double { abs(a - b) / max(abs(b), 1e-300) }

import Datasets
import Margin

/// A run in the calling process, without protocol and second process: for a debugger or a profiler.
public enum InProcessRun {
  /// Runs the kernel `name`, built in or in the shared object at `library`, on the calling thread.
  ///
  /// - Parameters:
  ///   - name: The kernel's name.
  ///   - library: A compiled edit; nil for the built-in kernel.
  ///   - setup: What the run begins with, live changes included.
  ///   - tell: Takes each point, result and logged line.
  /// - Throws: `KernelFailure` where there is no such kernel, `ParameterError`, and what it throws.
  public static func run(
    _ name: String, library: String?, _ setup: RunSetup, tell: @escaping (String) -> Void
  ) throws {
    let kernel = try KernelLoader.type(of: name, library: library).init()
    let parameters = KernelParameters(of: kernel)
    for (name, value) in setup.parameters { try parameters.set(name, to: value) }
    Threads.count = Processors.count
    let host = InProcessHost(setup, parameters, tell)
    try kernel.run(in: Pane(host: host, seed: setup.seed, stepLimit: setup.stepLimit))
    if let unread = host.requests.unread { throw unread }
  }
}

private final class InProcessHost: PaneHost {
  let signal = PaneSignal()
  private let setup: RunSetup
  private let parameters: KernelParameters
  private let tell: (String) -> Void
  private let savings: Savings
  private(set) var requests: DataRequests

  init(_ setup: RunSetup, _ parameters: KernelParameters, _ tell: @escaping (String) -> Void) {
    self.setup = setup
    self.parameters = parameters
    self.tell = tell
    savings = Savings(setup)
    requests = DataRequests(own: setup.data)
    if !setup.changes.isEmpty { signal.raise() }
  }

  func begin(step: Int) -> Bool {
    for change in setup.changes where change.step == step {
      do {
        let value = try parameters.change(change.name, to: change.value)
        tell("step \(step): \(change.name) = \(value)")
      } catch {
        tell("step \(step): \(error)")
      }
    }
    return true
  }

  func checkpoint() -> Bool { true }

  func waitForChange(after step: Int) -> Bool { setup.changes.contains { $0.step > step } }

  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int) {
    tell("step \(step): \(series) \(y)")
  }

  func show(_ chart: Chart, as name: String) {}

  func report(_ result: RunResult) { tell("\(result.name) \(result.value)") }

  func log(_ text: String) { tell(text) }

  func progress(_ done: Int, of total: Int) {}

  func save(_ content: SavedContent, as file: String) throws {
    for remark in try savings.save(content, as: file) { tell("\(remark)") }
  }

  func isWanted(_ file: String) -> Bool { savings.isWanted(file) }

  func saved(_ file: String, name: String) throws -> String {
    requests.note(name)
    return try savings.load(file, name: name).path
  }

  func savedText(_ file: String, name: String) throws -> String {
    try KernelRuntime.savedText(at: saved(file, name: name))
  }

  func isGiven(_ name: String) -> Bool { setup.data[name] != nil }

  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    requests.note(name)
    return try body(Installation.current.source(of: name, own: setup.data))
  }
}

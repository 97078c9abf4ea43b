import Margin

/// A host that keeps what a kernel shows and obeys a script.
final class TestHost: PaneHost {
  let signal = PaneSignal()
  var points: [(series: String, x: Double, y: Double, step: Int, start: Int)] = []
  var curves: [CurveDescription] = []
  var charts: [String: Chart] = [:]
  var results: [RunResult] = []
  var lines: [String] = []
  /// What to do before the body of a step; the run ends where it returns false.
  var onBegin: (Int) -> Bool = { _ in true }
  /// Whether there is always another change to wait for.
  var awaitsChange = false
  var progress: [[Int]] = []
  private(set) var calls = 0

  func begin(step: Int) -> Bool {
    calls += 1
    return onBegin(step)
  }
  func checkpoint() -> Bool { onBegin(0) }
  func waitForChange(after step: Int) -> Bool { awaitsChange }
  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int) {
    points.append((series, x, y, step, start))
  }
  func describe(_ curve: CurveDescription) { curves.append(curve) }
  func show(_ chart: Chart, as name: String) { charts[name] = chart }
  func report(_ result: RunResult) { results.append(result) }
  func log(_ text: String) { lines.append(text) }
  func progress(_ done: Int, of total: Int) { progress.append([done, total]) }
  /// The files that the kernel may read, by name.
  var paths: [String: String] = [:]
  func isGiven(_ name: String) -> Bool { paths[name] != nil }

  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    guard let path = paths[name] else { throw DatasetError.empty(path: name) }
    return try body(DataSource(path, name: name))
  }
}

import Charts
import Margin

/// What a run has shown since the last frame: the newest of each chart and result, every point.
struct RunOutput {
  let run: Int
  let signal: PaneSignal
  var clock = RunClock()
  /// Whether steps go by: neither paused nor over.
  var isGoingOn: Bool
  /// Whether it was asked to end.
  var isStopping = false

  private(set) var points: [MetricPoint] = []
  private var charts: [(name: String, chart: Chart)] = []
  private var results: [RunResult] = []
  private var progress: (done: Int, total: Int)?

  init(run: Int, signal: PaneSignal) {
    self.run = run
    self.signal = signal
    isGoingOn = true
  }

  /// Before the first run.
  init() {
    run = 0
    signal = PaneSignal()
    isGoingOn = false
  }

  var isEmpty: Bool { points.isEmpty && charts.isEmpty && results.isEmpty && progress == nil }

  mutating func plot(_ series: String, x: Double, y: Double, step: Int) {
    points.append(MetricPoint(series: series, step: step, x: x, y: y, time: clock.seconds))
  }

  mutating func show(_ chart: Chart, as name: String) {
    if let index = charts.firstIndex(where: { $0.name == name }) {
      charts[index].chart = chart
    } else {
      charts.append((name, chart))
    }
  }

  mutating func report(_ result: RunResult) {
    if let index = results.firstIndex(where: { $0.name == result.name }) {
      results[index] = result
    } else {
      results.append(result)
    }
  }

  mutating func progress(_ done: Int, of total: Int) { progress = (done, total) }

  var state: KernelEvent {
    let state: RunState = isStopping ? .stopping : isGoingOn ? .running : .paused
    return .state(run: run, state, step: signal.step, seconds: clock.seconds)
  }

  /// The events that tell all of it, which is then forgotten.
  mutating func take() -> [KernelEvent] {
    var events: [KernelEvent] = []
    if !points.isEmpty { events.append(.metrics(run: run, MetricBatch(points))) }
    events += charts.map { .display(run: run, name: $0.name, chart: $0.chart) }
    events += results.map { .result(run: run, $0) }
    if let progress {
      events.append(.progress(run: run, done: progress.done, total: progress.total))
    }
    points.removeAll(keepingCapacity: true)
    charts = []
    results = []
    progress = nil
    return events
  }
}

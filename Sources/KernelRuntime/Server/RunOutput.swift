import Charts
import Margin

/// What a run has shown since the last frame.
///
/// The newest of each chart and result, a few charts of early steps, and its series, thinned or with
/// every point: however much it shows, this stays small.
struct RunOutput {
  let run: Int
  let signal: PaneSignal
  var clock = RunClock()
  /// Whether steps go by: neither paused nor over.
  var isGoingOn: Bool
  /// Whether it stands still for want of a change.
  var isWaiting = false
  /// Whether it was asked to end.
  var isStopping = false

  private let tellsEveryPoint: Bool
  private(set) var points: [MetricPoint] = []
  private var series = ThinnedMetrics()
  private var curves = NewestByName<CurveDescription>(limit: ThinnedMetrics.seriesLimit)
  private var charts = NewestByName<(chart: Chart, step: Int)>(limit: 256)
  /// Charts of early steps that newer ones have taken the place of.
  private var passed: [(name: String, chart: Chart, step: Int)] = []
  private var early: EarlyCharts
  private var results = NewestByName<RunResult>(limit: 2048)
  private var progress: (done: Int, total: Int)?
  private var hasToldLimit = false
  /// Whether somebody has a newer chart for when those that are here are taken.
  private var isAwaited = false

  init(_ setup: RunSetup, signal: PaneSignal) {
    run = setup.run
    tellsEveryPoint = setup.tellsEveryPoint
    early = EarlyCharts(setup)
    self.signal = signal
    isGoingOn = true
  }

  /// Before the first run.
  init() {
    run = 0
    tellsEveryPoint = false
    early = EarlyCharts(seconds: 0, bytes: 0)
    signal = PaneSignal()
    isGoingOn = false
  }

  var isEmpty: Bool {
    points.isEmpty && !series.hasNews && curves.news.isEmpty && charts.news.isEmpty
      && results.news.isEmpty && progress == nil
  }

  mutating func plot(_ name: String, x: Double, y: Double, step: Int, start: Int) {
    let sample = MetricSample(step: step, x: x, y: y, time: clock.seconds, start: start)
    if tellsEveryPoint {
      points.append(MetricPoint(series: name, sample))
    } else {
      series.add(sample, to: name)
    }
  }

  mutating func describe(_ curve: CurveDescription) { curves.set(curve, for: curve.series) }

  mutating func show(_ chart: Chart, as name: String, in step: Int) {
    if let former = charts.value(for: name), former.step < step,
      early.takes(former.chart, in: former.step)
    {
      passed.append((name, former.chart, former.step))
    }
    charts.set((chart, step), for: name)
  }

  /// Whether a chart in the slot `name` is still to be taken; if so, the signal is raised when it is.
  mutating func isAboutToShow(_ name: String) -> Bool {
    guard charts.value(for: name) != nil else { return false }
    isAwaited = true
    return true
  }

  mutating func report(_ result: RunResult) { results.set(result, for: result.name) }

  mutating func progress(_ done: Int, of total: Int) { progress = (done, total) }

  var state: KernelEvent {
    let rest: RunState = isWaiting ? .waiting : .paused
    let state: RunState = isStopping ? .stopping : isGoingOn ? .running : rest
    return .state(run: run, state, step: signal.step, seconds: clock.seconds)
  }

  /// The events that tell all of it, which is then forgotten.
  mutating func take() -> [KernelEvent] {
    var events = curves.takeNews().map { KernelEvent.curve(run: run, $0.value) }
    if !points.isEmpty { events.append(.metrics(run: run, MetricBatch(points))) }
    points.removeAll(keepingCapacity: true)
    events += series.takeUpdates().pieces.map { .series(run: run, $0) }
    let news = passed + charts.takeNews().map { ($0.name, $0.value.chart, $0.value.step) }
    passed = []
    events += news.map { .display(run: run, name: $0.name, chart: $0.chart, step: $0.step) }
    events += results.takeNews().map { .result(run: run, $0.value) }
    if let progress {
      events.append(.progress(run: run, done: progress.done, total: progress.total))
    }
    if !hasToldLimit, let limit {
      hasToldLimit = true
      events.append(.printed(PrintedLines([.init(limit)])))
    }
    progress = nil
    if isAwaited { signal.raise() }
    isAwaited = false
    return events
  }

  /// What is not shown because there is too much of it.
  private var limit: KernelRemark? {
    if series.isOverfull {
      .seriesLimit(ThinnedMetrics.seriesLimit)
    } else if charts.isOverfull {
      .chartLimit(charts.limit)
    } else if results.isOverfull {
      .resultLimit(results.limit)
    } else {
      nil
    }
  }
}

/// The newest value under each of a limited number of names.
private struct NewestByName<Value> {
  let limit: Int
  private var names: Set<String> = []
  private(set) var news: [(name: String, value: Value)] = []
  /// Whether there were more names.
  private(set) var isOverfull = false

  init(limit: Int) { self.limit = limit }

  mutating func set(_ value: Value, for name: String) {
    if let place = news.firstIndex(where: { $0.name == name }) {
      news[place].value = value
    } else if names.contains(name) || names.count < limit {
      names.insert(name)
      news.append((name, value))
    } else {
      isOverfull = true
    }
  }

  /// The value under `name` that has not been taken.
  func value(for name: String) -> Value? { news.first { $0.name == name }?.value }

  mutating func takeNews() -> [(name: String, value: Value)] {
    defer { news = [] }
    return news
  }
}

public import KernelRuntime
public import Margin
public import Notebook

/// Makes the record of a run out of the events of its kernel process.
public struct RunRecorder: Hashable, Sendable {
  /// The run as far as its events tell.
  public private(set) var record: RunRecord
  /// The number that the run's events carry; nil takes those of any run.
  private let run: Int?
  /// The series of a run of which every point is told.
  private var metrics = ThinnedMetrics()

  /// A run of which nothing is known yet but where it comes from.
  ///
  /// - Parameters:
  ///   - origin: What makes it the same computation as another.
  ///   - began: Seconds since 1970.
  ///   - run: The number in its events (`RunSetup.run`); nil where the process has one run only.
  ///   - pane: Where in the lessons it runs; nil where it runs in none.
  public init(
    origin: RunRecord.Origin, began: Double, run: Int? = nil, pane: String? = nil
  ) {
    record = RunRecord(origin: origin, began: began, pane: pane)
    self.run = run
  }

  /// A run that is known already, of which nothing more will be told.
  public init(_ record: RunRecord) {
    self.record = record
    run = nil
  }

  /// Takes in what `event` tells of this run; what tells of another one changes nothing.
  public mutating func apply(_ event: KernelEvent) {
    guard run == nil || event.run == nil || event.run == run else { return }
    switch event {
    case .ready(let kernel):
      record.origin.threads = kernel.threads
      record.origin.blasCore = kernel.blasCore
    case .state(_, _, let step, let seconds):
      record.steps = step
      record.seconds = seconds
    case .curve(_, let curve):
      record.curves[curve.series] = RunRecord.Curve(curve)
    case .metrics(_, let points):
      for point in points { metrics.add(point.sample, to: point.series) }
      apply(metrics.takeUpdates())
    case .series(_, let updates): apply(updates)
    case .display(_, let name, let chart, _): record.show(chart, as: name)
    case .read(_, let name, let hash): note(hash, of: name)
    case .changed(_, let step, let name, let value):
      record.changes.append(.init(step: step, name: name, value: value.description))
    case .result(_, let result): note(RunRecord.Result(result))
    case .loaded(_, let name, let path, let hash):
      record.origin.data[name] = path
      note(hash, of: name)
    case .failed(_, let failure):
      record.ending = .failed(failure.message)
      record.note(failure)
    case .finished(_, let interrupted, let steps, let seconds):
      record.steps = steps
      record.seconds = seconds
      record.ending = interrupted ? .interrupted : .finished
    case .exited(let exit):
      if record.ending == nil {
        record.ending = .died(exit.message)
        record.note(exit)
      }
    case .evaluating(_, .some, let step): record.touchedAt = record.touchedAt ?? step
    case .printed, .progress, .saved, .evaluating, .evaluated: break
    }
  }

  /// A later result of a name takes the place of the former: their order does not depend on when frames came.
  private mutating func note(_ result: RunRecord.Result) {
    if let place = record.results.firstIndex(where: { $0.name == result.name }) {
      record.results[place] = result
    } else {
      record.results.append(result)
    }
  }

  private mutating func note(_ hash: String, of name: String) {
    record.origin.hashes = (record.origin.hashes ?? [:]).merging([name: hash]) { $1 }
  }

  private mutating func apply(_ news: SeriesUpdates) {
    for update in news.updates {
      record.replaceSamples(
        of: update.series, from: update.start,
        with: update.samples.lazy.map(RunRecord.Sample.init), averages: update.averages)
    }
  }
}

extension RunRecord.Sample {
  /// A sample as it is recorded.
  public init(_ sample: MetricSample) {
    self.init(
      step: sample.step, x: sample.x, y: sample.y, time: sample.time, start: sample.start)
  }
}

extension RunRecord.Curve {
  /// What is recorded of a curve.
  public init(_ curve: CurveDescription) {
    self.init(chart: curve.chart, name: curve.name, xLabel: curve.xLabel)
  }
}

extension RunRecord.Result {
  /// A result as it is recorded.
  public init(_ result: RunResult) {
    self.init(name: result.name, value: result.value, better: result.better?.rawValue)
  }
}

extension KernelEvent {
  /// The number of the run that the event is about; nil where it is about the process.
  fileprivate var run: Int? {
    switch self {
    case .state(let run, _, _, _), .curve(let run, _), .metrics(let run, _), .series(let run, _),
      .display(let run, _, _, _), .read(let run, _, _), .changed(let run, _, _, _),
      .progress(let run, _, _), .result(let run, _), .loaded(let run, _, _, _),
      .saved(let run, _, _),
      .failed(let run, _), .finished(let run, _, _, _):
      run
    case .evaluating(_, let run, _): run
    case .ready, .printed, .exited, .evaluated: nil
    }
  }
}

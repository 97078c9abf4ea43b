import KernelRuntime
import Margin
import Notebook

/// A run as the screen knows it: what was recorded of it and how far it is.
struct RunModel: Equatable {
  enum Phase: Equatable {
    /// Asked for; no event of it has come yet.
    case starting
    case running
    case paused
    /// The kernel has nothing to do until a live value is set.
    case waiting
    /// Asked to stop at this time.
    case stopping(since: Double)
    case finished
    case interrupted
    /// `run(in:)` threw.
    case failed(KernelFailure)
    /// The process died under it.
    case died(KernelExit)
  }

  /// The run told once more from its beginning, by another process, until that has come as far as
  /// the screen has.
  private struct Retelling: Equatable {
    var recorder: RunRecorder
    var step: Int
    /// Values that were set meanwhile, by Swift name: they act where the screen is.
    var values: [String: ParameterValue] = [:]
  }

  /// Counts the runs of this notebook; kernel processes get it as the run's number.
  let number: Int
  private var recorder: RunRecorder
  /// Whether it was read from the disk rather than begun here.
  let isRestored: Bool
  private var retelling: Retelling?
  /// What its charts showed in its steps; of a run of an earlier day, in the last one.
  private(set) var history = ChartHistory()
  /// What it began with and the changes since; nil of a run of an earlier day.
  private(set) var setup: RunSetup?
  /// The files that it runs, the kernel's own first; nil of a run of an earlier day.
  let sources: [SourceFile]?
  var phase: Phase
  var step = 0
  var share: Share?
  var pace: Pace
  /// When what is new is to be recorded; nil if nothing is.
  var recordDue: Double?

  /// A run that was asked for at `time`, which is `date` in seconds since 1970, in the pane that
  /// progress knows as `pane`.
  init(
    number: Int, origin: RunRecord.Origin, sources: [SourceFile], setup: RunSetup? = nil,
    pane: String? = nil, time: Double, date: Double
  ) {
    self.number = number
    self.setup = setup
    self.sources = sources
    recorder = RunRecorder(origin: origin, began: date, run: number, pane: pane)
    isRestored = false
    phase = .starting
    pace = Pace(time: time)
  }

  /// A run of an earlier day.
  init(number: Int, restored record: RunRecord) {
    self.number = number
    sources = nil
    recorder = RunRecorder(record)
    isRestored = true
    step = record.steps
    for (name, chart) in record.displays { history.add(chart, as: name, in: step) }
    pace = Pace(time: record.began)
    phase =
      switch record.ending {
      case .finished: .finished
      case .failed(let words):
        .failed(record.read(KernelFailure.self) ?? KernelFailure(message: words))
      case .cutShort: .died(KernelExit(cause: .cutShort))
      case .died(let words):
        .died(record.read(KernelExit.self) ?? KernelExit(cause: .recorded(words)))
      case .interrupted, nil: .interrupted
      }
  }

  /// What is known of it.
  var record: RunRecord { recorder.record }

  /// Whether the console may have changed it.
  var isTouched: Bool { record.touchedAt != nil }

  /// Takes in what the run's process told.
  mutating func note(_ event: KernelEvent) {
    if isRestored { return }
    if case .changed(_, let step, let name, let value) = event, retelling == nil {
      setup?.changes.append(.init(step: step, name: name, value: value))
    }
    recorder.apply(event)
    keepChart(of: event)
  }

  private mutating func keepChart(of event: KernelEvent) {
    guard case .display(_, let name, let chart, let step) = event else { return }
    history.add(chart, as: name, in: step)
  }

  /// Gives up what only the present run needs.
  mutating func forgetHistory() { history = ChartHistory() }

  /// Whether another process is telling the run once more and has not come as far as the screen.
  var isBeingRetold: Bool { retelling != nil }

  /// Waits out of sight for a process that tells the run once more, up to the present step.
  ///
  /// What it tells stands in the record for what is known now, so that all of the record comes from
  /// one process.
  mutating func beginRetelling() {
    retelling = Retelling(
      recorder: RunRecorder(
        origin: record.origin, began: record.began, run: number, pane: record.pane), step: step)
  }

  /// Notes that a value was set that the process is to have when it has come as far.
  mutating func setLater(_ name: String, to value: ParameterValue) {
    retelling?.values[name] = value
  }

  /// Takes in what the process tells once more.
  ///
  /// - Returns: Once it has come as far, or to the run's end, the values that were set meanwhile; then
  ///   the run is what it tells.
  mutating func hearAgain(_ event: KernelEvent) -> [String: ParameterValue]? {
    retelling?.recorder.apply(event)
    keepChart(of: event)
    switch event {
    case .state(_, .paused, let step, _), .state(_, .waiting, let step, _):
      if step < retelling?.step ?? 0 { return nil }
    case .finished, .failed, .exited: break
    default: return nil
    }
    guard let heard = retelling else { return nil }
    retelling = nil
    recorder = heard.recorder
    return heard.values
  }

  /// Whether its process is still computing or waiting for it.
  var isOn: Bool {
    switch phase {
    case .starting, .running, .paused, .waiting, .stopping: true
    case .finished, .interrupted, .failed, .died: false
    }
  }

  /// Whether it is over without having been stopped.
  var hasEndedByItself: Bool {
    switch phase {
    case .finished, .failed, .died: true
    case .starting, .running, .paused, .waiting, .stopping, .interrupted: false
    }
  }

  /// Whether it shows anything: enough points for a line, or a chart of the kernel's own.
  var isVisible: Bool {
    !record.displayCharts.isEmpty || record.series.values.contains { $0.count >= 2 }
  }
}

/// How fast the steps of a run follow each other.
struct Pace: Equatable {
  /// When the step last went on.
  private(set) var lastAdvance: Double
  /// Steps a second over about the last half second; nil before that.
  private(set) var rate: Double?
  private var anchorTime: Double
  private var anchorStep = 0
  private var step = 0

  /// How long a step may stand before the screen says so, in seconds.
  static let patience = 2.0
  private static let window = 0.5

  init(time: Double) {
    lastAdvance = time
    anchorTime = time
  }

  /// Notes that the run was at `step` at `time`.
  mutating func advance(to step: Int, at time: Double) {
    if step != self.step { lastAdvance = time }
    self.step = step
    // Measured from one step to a later one: between two slow steps the rate is not nought.
    guard step > anchorStep, time - anchorTime >= Self.window else { return }
    rate = Double(step - anchorStep) / (time - anchorTime)
    anchorStep = step
    anchorTime = time
  }

  /// Begins to measure anew, as after a pause.
  mutating func rest(at time: Double) {
    lastAdvance = time
    rate = nil
    anchorTime = time
    anchorStep = step
  }

  /// How long the step has stood at `time`, where that is worth telling.
  func standstill(at time: Double) -> Double? {
    time - lastAdvance >= Self.patience ? time - lastAdvance : nil
  }
}

/// What a kernel sees of the outside: its steps, its charts, its data, its random numbers.
public final class Pane {
  /// The run's one seeded generator.
  public var random: RandomSource
  /// The step that the run is at, over all its loops; 0 before the first.
  public private(set) var step = 0
  /// Whether the run is to end early, since it was asked to or has no step left of those that it may
  /// go; every loop over steps has ended then.
  public private(set) var isInterrupted = false

  /// At most so many steps in all.
  private let stepLimit: Int?
  /// Whether the present step was begun by an epoch, and no loop inside has taken it yet.
  private var isStepOpen = false
  /// How far the outermost loop over epochs has come; nil outside of one.
  private var epochs: EpochProgress?
  /// Whether the kernel itself tells how far its work has come.
  private var tellsProgressItself = false
  var curves = PlottedCurves()
  /// What was done, and how long it took, by the name of the rate.
  var rates: [String: (amount: Int, duration: Duration)] = [:]

  let host: any PaneHost
  private let signal: PaneSignal

  /// A pane whose output goes to `host`.
  public init(host: any PaneHost, seed: UInt64, stepLimit: Int? = nil) {
    self.host = host
    self.stepLimit = stepLimit
    signal = host.signal
    random = RandomSource(seed: seed)
  }
}

// Steps.
extension Pane {
  /// The next `count` steps: `for iteration in pane.steps(100)`.
  ///
  /// Each iteration has the number of its step over the whole run, 1, 2, … whatever the loop. Here
  /// the run is paused, values set meanwhile take effect, and an interrupt ends the loop early. The
  /// screen shows which share of them is done and how long the rest will take.
  public func steps(_ count: Int) -> Steps { Steps(count: count, tellsShare: true, pane: self) }

  /// The next steps, at most `limit` of them, of a search that is left when it has converged: how many
  /// it will be nobody can know, and no share of them is told.
  public func steps(upTo limit: Int) -> Steps {
    Steps(count: limit, tellsShare: false, pane: self)
  }

  /// The numbers 1 … `count` of passes over the data.
  ///
  ///     for epoch in pane.epochs(20) {
  ///       for batch in pane.batches(of: 50, from: x.shape[0]) { … x.rows(at: batch) … }
  ///     }
  ///
  /// Each batch, or step of `steps`, inside is a step of the run; an epoch without any is one itself.
  /// From them the screen knows how much is done and how long the rest will take.
  public func epochs(_ count: Int) -> Epochs { Epochs(count: count, pane: self) }

  /// One pass over `count` rows in an order drawn from `random`, in batches of `size` rows; the last
  /// one has what is left over.
  public func batches(of size: Int, from count: Int) -> Batches {
    Batches(size: size, rows: count, pane: self)
  }

  /// The same cooperative point inside long work; values set meanwhile wait for the next step.
  ///
  /// - Returns: Whether the run goes on; if not, `run(in:)` should end soon.
  @discardableResult
  public func checkpoint() -> Bool {
    if signal.isRaised, !isInterrupted { isInterrupted = !host.checkpoint() }
    return !isInterrupted
  }

  /// The same, and says that `done` of `total` units of the long work are done.
  ///
  ///     let (sentences, vocabulary) = Sentences.reading(text, progress: pane.checkpoint)
  ///
  /// Unlike with `progress`, loops over `epochs` that come later tell theirs.
  ///
  /// - Returns: Whether the run goes on.
  @discardableResult
  public func checkpoint(_ done: Int, of total: Int) -> Bool {
    host.progress(done, of: total)
    return checkpoint()
  }

  /// `checkpoint` for one part of long work, which is this share of the whole.
  ///
  ///     let (sentences, vocabulary) = Sentences.reading(text, progress: pane.part(0...0.2))
  ///     let table = NGramTable(sentences, …, progress: pane.part(0.2...1))
  ///
  /// - Parameter share: From where to where, between 0 and 1.
  /// - Returns: Takes how many units of the part are done, and of how many; gives whether the run goes on.
  public func part(_ share: ClosedRange<Double>) -> (_ done: Int, _ total: Int) -> Bool {
    { [self] done, total in
      let fraction = total > 0 ? Double(done) / Double(total) : 1
      let place = share.lowerBound + (share.upperBound - share.lowerBound) * fraction
      return checkpoint(Int(1000 * place), of: 1000)
    }
  }

  /// Waits, once there is nothing left to do, until a live value is set, which acts at the next step.
  ///
  ///     repeat {
  ///       for _ in pane.steps(1000) where hasConverged { break }
  ///     } while pane.waitForChange()
  ///
  /// Where nobody can set one, as in `margin run`, it returns at once.
  ///
  /// - Returns: Whether there is a change; if not, `run(in:)` should end.
  public func waitForChange() -> Bool {
    if isAtLimit { return false }
    if checkpoint(), host.waitForChange(after: step) { return true }
    checkpoint()
    return false
  }

  /// Whether the run has gone all the steps that it may.
  public var isAtLimit: Bool { stepLimit.map { step >= $0 } ?? false }

  /// Begins the next step, unless an epoch has just begun it or the run is to end.
  func takeStep() -> Bool {
    if isStepOpen {
      isStepOpen = false
      return !isInterrupted
    }
    return beginStep()
  }

  private func beginStep() -> Bool {
    if isInterrupted { return false }
    if isAtLimit {
      // So that a run that was interrupted here is the same when `--steps` gives it again.
      isInterrupted = true
      return false
    }
    if signal.isRaised, !host.begin(step: step + 1) {
      isInterrupted = true
      return false
    }
    step += 1
    signal.publish(step: step)
    return true
  }
}

// Epochs.
extension Pane {
  func enter(_ loop: Epochs, count: Int) {
    if epochs == nil { epochs = EpochProgress(loop, count: count) }
  }

  /// Begins the first step of an epoch, which is the first one of the loops inside.
  func beginEpoch(of loop: Epochs) -> Bool {
    guard isStepOpen || takeStep() else { return false }
    isStepOpen = true
    if epochs?.isOf(loop) == true { epochs?.begin(step: step) }
    return true
  }

  func endEpoch(of loop: Epochs) {
    isStepOpen = false
    if epochs?.isOf(loop) == true { epochs?.end(lastStep: step) }
  }

  /// The loop has ended, or was left.
  func leave(_ loop: Epochs) {
    guard epochs?.isOf(loop) == true else { return }
    tellProgress()
    isStepOpen = false
    epochs = nil
  }

  /// So many steps are to come in this epoch.
  func expectSteps(_ count: Int) { epochs?.expect(count) }

  /// Tells how far the epochs have come; outside of them `steps`, the done and the total of a loop.
  func tellProgress(of steps: (done: Int, total: Int)? = nil) {
    guard !tellsProgressItself, let share = epochs?.share(atStep: step) ?? steps else { return }
    host.progress(share.done, of: share.total)
  }
}

// What the kernel shows.
extension Pane {
  /// Shows a chart in the slot `name`, in place of the former one there.
  ///
  /// - Parameters:
  ///   - chart: The chart as it is now.
  ///   - name: The slot; without a name, the one that belongs to the chart's kind.
  public func show(_ chart: Chart, as name: String? = nil) {
    host.show(chart, as: name ?? chart.kindName)
  }

  /// Shows in the slot `name` the chart that `chart` makes, which is called only when it will be seen:
  /// when a frame is due, where the run pauses, and at its end.
  ///
  ///     pane.show(as: "clusters") { .scatter(clusters(r)) }
  ///
  /// What it uses must still be what it is now when it is called some steps later: constants and
  /// values that were handed in, not variables that go on changing, and no random numbers.
  ///
  /// - Parameters:
  ///   - name: The slot.
  ///   - chart: Makes the chart.
  public func show(as name: String, _ chart: @escaping () -> Chart) {
    host.show(as: name, chart)
  }

  /// Reports a final scalar, in place of the former one of that name.
  public func result(_ name: String, _ value: Double, better: RunResult.Direction? = nil) {
    host.report(RunResult(name: name, value: value, better: better))
  }

  /// Reports a final scalar, in place of the former one of that name.
  @_disfavoredOverload
  public func result(
    _ name: String, _ value: some SingleNumber, better: RunResult.Direction? = nil
  ) {
    result(name, value.singleNumber, better: better)
  }

  /// Writes a line of text.
  public func log(_ text: String) { host.log(text) }

  /// Says that `done` of `total` units of work are done.
  ///
  /// Loops over `epochs` and `steps` say it themselves, unless this is called.
  public func progress(_ done: Int, of total: Int) {
    tellsProgressItself = true
    host.progress(done, of: total)
  }
}

/// What a kernel sees of the outside: its steps, its charts, its data, its random numbers.
public final class Pane {
  /// The run's one seeded generator.
  public var random: RandomSource
  /// The step that the run is at, over all its loops; 0 before the first.
  public private(set) var step = 0
  /// Whether the run was asked to end early; every loop over steps has ended then.
  public private(set) var isInterrupted = false

  /// At most so many steps of a loop that is in no other loop over steps.
  let stepLimit: Int?
  /// How many loops over steps are under way, one in the other.
  var depth = 0
  var curves = PlottedCurves()

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
  /// the run is paused, values set meanwhile take effect, and an interrupt ends the loop early.
  public func steps(_ count: Int) -> Steps { Steps(count: count, pane: self) }

  /// The same cooperative point inside long work; values set meanwhile wait for the next step.
  ///
  /// - Returns: Whether the run goes on; if not, `run(in:)` should end soon.
  @discardableResult
  public func checkpoint() -> Bool {
    if signal.isRaised, !isInterrupted { isInterrupted = !host.checkpoint() }
    return !isInterrupted
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
    if checkpoint(), host.waitForChange(after: step) { return true }
    checkpoint()
    return false
  }

  /// Begins the next step, unless the run is to end.
  func beginStep() -> Bool {
    if isInterrupted { return false }
    if signal.isRaised, !host.begin(step: step + 1) {
      isInterrupted = true
      return false
    }
    step += 1
    signal.publish(step: step)
    return true
  }
}

// What the kernel reads.
extension Pane {
  /// The data set `name`, the user's own by `--data` or one that comes along.
  ///
  /// Reading it does not count as time of the run.
  ///
  /// - Throws: An error that says what is wrong with the file, or names the data sets there are.
  public func dataset(_ name: String) throws -> Dataset { try host.dataset(name) }
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
  public func progress(_ done: Int, of total: Int) { host.progress(done, of: total) }
}

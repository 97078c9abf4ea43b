import Synchronization

/// Where a pane's output goes and its intent comes from: the kernel process, or a test.
///
/// All of it is called on the thread that runs the kernel.
public protocol PaneHost: AnyObject {
  /// Raised from any thread when `begin` or `checkpoint` has something to do.
  var signal: PaneSignal { get }
  /// Called before the body of `step` while the signal is raised: applies the values set
  /// meanwhile, waits while the run is paused.
  ///
  /// - Returns: Whether the run goes on.
  func begin(step: Int) -> Bool
  /// The same cooperative point inside long work; values wait for the next step.
  ///
  /// - Returns: Whether the run goes on.
  func checkpoint() -> Bool
  /// Waits until there is a value for a step after `step`, if ever there can be one.
  ///
  /// - Returns: Whether there is one; not where the run is to end.
  func waitForChange(after step: Int) -> Bool
  /// What the points of a series are that come from now on, where its name does not say all.
  func describe(_ curve: CurveDescription)
  /// A new point of a series; of several starts the point is of `start`, else of 0.
  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int)
  /// The chart in the slot `name`, in place of the former one.
  func show(_ chart: Chart, as name: String)
  /// The chart that `chart` makes, in the slot `name`, made at the latest when the run has ended.
  func show(as name: String, _ chart: @escaping () -> Chart)
  /// A final scalar.
  func report(_ result: RunResult)
  /// A rate, such as words per second: the one kind of result that differs from run to run.
  func report(rate: RunResult)
  /// A line of text.
  func log(_ text: String)
  /// How far the work has come.
  func progress(_ done: Int, of total: Int)
  /// What `body` makes of the data `name`: the user's own, or those that come along.
  ///
  /// - Throws: An error whose description says what is wrong with them, or names those there are.
  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value
  /// Whether the user has given data of their own as `name`.
  func isGiven(_ name: String) -> Bool
  /// Whether the user wants what is kept in the file `file` in one of their own too.
  func isWanted(_ file: String) -> Bool
  /// Keeps `content` in the file `file`, in place of the former one; where it cannot be written, a line
  /// says so and the run goes on.
  ///
  /// - Throws: What the content itself throws.
  func save(_ content: SavedContent, as file: String) throws
  /// The path of what was kept in the file `file` as `name`.
  ///
  /// - Throws: `SavingError.nothingSaved`, or another error in words.
  func saved(_ file: String, name: String) throws -> String
  /// The text that was kept in the file `file` as `name`.
  ///
  /// - Throws: As `saved` does, and where it is no text.
  func savedText(_ file: String, name: String) throws -> String
}

extension PaneHost {
  /// A rate is a result.
  public func report(rate: RunResult) { report(rate) }

  /// Every chart is made at once.
  public func show(as name: String, _ chart: @escaping () -> Chart) { show(chart(), as: name) }

  /// The user has given nothing.
  public func isGiven(_ name: String) -> Bool { false }

  /// The user wants no file.
  public func isWanted(_ file: String) -> Bool { false }

  /// Nothing is kept.
  public func save(_ content: SavedContent, as file: String) throws {
    if case .text(let write) = content { try write(SavedText { _ in }) }
  }

  /// Nothing has been kept.
  public func saved(_ file: String, name: String) throws -> String {
    throw SavingError.nothingSaved(name: name, kernels: [])
  }

  /// Nothing has been kept.
  public func savedText(_ file: String, name: String) throws -> String {
    throw SavingError.nothingSaved(name: name, kernels: [])
  }

  /// Nobody draws the series.
  public func describe(_ curve: CurveDescription) {}

  /// The data set `name`.
  ///
  /// - Throws: What `read` throws.
  public func dataset(_ name: String) throws -> Dataset { try read(name) { try $0.dataset() } }

  /// Nobody changes anything: there is nothing to wait for.
  public func waitForChange(after step: Int) -> Bool { false }
}

/// What a step costs when nothing is to be done: one atomic load and one store.
public final class PaneSignal: Sendable {
  private let raised = Atomic(false)
  private let steps = Atomic(0)

  /// A signal that is not raised.
  public init() {}

  /// Makes the pane call its host before the next step, and before each one until it is lowered.
  public func raise() { raised.store(true, ordering: .releasing) }

  /// Lets steps begin without the host.
  public func lower() { raised.store(false, ordering: .relaxed) }

  /// The step that the run is at, for any thread to read.
  public var step: Int { steps.load(ordering: .relaxed) }

  var isRaised: Bool { raised.load(ordering: .relaxed) }

  func publish(step: Int) { steps.store(step, ordering: .relaxed) }
}

/// What a kernel sees of the outside: its steps, its charts, its data, its random numbers.
public final class Pane {
  private let host: any PaneHost
  /// The run's one seeded generator.
  public var random: RandomSource

  /// The step that the run is at, over all its loops; 0 before the first.
  public private(set) var step = 0

  /// A pane whose output goes to `host`.
  public init(host: any PaneHost, seed: UInt64) {
    self.host = host
    random = RandomSource(seed: seed)
  }
}

/// Where a pane's output goes and its intent comes from: the kernel process, or a test.
///
/// All of it is called on the thread that runs the kernel.
public protocol PaneHost: AnyObject {
  /// Called before the body of `step`: applies the values set meanwhile, waits while the run is
  /// paused.
  ///
  /// - Returns: Whether the run goes on.
  func begin(step: Int) -> Bool
  /// The same cooperative point inside long work; values wait for the next step.
  func checkpoint() -> Bool
  /// A new point of a series.
  func plot(_ series: String, x: Double, y: Double, step: Int)
  /// The chart in the slot `name`, in place of the former one.
  func show(_ chart: Chart, as name: String)
  /// A final scalar.
  func report(_ result: RunResult)
  /// A line of text.
  func log(_ text: String)
  /// How far the work has come.
  func progress(_ done: Int, of total: Int)
  /// The path of the user's own file in place of the data set `name`, if one was given.
  func dataPath(for name: String) -> String?
}

/// A final scalar of a run.
public struct RunResult: Hashable, Codable, Sendable {
  /// Which of two values is the better one.
  public enum Direction: String, Hashable, Codable, Sendable {
    case lower, higher
  }

  public var name: String
  public var value: Double
  /// Nil where neither is better.
  public var better: Direction?

  /// The value of `name`.
  public init(name: String, value: Double, better: Direction? = nil) {
    self.name = name
    self.value = value
    self.better = better
  }
}

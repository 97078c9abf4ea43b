/// A computation that a learner runs, steers by its parameters and edits.
///
/// A final class with its parameters as `@Slider`, `@Choice`, `@Toggle` and `@Text` properties; everything
/// it needs from the outside comes through the pane.
public protocol Kernel: AnyObject {
  /// Values of parameters, as `margin run --set` takes them, with which a run is short but does all
  /// that the kernel does; none unless it says so.
  static var quick: [String: String] { get }
  /// The names of the data that the kernel reads: those that `margin run --data` takes, and `margin show`
  /// tells.
  ///
  /// A kernel that leaves it out has read all its data before its first step.
  static var reads: [String] { get }

  /// A kernel with its parameters at their defaults.
  init()

  /// Runs from the start to the end of its steps.
  ///
  /// - Parameter pane: What it plots on, reads data from and takes random numbers from.
  /// - Throws: An error whose description says what happened, where, and what to do.
  func run(in pane: Pane) throws
}

extension Kernel {
  /// None: the defaults are quick enough.
  public static var quick: [String: String] { [:] }

  /// Unknown: what the kernel reads before its first step.
  public static var reads: [String] { [] }
}

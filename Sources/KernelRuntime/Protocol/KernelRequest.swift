public import Margin

/// What the front end asks of a kernel process.
public enum KernelRequest: Codable, Hashable, Sendable {
  /// Find the kernel `name`, in the shared object at `library` if one is named, else built in.
  case load(kernel: String, library: String?)
  /// Begin a run, after the present one has been interrupted.
  case start(RunSetup)
  /// A new value of a live parameter, at the next step.
  case set(name: String, value: ParameterValue)
  /// Wait at the next step or checkpoint.
  case pause
  /// Go on after a pause.
  case resume
  /// Go on for `count` steps, then pause.
  case step(count: Int)
  /// At most so many steps a second, so that eyes can follow; nil: as fast as they come.
  case pace(Double?)
  /// End the loops over steps; the code after them runs.
  case interrupt
  /// Evaluate a console cell: between two steps of the run that is on, else at once.
  case evaluate(CellRequest)
  /// How many columns of points a chart can show: series in charts are thinned to it.
  case plotWidth(Int)
  /// End the process.
  case shutdown
}

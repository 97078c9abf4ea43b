public import Charts
public import Margin

/// What a kernel process, or its death, tells the front end.
public enum KernelEvent: Codable, Hashable, Sendable {
  /// The kernel was found; these are its parameters.
  case ready(KernelDescription)
  /// The state of run `run`, the step it is at and the seconds inside `run(in:)`.
  case state(run: Int, RunState, step: Int, seconds: Double)
  /// Where the points of a series stand that come from now on.
  case curve(run: Int, CurveDescription)
  /// New points of series, every one and in order; told of runs whose setup wants every point.
  case metrics(run: Int, MetricBatch)
  /// What is new in the series of a run, thinned so that a chart loses nothing.
  case series(run: Int, SeriesUpdates)
  /// A chart in its slot, as it was in `step`.
  case display(run: Int, name: String, chart: Chart, step: Int)
  /// The data `name` were read; the SHA-256 of their file, or of the list of their files' hashes.
  case read(run: Int, name: String, hash: String)
  /// A value took effect before the body of `step`.
  case changed(run: Int, step: Int, name: String, value: ParameterValue)
  /// `done` of `total` units of the kernel's work are done.
  case progress(run: Int, done: Int, total: Int)
  /// A final scalar, in place of the former one of that name.
  case result(run: Int, RunResult)
  /// What was kept as `name` was loaded, or given by the user: the file and the hash of what it held.
  case loaded(run: Int, name: String, path: String, hash: String)
  /// Something was to be kept in `file`; `isWanted` where it is in the file which the user wants too.
  case saved(run: Int, file: String, isWanted: Bool)
  /// Lines that the kernel logged or printed.
  case printed(PrintedLines)
  /// A console cell begins to be evaluated before the body of the step after `step`; `run` is the run
  /// that may be changed by it, nil where none is on or it only looks.
  case evaluating(cell: Int, run: Int?, step: Int)
  /// A console cell came to this.
  case evaluated(CellResult)
  /// `run(in:)` threw, or (run 0) the kernel could not be loaded.
  case failed(run: Int, KernelFailure)
  /// `run(in:)` returned.
  case finished(run: Int, interrupted: Bool, steps: Int, seconds: Double)
  /// The process is gone; always the last event, made by the client from `waitpid`.
  case exited(KernelExit)
}

/// The state of a run.
public enum RunState: String, Codable, Hashable, Sendable {
  case running, paused, stopping
  /// The kernel has nothing to do until a live value is set.
  case waiting
}

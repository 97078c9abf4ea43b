public import Charts
public import Margin

/// What the front end asks of a kernel process.
public enum KernelRequest: Codable, Hashable, Sendable {
  /// Find the kernel `name`, in the shared object at `library` if one is named, else built in.
  case load(kernel: String, library: String?)
  /// Begin a run, after the present one has been interrupted.
  case start(RunSetup)
  /// A new value of a parameter, at the next step.
  case set(name: String, value: ParameterValue)
  case pause
  case resume
  /// Go on for `count` steps, then pause.
  case step(count: Int)
  case interrupt
  /// How many columns of points a chart can show: series in charts are thinned to it.
  case plotWidth(Int)
  case shutdown
}

/// What a run begins with.
public struct RunSetup: Codable, Hashable, Sendable {
  /// A value to be set before the body of `step`.
  public struct Change: Codable, Hashable, Sendable {
    public var step: Int
    public var name: String
    public var value: ParameterValue

    public init(step: Int, name: String, value: ParameterValue) {
      self.step = step
      self.name = name
      self.value = value
    }
  }

  /// Counts the runs of a process, so that late events of an earlier run are known.
  public var run: Int
  /// Values that differ from the defaults, by Swift name.
  public var parameters: [String: ParameterValue]
  public var seed: UInt64
  public var changes: [Change]
  /// At most so many steps of the outermost `pane.steps`.
  public var stepLimit: Int?
  /// Files of the user's own by data set name.
  public var data: [String: String]
  /// Begin paused before the first step.
  public var isPaused: Bool

  public init(
    run: Int, parameters: [String: ParameterValue] = [:], seed: UInt64 = 0,
    changes: [Change] = [], stepLimit: Int? = nil, data: [String: String] = [:],
    isPaused: Bool = false
  ) {
    self.run = run
    self.parameters = parameters
    self.seed = seed
    self.changes = changes
    self.stepLimit = stepLimit
    self.data = data
    self.isPaused = isPaused
  }
}

/// What a kernel process, or its death, tells the front end.
public enum KernelEvent: Codable, Hashable, Sendable {
  /// The kernel was found; these are its parameters.
  case ready(KernelDescription)
  /// The state of run `run`, the step it is at and the seconds inside `run(in:)`.
  case state(run: Int, RunState, step: Int, seconds: Double)
  /// New points of series, in order.
  case metrics(run: Int, [MetricPoint])
  /// A chart in its slot.
  case display(run: Int, name: String, chart: Chart)
  /// A value took effect before the body of `step`.
  case changed(run: Int, step: Int, name: String, value: ParameterValue)
  case progress(run: Int, done: Int, total: Int)
  case result(run: Int, RunResult)
  /// A line that the kernel logged or printed; `replacesLast` after a carriage return.
  case log(String, replacesLast: Bool)
  /// `run(in:)` threw, or the kernel could not be loaded.
  case failed(run: Int, KernelFailure)
  /// `run(in:)` returned.
  case finished(run: Int, interrupted: Bool, steps: Int, seconds: Double)
  /// The process is gone; always the last event, made by the client from `waitpid`.
  case exited(KernelExit)
}

/// The state of a run.
public enum RunState: String, Codable, Hashable, Sendable {
  case running, paused, stopping
}

/// One point of one series.
public struct MetricPoint: Codable, Hashable, Sendable {
  public var series: String
  public var step: Int
  public var x: Double
  public var y: Double
  /// Seconds since the run began.
  public var time: Double

  public init(series: String, step: Int, x: Double, y: Double, time: Double) {
    self.series = series
    self.step = step
    self.x = x
    self.y = y
    self.time = time
  }
}

/// What is known of a kernel once it is loaded.
public struct KernelDescription: Codable, Hashable, Sendable {
  public var name: String
  public var parameters: [ParameterDescription]
  /// OpenBLAS's threads and core type in that process.
  public var threads: Int
  public var blasCore: String

  public init(name: String, parameters: [ParameterDescription], threads: Int, blasCore: String) {
    self.name = name
    self.parameters = parameters
    self.threads = threads
    self.blasCore = blasCore
  }
}

/// Why a run or a load failed, in words for the learner.
public struct KernelFailure: Codable, Hashable, Sendable, Error {
  public var message: String
  public var file: String?
  public var line: Int?

  public init(message: String, file: String? = nil, line: Int? = nil) {
    self.message = message
    self.file = file
    self.line = line
  }
}

/// How a kernel process ended.
public struct KernelExit: Codable, Hashable, Sendable {
  public enum Cause: Codable, Hashable, Sendable {
    /// Asked to.
    case shutdown
    /// Killed by the front end.
    case killed
    /// `exit(code)` in the kernel's code.
    case exit(code: Int)
    /// A signal, such as a trap (index out of range), a stack overflow or the memory limit.
    case crash(signal: Int)
    /// A broken or unknown frame arrived.
    case protocolError(String)
  }

  public var cause: Cause
  /// One sentence: what happened and where, if it is known.
  public var message: String
  /// The failing function, file and line in the learner's source, if the backtrace has them.
  public var function: String?
  public var file: String?
  public var line: Int?
  /// The last lines that it printed.
  public var lastLines: [String]

  public init(
    cause: Cause, message: String, function: String? = nil, file: String? = nil, line: Int? = nil,
    lastLines: [String] = []
  ) {
    self.cause = cause
    self.message = message
    self.function = function
    self.file = file
    self.line = line
    self.lastLines = lastLines
  }
}

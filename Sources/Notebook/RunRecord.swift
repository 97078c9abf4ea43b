public import Charts

/// A run as it is kept: enough to draw it again and to run it again to the same bits.
public struct RunRecord: Hashable, Sendable {
  /// What makes two runs the same computation.
  public struct Origin: Hashable, Codable, Sendable {
    public var kernel: String
    /// Every parameter, by its Swift name, in the form that `--set` takes.
    public var parameters: [String: String]
    public var seed: UInt64
    /// SHA-256 of the source that ran.
    public var sourceHash: String
    /// Whether that source is the lesson's own.
    public var isBuiltIn: Bool
    /// Files of the user's own by data set name.
    public var data: [String: String]
    /// The step limit, if one was given.
    public var stepLimit: Int?
    /// The build that ran it.
    public var build: String
    public var threads: Int
    public var blasCore: String

    public init(
      kernel: String, parameters: [String: String], seed: UInt64, sourceHash: String,
      isBuiltIn: Bool, data: [String: String] = [:], stepLimit: Int? = nil, build: String = "",
      threads: Int = 1, blasCore: String = ""
    ) {
      self.kernel = kernel
      self.parameters = parameters
      self.seed = seed
      self.sourceHash = sourceHash
      self.isBuiltIn = isBuiltIn
      self.data = data
      self.stepLimit = stepLimit
      self.build = build
      self.threads = threads
      self.blasCore = blasCore
    }
  }

  /// A value that was changed while the run went on.
  public struct Change: Hashable, Codable, Sendable {
    public var step: Int
    public var name: String
    public var value: String

    /// `name` was set to `value` before the body of `step`.
    public init(step: Int, name: String, value: String) {
      self.step = step
      self.name = name
      self.value = value
    }
  }

  /// One recorded value of a series.
  public struct Sample: Hashable, Codable, Sendable {
    public var step: Int
    public var x: Double
    public var y: Double
    /// Seconds since the run began.
    public var time: Double

    public init(step: Int, x: Double, y: Double, time: Double) {
      self.step = step
      self.x = x
      self.y = y
      self.time = time
    }
  }

  /// A final scalar; `better` is "lower", "higher" or nil.
  public struct Result: Hashable, Codable, Sendable {
    public var name: String
    public var value: Double
    public var better: String?

    public init(name: String, value: Double, better: String? = nil) {
      self.name = name
      self.value = value
      self.better = better
    }
  }

  /// How it ended.
  public enum Ending: Hashable, Codable, Sendable {
    case finished, interrupted
    case failed(String)
    /// The process died, or the notebook did: the words say how.
    case died(String)
  }

  public var origin: Origin
  /// Seconds since 1970.
  public var began: Double
  public var changes: [Change] = []
  public var series: [String: [Sample]] = [:]
  /// Series in the order of their first samples.
  public var seriesNames: [String] = []
  public var results: [Result] = []
  /// The last chart of each named slot, in order of first appearance.
  public var displays: [(name: String, chart: Chart)] {
    zip(displayNames, displayCharts).map { ($0, $1) }
  }
  public var displayNames: [String] = []
  public var displayCharts: [Chart] = []
  public var steps = 0
  /// Seconds inside `run(in:)`.
  public var seconds = 0.0
  /// Nil while it runs.
  public var ending: Ending?

  /// Its number in the run store; nil before it is kept there.
  public var number: Int?

  /// A run that has just begun.
  public init(origin: Origin, began: Double) {
    self.origin = origin
    self.began = began
  }

  /// Adds a sample at the end of the series `name`.
  public mutating func append(_ sample: Sample, to name: String) {
    if series[name] == nil { seriesNames.append(name) }
    series[name, default: []].append(sample)
  }

  /// Puts `chart` in the slot `name`, in place of the former one.
  public mutating func show(_ chart: Chart, as name: String) {
    if let slot = displayNames.firstIndex(of: name) {
      displayCharts[slot] = chart
    } else {
      displayNames.append(name)
      displayCharts.append(chart)
    }
  }
}

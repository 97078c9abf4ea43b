public import Charts

/// A run as it is kept: enough to draw it again and to run it again to the same bits.
public struct RunRecord: Hashable, Sendable {
  /// What makes two runs the same computation.
  public struct Origin: Hashable, Codable, Sendable {
    /// The kernel's name.
    public var kernel: String
    /// Every parameter, by its Swift name, in the form that `--set` takes.
    public var parameters: [String: String]
    /// The seed of its random numbers.
    public var seed: UInt64
    /// SHA-256 of the source that ran.
    public var sourceHash: String
    /// Whether that source is the lesson's own.
    public var isBuiltIn: Bool
    /// Files of the user's own by data set name.
    public var data: [String: String]
    /// SHA-256 of what was read and loaded, by name; nil where nothing was.
    public var hashes: [String: String]?
    /// The step limit, if one was given.
    public var stepLimit: Int?
    /// The build that ran it.
    public var build: String
    /// OpenBLAS's threads, by which its sums are rounded.
    public var threads: Int
    /// The processor type that OpenBLAS took this one for.
    public var blasCore: String

    /// The origin of a run of `kernel`.
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
    /// The step before whose body it took effect.
    public var step: Int
    /// The parameter's Swift name.
    public var name: String
    /// In the form that `--set` takes.
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
    /// The step in which it was plotted.
    public var step: Int
    /// The step, unless the kernel plots over something else.
    public var x: Double
    /// The value; it need not be finite.
    public var y: Double
    /// Seconds since the run began.
    public var time: Double
    /// Of several starts the one that it is of, from 1; 0 where there are none.
    public var start: Int

    /// `y` over `x`, plotted in `step` after `time` seconds.
    public init(step: Int, x: Double, y: Double, time: Double, start: Int = 0) {
      self.start = start
      self.step = step
      self.x = x
      self.y = y
      self.time = time
    }
  }

  /// Where the points of a series stand, where its name does not say all.
  public struct Curve: Hashable, Codable, Sendable {
    /// The chart that it is a curve of.
    public var chart: String
    /// What the chart's legend calls it.
    public var name: String
    /// What its x counts; nil where it is the step.
    public var xLabel: String?

    /// The curve `name` of `chart`.
    public init(chart: String, name: String, xLabel: String? = nil) {
      self.chart = chart
      self.name = name
      self.xLabel = xLabel
    }
  }

  /// A final scalar.
  public struct Result: Hashable, Codable, Sendable {
    /// What was measured.
    public var name: String
    /// The value; it need not be finite.
    public var value: Double
    /// "lower", "higher" or nil.
    public var better: String?

    /// The value of `name`.
    public init(name: String, value: Double, better: String? = nil) {
      self.name = name
      self.value = value
      self.better = better
    }
  }

  /// How it ended.
  public enum Ending: Hashable, Codable, Sendable {
    case finished, interrupted
    /// `run(in:)` threw, in these words.
    case failed(String)
    /// The process died, or the notebook did: the words say how.
    case died(String)

    /// Of a run whose record breaks off.
    public static let cutShort = Ending.died("margin ended before the run did")
  }

  /// What makes it the same computation as another.
  public var origin: Origin
  /// Seconds since 1970.
  public var began: Double
  /// The lesson step that it was begun in, as `slug/3`; nil of a run outside the notebook.
  public var pane: String?
  /// Values that changed while it went on, in order.
  public var changes: [Change] = []
  /// Samples by series, in the order in which they were plotted.
  public var series: [String: [Sample]] = [:]
  /// The moving averages at the samples of series of which not all samples are kept.
  public private(set) var averages: [String: [Float]] = [:]
  /// Series in the order of their first samples.
  public var seriesNames: [String] = []
  /// What is known of the series that are curves of a chart with others, or not over the steps.
  public var curves: [String: Curve] = [:]
  /// Final scalars, in the order in which they were reported.
  public var results: [Result] = []
  /// The last chart of each named slot, in order of first appearance.
  public var displays: [(name: String, chart: Chart)] {
    zip(displayNames, displayCharts).map { ($0, $1) }
  }
  /// The names of the slots.
  public private(set) var displayNames: [String] = []
  /// Their charts, place by place.
  public private(set) var displayCharts: [Chart] = []
  /// The steps it has gone.
  public var steps = 0
  /// Seconds inside `run(in:)`.
  public var seconds = 0.0
  /// The step after which the console first evaluated something that may have changed the run, whose
  /// numbers do not come again then; nil of a run that seed and values give again.
  public var touchedAt: Int?
  /// Nil while it runs.
  public var ending: Ending?
  /// Why it failed or died, in the form in which whoever recorded it reads it again.
  public var cause: String?

  /// Its number in the run store; nil before it is kept there.
  public var number: Int?

  /// A run that has just begun, in the lesson step `pane`.
  public init(origin: Origin, began: Double, pane: String? = nil) {
    self.origin = origin
    self.began = began
    self.pane = pane
  }

  /// Makes `samples` those of `name` from place `start` on.
  ///
  /// `averages` are their moving averages over all samples that there were, `MovingAverage.weights` in
  /// turn; none where no sample is missing.
  public mutating func replaceSamples(
    of name: String, from start: Int, with samples: some Collection<Sample>,
    averages: [Float] = []
  ) {
    if series[name] == nil { seriesNames.append(name) }
    func replace(in known: inout [Sample]) {
      known.replaceSubrange(min(max(0, start), known.count)..., with: samples)
    }
    replace(in: &series[name, default: []])
    if averages.isEmpty {
      if start == 0 { self.averages[name] = nil }
    } else {
      let place = max(0, start) * MovingAverage.weights.count
      func replace(in known: inout [Float]) {
        known.replaceSubrange(min(place, known.count)..., with: averages)
      }
      replace(in: &self.averages[name, default: []])
    }
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

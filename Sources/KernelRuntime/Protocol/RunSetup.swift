public import Margin

/// What a run begins with.
public struct RunSetup: Codable, Hashable, Sendable {
  /// A value to be set before the body of `step`.
  public struct Change: Codable, Hashable, Sendable {
    /// From 1.
    public var step: Int
    /// The parameter's Swift name.
    public var name: String
    /// What it is set to.
    public var value: ParameterValue

    /// `name` becomes `value` before the body of `step`.
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
  /// What the run's random numbers come from.
  public var seed: UInt64
  /// Live changes, in the order in which they take effect.
  public var changes: [Change]
  /// At most so many steps of the outermost `pane.steps`.
  public var stepLimit: Int?
  /// Files of the user's own by data set name.
  public var data: [String: String]
  /// The file that the user wants what is learnt in.
  public var savePath: String?
  /// Begin paused before the first step.
  public var isPaused: Bool
  /// At most so many steps a second; nil: as fast as they come.
  ///
  /// No number depends on it.
  public var pace: Double?
  /// Whether every point is told (`KernelEvent.metrics`), or series are thinned at the source.
  ///
  /// With every point, the kernel waits where they are not taken as fast as they come.
  public var tellsEveryPoint: Bool
  /// Whether somebody may set live values, for which a kernel may wait when it is done.
  public var takesChanges: Bool

  /// Whether charts of early steps are told also where there is no time for them in a frame, for who
  /// looks back at them.
  public var tellsEarlyCharts: Bool

  /// A run of a kernel's defaults, unless said otherwise.
  public init(
    run: Int, parameters: [String: ParameterValue] = [:], seed: UInt64 = 0,
    changes: [Change] = [], stepLimit: Int? = nil, data: [String: String] = [:],
    savePath: String? = nil, isPaused: Bool = false, pace: Double? = nil,
    tellsEveryPoint: Bool = false, takesChanges: Bool = false,
    tellsEarlyCharts: Bool = false
  ) {
    self.run = run
    self.parameters = parameters
    self.seed = seed
    self.changes = changes
    self.stepLimit = stepLimit
    self.data = data
    self.savePath = savePath
    self.isPaused = isPaused
    self.pace = pace
    self.tellsEveryPoint = tellsEveryPoint
    self.takesChanges = takesChanges
    self.tellsEarlyCharts = tellsEarlyCharts
  }
}

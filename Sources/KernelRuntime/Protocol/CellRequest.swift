public import Charts
public import Margin

/// A console cell that is to be evaluated.
public struct CellRequest: Codable, Hashable, Sendable {
  /// Counts cells, so that answers are known.
  public var cell: Int
  /// The module that the cell was compiled to.
  public var module: String
  /// The module's shared object.
  public var library: String
  /// Whether a run that is on may be another one after it.
  public var mayChange: Bool
  /// The values that a new kernel gets, where none has run yet.
  public var parameters: [String: ParameterValue]

  /// The request to evaluate `module` as the cell of number `cell`.
  public init(cell: Int, _ module: CellModule, parameters: [String: ParameterValue] = [:]) {
    self.cell = cell
    self.module = module.name
    library = module.library
    mayChange = module.mayChange
    self.parameters = parameters
  }
}

/// What a console cell came to.
public struct CellResult: Codable, Hashable, Sendable {
  /// The cell's number.
  public var cell: Int
  /// The step of the run that it was evaluated after; nil where none was on.
  public var step: Int?
  /// How long it took, in seconds.
  public var seconds: Double
  /// Its value, if it has one to show.
  public var value: ShownValue?
  /// What it threw, or why it could not be loaded.
  public var failure: KernelFailure?

  /// The result of the cell of number `cell`.
  public init(
    cell: Int, step: Int? = nil, seconds: Double = 0, value: ShownValue? = nil,
    failure: KernelFailure? = nil
  ) {
    self.cell = cell
    self.step = step
    self.seconds = seconds
    self.value = value
    self.failure = failure
  }
}

/// A value as the console shows it: text, shortened, or a chart.
public struct ShownValue: Codable, Hashable, Sendable {
  /// The name that it was given; nil where it was given none.
  public var name: String?
  /// Its Swift type.
  public var type: String
  /// Text that any terminal can show.
  public var lines: [String]
  /// How many more lines there would be.
  public var omitted: Int
  /// The value as a picture.
  public var chart: Chart?

  /// A value of `type`.
  public init(
    name: String? = nil, type: String, lines: [String], omitted: Int = 0, chart: Chart? = nil
  ) {
    self.name = name
    self.type = type
    self.lines = lines
    self.omitted = omitted
    self.chart = chart
  }
}

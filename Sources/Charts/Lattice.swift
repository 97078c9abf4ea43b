internal import Cells

/// States over time, as of a hidden Markov model: how likely each is at each step, and the best path.
public struct Lattice: Hashable, Codable, Sendable {
  /// The names of the states, from the top.
  public var states: [String]
  /// What was seen at each step, such as symbols.
  public var steps: [String]
  /// The probability of each state, step by step, `states.count` each.
  @PackedNumbers public var probabilities: [Double]
  /// The state that the best path goes through at each step; it may end before the last one.
  public var path: [Int]
  /// What the steps are.
  public var xLabel: String

  /// A lattice of `states` over `steps`.
  public init(
    states: [String], steps: [String], probabilities: [Double], path: [Int] = [],
    xLabel: String = ""
  ) {
    self.states = states
    self.steps = steps
    self.probabilities = probabilities
    self.path = path
    self.xLabel = xLabel
  }
}

extension Lattice: ChartKind {
  static var kindName: String { "lattice" }

  func height(width: Int, _ style: ChartStyle) -> Int { min(40, max(1, 2 * states.count + 1)) }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    chart.states = states.map(name)
    chart.steps = steps.map(name)
    chart.xLabel = name(xLabel)
    return .lattice(chart)
  }
}

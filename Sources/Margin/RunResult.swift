public import Charts

/// A final scalar of a run.
public struct RunResult: Hashable, Codable, Sendable {
  /// Which of two values is the better one.
  public enum Direction: String, Hashable, Codable, Sendable {
    case lower, higher
  }

  /// What it is called, with its unit in brackets.
  public var name: String
  /// The number, which may be no finite one.
  @PackedNumber public var value: Double
  /// Nil where neither is better.
  public var better: Direction?

  /// The value of `name`.
  public init(name: String, value: Double, better: Direction? = nil) {
    self.name = name
    self.value = value
    self.better = better
  }
}

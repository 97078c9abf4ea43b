/// All that is known of a parameter without running its kernel.
public struct ParameterDescription: Hashable, Codable, Sendable {
  /// What values it takes.
  public enum Kind: Hashable, Codable, Sendable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>, scale: SliderScale)
    case choice([String])
    case toggle
  }

  /// The Swift name of the property.
  public var name: String
  /// What the screen calls it.
  public var label: String
  public var kind: Kind
  public var defaultValue: ParameterValue
  /// Whether a change restarts the run, rather than acting at the next step.
  public var restarts: Bool
}

/// How a slider's positions map to values.
public enum SliderScale: String, Hashable, Codable, Sendable {
  case linear
  case log
}

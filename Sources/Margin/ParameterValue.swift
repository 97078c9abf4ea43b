/// The value of a parameter, in the form in which it travels and is recorded.
public enum ParameterValue: Hashable, Codable, Sendable, CustomStringConvertible {
  case integer(Int)
  case number(Double)
  case choice(String)
  case toggle(Bool)
  case text(String)
  /// What the data decide.
  case automatic

  /// The form that `margin run --set` takes; exact for numbers.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .choice(let value): value
    case .toggle(let value): value ? "on" : "off"
    case .text(let value): value
    case .automatic: "automatic"
    }
  }
}

/// A final scalar of a run.
public struct RunResult: Hashable, Sendable {
  /// Which of two values is the better one.
  public enum Direction: String, Hashable, Codable, Sendable {
    case lower, higher
  }

  /// What it is called, with its unit in brackets.
  public var name: String
  /// The number, which may be no finite one.
  public var value: Double
  /// Nil where neither is better.
  public var better: Direction?

  /// The value of `name`.
  public init(name: String, value: Double, better: Direction? = nil) {
    self.name = name
    self.value = value
    self.better = better
  }
}

// JSON has no NaN: a value that is not finite is null, with its name as `text`.
extension RunResult: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, value, text, better
  }

  /// Reads the form that `encode` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    better = try container.decodeIfPresent(Direction.self, forKey: .better)
    if let number = try container.decodeIfPresent(Double.self, forKey: .value) {
      value = number
    } else {
      value = Double(try container.decode(String.self, forKey: .text)) ?? .nan
    }
  }

  /// Writes name, value and direction; a value that is not finite as null and text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(better, forKey: .better)
    if value.isFinite {
      try container.encode(value, forKey: .value)
    } else {
      try container.encodeNil(forKey: .value)
      try container.encode(value.isNaN ? "nan" : "\(value)", forKey: .text)
    }
  }
}

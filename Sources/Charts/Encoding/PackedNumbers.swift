/// Numbers that travel well: few and finite as a JSON array, otherwise their bytes as base64.
///
/// The bytes of very many are `Float` where that changes no number by more than a millionth of
/// their spread (charts show less), else `Double`; what is not finite keeps its value.
/// Two arrays are equal if their bits are, so that a chart with a NaN equals itself.
@propertyWrapper
public struct PackedNumbers: Hashable, Codable, Sendable {
  /// The numbers.
  public var wrappedValue: [Double]

  /// Packs `wrappedValue`.
  public init(wrappedValue: [Double]) { self.wrappedValue = wrappedValue }

  /// Whether both hold the same bits.
  public static func == (left: Self, right: Self) -> Bool {
    left.wrappedValue.elementsEqual(right.wrappedValue) { $0.bitPattern == $1.bitPattern }
  }

  /// Feeds the bits of the numbers to `hasher`.
  public func hash(into hasher: inout Hasher) {
    for number in wrappedValue { hasher.combine(number.bitPattern) }
  }

  private enum CodingKeys: String, CodingKey {
    case float32
    case float64
  }

  /// Longer arrays are packed; shorter ones stay legible.
  private static let legibleCount = 32
  /// Longer arrays are rounded to `Float`; shorter ones keep every digit.
  private static let exactCount = 1024

  /// Reads either form.
  public init(from decoder: any Decoder) throws {
    if let numbers = try? decoder.singleValueContainer().decode([Double].self) {
      wrappedValue = numbers
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let isSingle = container.contains(.float32)
    let key = isSingle ? CodingKeys.float32 : .float64
    guard let bytes = base64Decoded(try container.decode(String.self, forKey: key)),
      bytes.count.isMultiple(of: isSingle ? 4 : 8)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container, debugDescription: "not the bytes of numbers in base64")
    }
    wrappedValue =
      isSingle
      ? integers(bytes, UInt32.self).map { Double(Float(bitPattern: $0)) }
      : integers(bytes, UInt64.self).map { Double(bitPattern: $0) }
  }

  /// Writes the form that fits the numbers.
  public func encode(to encoder: any Encoder) throws {
    let numbers = wrappedValue
    if numbers.count <= Self.legibleCount, numbers.allSatisfy(\.isFinite) {
      var container = encoder.singleValueContainer()
      return try container.encode(numbers)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    if numbers.count > Self.exactCount, survivesAsFloat {
      let bytes = littleEndianBytes(numbers.map { Float($0).bitPattern })
      try container.encode(base64(bytes), forKey: .float32)
    } else {
      let bytes = littleEndianBytes(numbers.map(\.bitPattern))
      try container.encode(base64(bytes), forKey: .float64)
    }
  }

  private var survivesAsFloat: Bool {
    var lowest = Double.infinity
    var highest = -Double.infinity
    var error = 0.0
    for number in wrappedValue where number.isFinite {
      lowest = min(lowest, number)
      highest = max(highest, number)
      error = max(error, abs(Double(Float(number)) - number))
    }
    return error == 0 || error <= (highest - lowest) * 1e-6
  }
}

/// A number that travels well: as a JSON number, or, where JSON has none, as null and a word.
@propertyWrapper
public struct PackedNumber: Hashable, Codable, Sendable {
  /// The number.
  public var wrappedValue: Double

  /// Packs `wrappedValue`.
  public init(wrappedValue: Double) { self.wrappedValue = wrappedValue }

  /// Whether both have the same bits.
  public static func == (left: Self, right: Self) -> Bool {
    left.wrappedValue.bitPattern == right.wrappedValue.bitPattern
  }

  /// Feeds the bits of the number to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue.bitPattern) }

  private enum CodingKeys: String, CodingKey {
    case value
    case text
  }

  /// Reads either form.
  public init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Double.self) {
      wrappedValue = number
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let text = try container.decode(String.self, forKey: .text)
    guard let number = Double(text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .text, in: container, debugDescription: "\(text) is no number")
    }
    wrappedValue = number
  }

  /// Writes the form that fits the number.
  public func encode(to encoder: any Encoder) throws {
    if wrappedValue.isFinite {
      var container = encoder.singleValueContainer()
      return try container.encode(wrappedValue)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeNil(forKey: .value)
    try container.encode(wrappedValue.isNaN ? "nan" : "\(wrappedValue)", forKey: .text)
  }
}

/// A list that charts of earlier records do not have: what is missing is empty, and what is empty is
/// not written.
@propertyWrapper
public struct Added<Element: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  /// The list.
  public var wrappedValue: [Element]

  /// Wraps a list.
  public init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

  /// Reads the list itself.
  public init(from decoder: any Decoder) throws { wrappedValue = try [Element](from: decoder) }

  /// Writes the list itself.
  public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

/// Numbers that charts of earlier records do not have, packed as `PackedNumbers`.
@propertyWrapper
public struct AddedNumbers: Hashable, Codable, Sendable {
  private var packed: PackedNumbers

  /// The numbers.
  public var wrappedValue: [Double] {
    get { packed.wrappedValue }
    set { packed.wrappedValue = newValue }
  }

  /// Wraps numbers.
  public init(wrappedValue: [Double]) { packed = PackedNumbers(wrappedValue: wrappedValue) }

  /// Reads packed numbers.
  public init(from decoder: any Decoder) throws { packed = try PackedNumbers(from: decoder) }

  /// Writes packed numbers.
  public func encode(to encoder: any Encoder) throws { try packed.encode(to: encoder) }
}

// What the compiler writes for a type that has such properties calls these.
extension KeyedDecodingContainer {
  func decode<Element>(_ type: Added<Element>.Type, forKey key: Key) throws -> Added<Element> {
    try decodeIfPresent(type, forKey: key) ?? Added(wrappedValue: [])
  }

  func decode(_ type: AddedNumbers.Type, forKey key: Key) throws -> AddedNumbers {
    try decodeIfPresent(type, forKey: key) ?? AddedNumbers(wrappedValue: [])
  }
}

extension KeyedEncodingContainer {
  mutating func encode<Element>(_ value: Added<Element>, forKey key: Key) throws {
    if !value.wrappedValue.isEmpty { try encodeIfPresent(value, forKey: key) }
  }

  mutating func encode(_ value: AddedNumbers, forKey key: Key) throws {
    if !value.wrappedValue.isEmpty { try encodeIfPresent(value, forKey: key) }
  }
}

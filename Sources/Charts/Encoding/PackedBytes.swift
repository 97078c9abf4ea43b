/// Bytes that travel as base64.
@propertyWrapper
public struct PackedBytes: Hashable, Codable, Sendable {
  /// The bytes.
  public var wrappedValue: [UInt8]

  /// Packs `wrappedValue`.
  public init(wrappedValue: [UInt8]) { self.wrappedValue = wrappedValue }

  /// Reads base64.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let bytes = base64Decoded(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not bytes in base64")
    }
    wrappedValue = bytes
  }

  /// Writes base64.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(base64(wrappedValue))
  }
}

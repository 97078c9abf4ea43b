import Foundation

/// Messages as bytes: each is its length in 4 bytes, highest first, then JSON in UTF-8.
enum Frame {
  static let version = 1
  /// No frame is longer than 64 MiB.
  static let limit = 64 << 20
  static let headerLength = 4

  private struct Envelope<Message: Codable>: Codable {
    var version: Int
    var message: Message
  }

  /// What every version has.
  private struct Version: Decodable {
    var version: Int
  }

  /// The frame of `message`.
  static func bytes<Message: Codable>(of message: Message) throws(ProtocolError) -> [UInt8] {
    let body: Data
    do {
      body = try JSONEncoder().encode(Envelope(version: version, message: message))
    } catch {
      throw .unreadable("\(error)")
    }
    guard body.count <= limit else { throw .tooLong(bytes: body.count) }
    let header = withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) }
    return header + body
  }

  /// The message in the body of a frame.
  static func message<Message: Codable>(
    in body: some Collection<UInt8>, as _: Message.Type = Message.self
  ) throws(ProtocolError) -> Message {
    let data = Data(body)
    do {
      return try JSONDecoder().decode(Envelope<Message>.self, from: data).message
    } catch {
      if let other = try? JSONDecoder().decode(Version.self, from: data), other.version != version {
        throw .otherVersion(other.version)
      }
      throw .unreadable(words(for: error))
    }
  }

  private static func words(for error: any Error) -> String {
    switch error {
    case DecodingError.dataCorrupted(let context): context.debugDescription
    case DecodingError.keyNotFound(let key, _): "it lacks “\(key.stringValue)”"
    case DecodingError.typeMismatch(_, let context): context.debugDescription
    case DecodingError.valueNotFound(_, let context): context.debugDescription
    default: "\(error)"
    }
  }
}

/// Cuts a stream of bytes, in whatever pieces it comes, into messages.
struct FrameReader<Message: Codable> {
  private var buffer: [UInt8] = []
  private var start = 0

  /// Takes the next piece of the stream.
  mutating func append(_ bytes: some Collection<UInt8>) {
    buffer.removeFirst(start)
    start = 0
    buffer += bytes
  }

  /// The next message, or nil until more bytes have come.
  mutating func next() throws(ProtocolError) -> Message? {
    guard let length = try length, buffer.count - start >= Frame.headerLength + length else {
      return nil
    }
    let body = buffer[(start + Frame.headerLength)...].prefix(length)
    start += Frame.headerLength + length
    return try Frame.message(in: body)
  }

  /// Says that no more bytes will come.
  ///
  /// - Throws: `truncated` in the middle of a frame.
  func finish() throws(ProtocolError) {
    let rest = buffer.count - start
    if rest > 0 {
      throw .truncated(missing: Frame.headerLength + (try length ?? 0) - rest)
    }
  }

  private var length: Int? {
    get throws(ProtocolError) {
      guard buffer.count - start >= Frame.headerLength else { return nil }
      let length = buffer[start..<(start + Frame.headerLength)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= Frame.limit else { throw .tooLong(bytes: length) }
      return length
    }
  }
}

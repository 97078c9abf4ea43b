/// Why a stream of frames cannot be read on.
public enum ProtocolError: Error, Codable, Hashable, Sendable {
  case tooLong(bytes: Int)
  case truncated(missing: Int)
  case otherVersion(Int)
  case unreadable(String)
}

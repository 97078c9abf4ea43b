/// Why a stream of frames cannot be read on.
enum ProtocolError: Error, Hashable {
  case tooLong(bytes: Int)
  case truncated(missing: Int)
  case otherVersion(Int)
  case unreadable(String)
}

extension ProtocolError: CustomStringConvertible {
  var description: String {
    switch self {
    case .tooLong(let bytes):
      "a frame of \(bytes) bytes was announced, more than the \(Frame.limit) allowed"
    case .truncated(let missing):
      "the last frame broke off, \(missing) bytes before its end"
    case .otherVersion(let version):
      "a frame of protocol version \(version) arrived; this program speaks \(Frame.version)"
    case .unreadable(let reason):
      "a frame arrived that is no message: \(reason)"
    }
  }
}

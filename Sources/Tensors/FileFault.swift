import Glibc

/// Why a file can't be read or written.
public enum FileFault: Codable, Hashable, Sendable {
  /// The system refused, with this error number.
  case system(code: Int32)
  case isFolder
  /// A device or a pipe, which may have no end.
  case isNoFile
  /// It has fewer bytes than when it was opened.
  case becameShorter
  /// It is not text in UTF-8.
  case notUTF8

  /// What the last call to the system failed with.
  public static var last: FileFault { .system(code: errno) }
}

extension FileFault: CustomStringConvertible {
  /// What is wrong with the file, to follow “it cannot be read: ”.
  public var description: String {
    switch self {
    case .system(let code): strerror(code).map { String(cString: $0) } ?? "error \(code)"
    case .isFolder: "it is a folder; name a file"
    case .isNoFile: "it is a device or a pipe; name a file"
    case .becameShorter: "it was made shorter meanwhile"
    case .notUTF8: "it is not text in UTF-8"
    }
  }
}

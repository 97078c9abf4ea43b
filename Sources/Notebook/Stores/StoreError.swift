/// Why something could not be kept or read back.
public enum StoreError: Error, Hashable, Sendable {
  /// The folder cannot be made or entered.
  case folder(path: String, reason: StoreFault)
  /// The file could not be written; what it held before is untouched.
  case unwritable(path: String, reason: StoreFault)
  /// The file could not be read.
  case unreadable(path: String, reason: StoreFault)
  /// The file holds something else than it should, and was kept under another name.
  case setAside(path: String, reason: StoreFault)
}

/// What is the matter with a file or its folder.
public enum StoreFault: Error, Hashable, Sendable {
  /// The system refused, with this error number.
  case system(code: Int32)
  /// It holds something else than it should.
  case damaged
  /// A newer margin wrote it, in a form of this version.
  case newer(version: Int)
  /// Something else, in the words of whoever noticed it.
  case other(String)
}

extension StoreError: CustomStringConvertible {
  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .folder(let path, let reason):
      "cannot use the folder \(path): \(reason); nothing is saved until it can be written"
    case .unwritable(let path, let reason):
      "\(path) was not saved: \(reason); what it held before is still there"
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .setAside(let path, let reason):
      "a file could not be understood (\(reason)); it is kept as \(path)"
    }
  }
}

public import Tensors

/// Why something was not kept, or what was kept cannot be had.
public enum SavingError: Error, Codable, Hashable, Sendable {
  /// The kernel keeps it under a name that cannot be a file's.
  case name(String)
  /// The kernel keeps a text whose name does not say its form.
  case noEnding(String)
  case unwritable(path: String, reason: FileFault)
  case unreadable(path: String, reason: FileFault)
  /// Nothing has been kept as `name`; these kernels do so.
  case nothingSaved(name: String, kernels: [String])
  /// So many things are kept in the folder that another name finds no room.
  case full(folder: String, limit: Int)
}

extension SavingError {
  /// Whether it is the disk or its folder that takes no more, for which no kernel should end.
  public var isOfDisk: Bool {
    switch self {
    case .unwritable, .full: true
    case .name, .noEnding, .unreadable, .nothingSaved: false
    }
  }
}

extension SavingError: CustomStringConvertible {
  /// One line: what happened, where, and what to do.
  public var description: String {
    switch self {
    case .name(let name):
      "nothing can be kept as “\(name)”: a name has at most 60 letters, digits, -, _ and ., and neither "
        + "begins nor ends with a point"
    case .noEnding(let name):
      "a text cannot be kept as “\(name)”: let its name end in its form, such as \(name).txt or "
        + "\(name).arpa"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .nothingSaved(let name, let kernels) where kernels.isEmpty:
      "there is no “\(name)” yet, and no kernel of the lessons saves it; give a file by "
        + "--data \(name)=FILE"
    case .nothingSaved(let name, let kernels):
      "there is no “\(name)” yet: run \(kernels.joined(separator: " or ")) first, which saves it"
    case .full(let folder, let limit):
      "\(limit) things are kept in \(folder) already; remove what is not needed any more"
    }
  }
}

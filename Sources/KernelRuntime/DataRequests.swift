import Margin

/// What a run has read, and whether it has left files of the user's own unread.
struct DataRequests {
  private let own: [String: String]
  private(set) var names: [String] = []

  init(own: [String: String]) { self.own = own }

  mutating func note(_ name: String) {
    if !names.contains(name) { names.append(name) }
  }

  /// The user's own data that were never asked for.
  var unread: UnreadData? {
    let stranger = own.keys.sorted().first { name in
      !names.contains { name == $0 || name == labelName(of: $0) }
    }
    return stranger.map { UnreadData(name: $0, read: names) }
  }
}

/// A file of the user's own under a name that the kernel does not read.
public struct UnreadData: Error, Codable, Hashable, Sendable {
  /// The name of the file's data.
  public var name: String
  /// What the kernel reads.
  public var read: [String]
  /// Whether it reads that name with other values of its parameters.
  public var isReadWithOtherValues = false

  /// The first of the user's `own` data that a kernel does not read, which reads `names`; nil where it
  /// reads them all, or does not say what it reads.
  public static func first(of own: [String: String], reading names: [String]) -> UnreadData? {
    if names.isEmpty { return nil }
    var requests = DataRequests(own: own)
    for name in names { requests.note(name) }
    return requests.unread
  }
}

extension UnreadData: CustomStringConvertible {
  /// One line that names what the kernel reads.
  public var description: String {
    if read.isEmpty { return "--data \(name)=FILE: the kernel reads no data" }
    if isReadWithOtherValues {
      return "--data \(name)=FILE: with these values the kernel does not read “\(name)”, only "
        + read.joined(separator: ", ")
    }
    let hint = nearest(to: name, among: read).map { " (did you mean \($0)?)" } ?? ""
    return "--data \(name)=FILE: the kernel reads no data “\(name)”\(hint): "
      + read.joined(separator: ", ")
  }
}

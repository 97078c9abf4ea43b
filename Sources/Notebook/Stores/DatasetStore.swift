/// The data sets that the user has given names, in one file: where each is, not what is in it.
public struct DatasetStore: Sendable {
  private static let version = 1
  private static let name = "datasets.json"
  private let folder: StoreFolder

  /// The names kept in the folder `directory`, which is made when first needed.
  public init(directory: String) { folder = StoreFolder(path: directory) }

  /// The path of each by its name.
  ///
  /// - Throws: `StoreError` where the file cannot be read; one that is damaged is set aside.
  public func paths() throws(StoreError) -> [String: String] {
    try folder.content(of: Self.name, as: [String: String].self, version: Self.version) ?? [:]
  }

  /// Gives the file at `path` a name, in place of the one that had it.
  ///
  /// - Throws: `StoreError`; what was kept before still is.
  public func add(_ path: String, as name: String) throws(StoreError) {
    try change { $0[name] = path }
  }

  /// Forgets a name; the file itself stays where it is.
  ///
  /// - Returns: The path that it stood for; nil where there is no such name.
  /// - Throws: `StoreError`; what was kept before still is.
  public func remove(_ name: String) throws(StoreError) -> String? {
    var path: String?
    try change { path = $0.removeValue(forKey: name) }
    return path
  }

  private func change(_ change: (inout [String: String]) -> Void) throws(StoreError) {
    try folder.create()
    // Another process may add one at the same time.
    let lock = try FileLock(path: folder.path(of: ".datasets.lock"), waits: true)
    defer { withExtendedLifetime(lock) {} }
    let former = try paths()
    var paths = former
    change(&paths)
    guard paths != former else { return }
    try folder.replace(Self.name, with: paths, version: Self.version)
  }
}

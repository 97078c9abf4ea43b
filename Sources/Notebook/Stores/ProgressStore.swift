/// The learner's progress, in one file.
public struct ProgressStore: Sendable {
  private static let version = 1
  private static let name = "progress.json"
  private let folder: StoreFolder

  /// The progress in the folder `directory`, which is made when first needed.
  public init(directory: String) {
    folder = StoreFolder(path: directory)
    folder.removeLeftovers()
  }

  /// What was kept, and what is to be said where it could not be read and was set aside.
  public func load() -> (progress: Progress, notice: StoreError?) {
    do {
      let progress = try folder.content(
        of: Self.name, as: Progress.self, version: Self.version)
      return (progress ?? Progress(), nil)
    } catch {
      return (Progress(), error)
    }
  }

  /// Keeps `progress`, on the disk when it returns.
  public func save(_ progress: Progress) throws(StoreError) {
    try folder.replace(Self.name, with: progress, version: Self.version)
  }
}

/// What was typed into the console, a file a lesson: the newest cells, across starts.
public struct CellStore: Sendable {
  /// How many cells are kept of a lesson.
  public static let limit = 500

  private struct Cells: Codable, Hashable, Sendable {
    var cells: [String]
  }

  private static let version = 1
  private let folder: StoreFolder

  /// The cells in the folder `directory`, which is made when first needed.
  public init(directory: String) {
    folder = StoreFolder(path: directory)
    folder.removeLeftovers()
  }

  /// The cells of `lesson`, the oldest first; none where none were kept or they cannot be read.
  public func load(lesson: String) -> [String] {
    let kept = try? folder.content(of: lesson + ".json", as: Cells.self, version: Self.version)
    return kept?.cells ?? []
  }

  /// Keeps `cells` in place of the former ones of `lesson`.
  public func save(_ cells: [String], lesson: String) throws(StoreError) {
    try folder.replace(
      lesson + ".json", with: Cells(cells: cells.suffix(Self.limit)), version: Self.version)
  }
}

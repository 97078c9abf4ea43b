/// A learner's text of a kernel, with the text that it was made from.
public struct SavedEdit: Hashable, Codable, Sendable {
  /// The kernel's name.
  public var kernel: String
  /// The learner's text.
  public var text: String
  /// The lesson's own source as it was when the edit began.
  public var original: String
  /// The last text that compiled; nil if none has.
  public var lastCompiled: String?
  /// The cursor's line, from 0.
  public var line = 0
  /// The cursor's display column, from 0.
  public var column = 0
  /// What can be undone and redone, in the editor's own words; nil if nothing can.
  public var undo: String?

  /// An edit of the source of `kernel`.
  public init(kernel: String, text: String, original: String, lastCompiled: String? = nil) {
    self.kernel = kernel
    self.text = text
    self.original = original
    self.lastCompiled = lastCompiled
  }
}

/// The learner's edits, one file a kernel: at any moment the last whole version or the one before.
public struct EditStore: Sendable {
  private static let version = 1
  private let folder: StoreFolder

  /// The edits in the folder `directory`, which is made when first needed, for its owner alone.
  public init(directory: String) {
    folder = StoreFolder(path: directory)
    folder.removeLeftovers()
  }

  /// The edit of `kernel`; nil if there is none.
  ///
  /// - Parameter kernel: The kernel's name.
  /// - Returns: What was saved last.
  /// - Throws: `StoreError`; a file that cannot be understood is kept under another name first.
  public func load(kernel: String) throws(StoreError) -> SavedEdit? {
    try folder.content(of: kernel + ".json", as: SavedEdit.self, version: Self.version)
  }

  /// Keeps `edit` in place of the former one of its kernel, on the disk when it returns.
  public func save(_ edit: SavedEdit) throws(StoreError) {
    try folder.replace(edit.kernel + ".json", with: edit, version: Self.version)
  }

  /// Forgets the edit of `kernel`.
  public func remove(kernel: String) throws(StoreError) {
    try folder.remove(kernel + ".json")
  }
}

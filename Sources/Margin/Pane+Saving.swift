// What the kernel keeps.
extension Pane {
  /// Keeps what `module` has learnt as `name`, for other kernels and later runs, as safetensors.
  ///
  /// It takes the place of what was kept under that name. Where it cannot be written, because a disk is
  /// full or a folder read-only, a line says so and the run goes on.
  ///
  /// - Parameters:
  ///   - module: A model, or a part of one.
  ///   - name: Letters, digits, `-`, `_` and `.`, such as "clip".
  /// - Throws: `SavingError.name`, and `SafetensorsError` where two arrays have one name.
  public func save(_ module: some Module, as name: String) throws {
    try host.save(.arrays(module.tensors), as: SavedName(name).moduleFile)
  }

  /// Keeps a text as `name`, which says its form: "counts.arpa", "words.txt", "digits.model".
  ///
  ///     try pane.save(as: "counts.arpa") { file in
  ///       file.write("\\data\\\n")
  ///     }
  ///
  /// What is written goes to the disk bit by bit, so that the text never stands in memory as a whole.
  ///
  /// - Parameters:
  ///   - name: As that of a model, with an ending.
  ///   - text: Writes the text, from its beginning to its end; it may be called twice.
  /// - Throws: `SavingError.name`, and what `text` throws; what was kept before is still there then.
  public func save(as name: String, text: (SavedText) throws -> Void) throws {
    try withoutActuallyEscaping(text) { text in
      try host.save(.text(text), as: SavedName(name).textFile)
    }
  }

  /// Whether the user wants the text that is kept as `name` in a file by `--save`: what is large can be
  /// kept for those alone.
  ///
  /// - Throws: `SavingError.name`.
  public func isWanted(_ name: String) throws -> Bool {
    try host.isWanted(SavedName(name).textFile)
  }

  /// Gives `module` what was kept as `name`: by another kernel, by an earlier run, or in a file by
  /// `--data name=FILE`.
  ///
  /// The record of the run holds the hash of what was loaded.
  ///
  /// - Throws: `SavingError.nothingSaved`, which names the kernel that keeps it; `SafetensorsError` where
  ///   it is that of another model, which names the parameter.
  public func load(_ name: String, into module: some Module) throws {
    let path = try host.saved(SavedName(name).moduleFile, name: name)
    try module.load(from: SafetensorsFile(path: path))
  }

  /// The text that was kept as `name`, its ending included.
  ///
  /// - Throws: `SavingError.nothingSaved`, which names the kernel that keeps it, and `.unreadable`.
  public func load(text name: String) throws -> String {
    try host.savedText(SavedName(name).textFile, name: name)
  }
}

/// What is kept.
public enum SavedContent {
  /// Arrays with their names, as safetensors.
  case arrays([SafetensorsEntry])
  /// What this writes.
  case text((SavedText) throws -> Void)
}

/// The name of something that is kept, and of its file.
struct SavedName {
  private let name: String

  init(_ name: String) throws(SavingError) {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 60, name.first != ".", name.last != "." else {
      throw .name(name)
    }
    self.name = name
  }

  var moduleFile: String {
    name.hasSuffix(".safetensors") ? name : name + ".safetensors"
  }

  var textFile: String {
    get throws(SavingError) {
      guard name.contains("."), !name.hasSuffix(".safetensors") else { throw .noEnding(name) }
      return name
    }
  }
}

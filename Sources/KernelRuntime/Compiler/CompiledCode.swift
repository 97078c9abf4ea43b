/// A Swift file of a lesson as it is or as a learner has it.
public struct SourceFile: Hashable, Codable, Sendable {
  /// Without a folder, such as `GaussianMixture.swift`.
  public var name: String
  /// The whole text.
  public var text: String

  /// The file `name` with this text.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

/// What is compiled as one module: files that a learner has changed, and what goes with them.
public struct CompiledCode: Hashable, Codable, Sendable {
  /// The files, the kernel's own first.
  public var files: [SourceFile]
  /// The module whose other files they see, as it was built in; nil where there is none.
  public var lesson: String?

  /// The code of these files.
  public init(_ files: [SourceFile], lesson: String? = nil) {
    self.files = files
    self.lesson = lesson
  }

  /// The code of one file.
  public init(_ text: String, fileName: String, lesson: String? = nil) {
    self.init([SourceFile(fileName, text)], lesson: lesson)
  }
}

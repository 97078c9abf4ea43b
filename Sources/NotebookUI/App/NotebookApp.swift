public import Notebook

/// What the notebook is opened with.
public struct NotebookOptions: Hashable, Sendable {
  /// The lesson to open: its number, slug or folder; nil for where it was left, or the list.
  public var lesson: String?
  /// The language asked for on the command line, which goes before the saved choice.
  public var language: Language?
  /// Whether colours may be used; `NO_COLOR` and `TERM` may still forbid them.
  public var hasColor: Bool

  /// A notebook that opens at `lesson`.
  public init(lesson: String? = nil, language: Language? = nil, hasColor: Bool = true) {
    self.lesson = lesson
    self.language = language
    self.hasColor = hasColor
  }
}

/// The full-screen notebook.
public enum NotebookApp {
  /// Shows the notebook until the learner leaves it.
  ///
  /// - Returns: The exit code: 0, or 1 where the terminal or the lesson cannot be used (said on
  ///   stderr).
  public static func run(_ options: NotebookOptions) -> Int32 { 1 }
}

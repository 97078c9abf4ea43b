/// The lessons of a folder: `NN-Name/Lesson.docc/lesson.md` and `lesson.zh.md`.
public struct LessonLibrary: Hashable, Sendable {
  /// The folder's path.
  public let folder: String

  /// The lessons in `folder`.
  public init(folder: String) { self.folder = folder }

  /// Every lesson in the order of their numbers; a broken one says so in its place.
  public func summaries(_ language: Language) -> [LessonSummary] { [] }

  /// The lesson of this number, slug or folder path, in `language` or, where that translation is
  /// missing, in the other one.
  public func lesson(matching name: String, language: Language) throws(LessonError) -> Lesson {
    throw .unknown(name, nearest: nil, known: [])
  }
}

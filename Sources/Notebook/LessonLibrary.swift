import Foundation

/// The lessons of a folder: `NN-Name/Lesson.docc/lesson.md`, `lesson.zh.md` and `names.zh.md`.
public struct LessonLibrary: Hashable, Sendable {
  /// The folder's path.
  public let folder: String

  /// The lessons in `folder`.
  public init(folder: String) { self.folder = folder }

  /// Every lesson in the order of their numbers; a broken one says so in its place.
  public func summaries(_ language: Language) -> [LessonSummary] {
    folders.map { folder in
      do throws(LessonError) {
        return LessonSummary(of: try folder.lesson(in: language))
      } catch {
        return LessonSummary(
          number: folder.number, slug: folder.slug, title: folder.title,
          summary: error.description, path: folder.path, language: language, problem: error)
      }
    }
  }

  /// The lesson of this number, slug or folder path, in `language` or, where that translation is
  /// missing, in the other one.
  public func lesson(matching name: String, language: Language) throws(LessonError) -> Lesson {
    let known = folders
    let slug = name.lowercased()
    if let folder = known.first(where: { $0.slug == slug || $0.number == Int(name) }) {
      return try folder.lesson(in: language)
    }
    if let folder = LessonFolder(path: name), folder.exists {
      return try folder.lesson(in: language)
    }
    let slugs = known.map(\.slug)
    throw .unknown(name, nearest: nearestSpelling(of: slug, in: slugs), known: slugs)
  }

  private var folders: [LessonFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { LessonFolder(path: folder + "/" + $0) }.filter(\.exists)
      .sorted { ($0.number, $0.slug) < ($1.number, $1.slug) }
  }
}

/// A folder `NN-Name`.
struct LessonFolder {
  let path: String
  let number: Int
  /// The name without its number, hyphens as blanks.
  let title: String
  let slug: String

  /// Nil if the name does not begin with a number and a hyphen.
  init?(path: String) {
    let components = path.split(separator: "/", omittingEmptySubsequences: true)
    self.path = (path.hasPrefix("/") ? "/" : "") + components.joined(separator: "/")
    let parts = (components.last ?? "").split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[0]) else { return nil }
    self.number = number
    slug = parts[1].lowercased()
    title = parts[1].split(separator: "-").joined(separator: " ")
  }

  var exists: Bool { Language.allCases.contains { isFile(file(in: $0)) } }

  /// The lesson in `language`, or in the language that there is.
  func lesson(in language: Language) throws(LessonError) -> Lesson {
    let languages = [language] + Language.allCases.filter { $0 != language }
    let found = languages.first { isFile(file(in: $0)) } ?? language
    guard let data = FileManager.default.contents(atPath: file(in: found)),
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadable(path: file(in: found)) }
    var lesson = try Lesson(parsing: text, of: self, language: found)
    lesson.names = names(in: language)
    return lesson
  }

  /// The table of names; English has none, since the kernels are.
  private func names(in language: Language) -> Names {
    guard language == .chinese,
      let data = FileManager.default.contents(atPath: path + "/Lesson.docc/names.zh.md")
    else { return Names() }
    return Names(parsing: String(decoding: data, as: UTF8.self))
  }

  func file(in language: Language) -> String {
    path + (language == .english ? "/Lesson.docc/lesson.md" : "/Lesson.docc/lesson.zh.md")
  }

  private func isFile(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

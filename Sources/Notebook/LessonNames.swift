import Foundation

extension LessonFolder {
  /// What the names of the lesson's kernels, parameters, charts and results are in `language`: the
  /// rows of the tables in `names.zh.md`; none where there is no such file.
  ///
  /// Kernels speak English, which needs no table.
  func names(in language: Language) -> [String: String] {
    guard language != .english,
      let data = FileManager.default.contents(
        atPath: path + "/Lesson.docc/names.\(language.rawValue).md"),
      let text = String(data: data, encoding: .utf8)
    else { return [:] }
    var names: [String: String] = [:]
    for case .table(_, let rows, _) in MarkdownDocument(parsing: text).blocks {
      for row in rows where row.count == 2 { names[row[0].plainText] = row[1].plainText }
    }
    return names
  }
}

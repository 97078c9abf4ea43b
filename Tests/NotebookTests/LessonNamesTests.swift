import Foundation
import Testing

@testable import Notebook

@Suite("A lesson's names") struct LessonNamesTests {
  private func lesson(names: String?, _ language: Language) throws -> Lesson {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let texts = folder.appending(path: "09-Hidden-Things/Lesson.docc")
    try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: true)
    let files = ["lesson.md": "# T\n\nS.\n\n## A\n", "lesson.zh.md": "# 题\n\n句。\n\n## 步\n"]
    for (file, text) in files.merging(
      names.map { ["names.zh.md": $0] } ?? [:], uniquingKeysWith: { $1 })
    {
      try Data(text.utf8).write(to: texts.appending(path: file))
    }
    return try LessonLibrary(folder: folder.path).lesson(matching: "9", language: language)
  }

  @Test("They are the rows of the tables of names.zh.md, in Chinese only")
  func table() throws {
    let text = """
      # 名称

      | name | 名称 |
      | --- | --- |
      | θ_A at the start | 起点 θ_A |
      | k-means++ | k 均值++ |
      | compare K = 1 … 6 | 比较 K = 1 … 6 |
      """
    #expect(
      try lesson(names: text, .chinese).names == [
        "θ_A at the start": "起点 θ_A", "k-means++": "k 均值++", "compare K = 1 … 6": "比较 K = 1 … 6",
      ])
    #expect(try lesson(names: text, .english).names == [:])
  }

  @Test("Without a file, or with one that holds no table, there are none")
  func missing() throws {
    #expect(try lesson(names: nil, .chinese).names == [:])
    #expect(try lesson(names: "no table", .chinese).names == [:])
  }
}

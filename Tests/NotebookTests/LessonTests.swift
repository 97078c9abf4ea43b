import Foundation
import Testing

@testable import Notebook

@Suite("Lessons")
struct LessonTests {
  /// The lessons of this repository.
  private static let own = LessonLibrary(
    folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Lessons").path)

  /// A library of one lesson, removed after `body`.
  private func withLesson(
    _ texts: [String: String], name: String = "09-Hidden-Things",
    _ body: (LessonLibrary) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lesson = folder.appending(path: "\(name)/Lesson.docc")
    try FileManager.default.createDirectory(at: lesson, withIntermediateDirectories: true)
    for (file, text) in texts {
      try Data(text.utf8).write(to: lesson.appending(path: file))
    }
    try body(LessonLibrary(folder: folder.path))
  }

  private static let text = """
    # Hidden *things*

    Weigh $\\theta_A$.

    An introduction.

    ## First

    ```kernel TwoCoins
    thetaA = 0.6
    ```

    Text.

    ## Second

    ### Below
    """

  @Test("A lesson is its title, its summary and its steps")
  func parts() throws {
    try withLesson(["lesson.md": Self.text]) { library in
      let lesson = try library.lesson(matching: "9", language: .english)
      #expect(lesson.number == 9)
      #expect(lesson.slug == "hidden-things")
      #expect(lesson.title == "Hidden things")
      #expect(lesson.summary == "Weigh θ_A.")
      #expect(lesson.steps.map(\.title) == ["First", "Second"])
      #expect(lesson.steps[0].kernel?.values == ["thetaA": "0.6"])
      #expect(lesson.steps[1].kernel == nil)
      let whole = MarkdownDocument(parsing: Self.text).blocks
      #expect(lesson.steps.flatMap(\.blocks) == whole)
      #expect(lesson.steps[0].blocks.prefix(4) == whole.prefix(4))
      let summary = try #require(library.summaries(.english).first)
      #expect(summary.kernels == ["TwoCoins"])
      #expect(summary.steps == ["First", "Second"])
    }
  }

  @Test("A lesson is found by number, slug or path")
  func names() throws {
    try withLesson(["lesson.md": Self.text]) { library in
      let path = library.folder + "/09-Hidden-Things/"
      for name in ["9", "09", "hidden-things", "Hidden-Things", path] {
        let lesson = try library.lesson(matching: name, language: .english)
        #expect(lesson.number == 9)
      }
      #expect(
        throws: LessonError.unknown(
          "hiden-things", nearest: "hidden-things", known: ["hidden-things"])
      ) { try library.lesson(matching: "hiden-things", language: .english) }
      #expect(throws: LessonError.unknown("8", nearest: nil, known: ["hidden-things"])) {
        try library.lesson(matching: "8", language: .english)
      }
    }
  }

  @Test("A missing translation falls back to the other language and says so")
  func translations() throws {
    try withLesson(["lesson.zh.md": "# 题\n\n句。\n\n## 步\n"]) { library in
      let lesson = try library.lesson(matching: "9", language: .english)
      #expect(lesson.language == .chinese)
      #expect(lesson.title == "题")
      #expect(library.summaries(.english).map(\.language) == [.chinese])
    }
  }

  @Test(
    "A broken lesson is told by file and line",
    arguments: [
      ("Text.", 1), ("# T\n\n## S", 3), ("# T\n\nText.", 1),
      ("# T\n\nText.\n\n```kernel A\n```\n## S", 5),
      ("# T\n\nText.\n\n## S\n```kernel A\n```\n```kernel B\n```", 8),
      ("# T\n\nText.\n## S\n```\nx", 5),
    ])
  func broken(text: String, line: Int) throws {
    try withLesson(["lesson.md": text]) { library in
      let error = #expect(throws: LessonError.self) {
        try library.lesson(matching: "9", language: .english)
      }
      let path = library.folder + "/09-Hidden-Things/Lesson.docc/lesson.md"
      #expect(error?.description.hasPrefix("\(path):\(line): ") ?? false, "\(error as Any)")
      let summary = try #require(library.summaries(.english).first)
      #expect(summary.problem == error)
      #expect(summary.title == "Hidden Things")
    }
  }

  @Test("Bytes that are no text are told as such")
  func bytes() throws {
    try withLesson(["lesson.md": ""]) { library in
      let path = library.folder + "/09-Hidden-Things/Lesson.docc/lesson.md"
      try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: path))
      #expect(throws: LessonError.unreadable(path: path)) {
        try library.lesson(matching: "9", language: .english)
      }
    }
  }

  @Test("Every lesson of the course opens, with the same steps and kernels in both languages")
  func course() throws {
    for summary in Self.own.summaries(.english) {
      #expect(summary.problem == nil)
      let english = try Self.own.lesson(matching: summary.slug, language: .english)
      let chinese = try Self.own.lesson(matching: summary.slug, language: .chinese)
      #expect(english.steps.map(\.kernel) == chinese.steps.map(\.kernel))
    }
  }
}

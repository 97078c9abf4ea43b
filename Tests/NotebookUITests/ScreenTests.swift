import Cells
import KernelRuntime
import Notebook
import Testing

@testable import NotebookUI

/// Whole screens, as files that a person can read.
@Suite("Screens")
struct ScreenTests {
  static let sizes = [
    Size(width: 80, height: 24), Size(width: 120, height: 36), Size(width: 200, height: 50),
  ]

  @Test("the lesson list", arguments: sizes, Language.allCases)
  func list(size: Size, language: Language) throws {
    var progress = Progress()
    progress.lastLesson = "expectation-maximisation"
    var lesson = Progress.LessonProgress()
    lesson.step = 1
    lesson.stepsRead = [0, 1]
    progress.lessons["expectation-maximisation"] = lesson
    try expectGolden(
      "list", .list(size.width, size.height, language: language, progress: progress))
  }

  @Test("a lesson that was just opened", arguments: sizes, Language.allCases)
  func opened(size: Size, language: Language) throws {
    try expectGolden("opened", .lesson(size.width, size.height, language: language))
  }

  @Test("a run over its ghost", arguments: sizes, Language.allCases)
  func running(size: Size, language: Language) throws {
    var session = Session.lesson(size.width, size.height, language: language)
    session.run(steps: 40, finishing: true)
    session.press("Tab Tab Right Right")
    session.wait(0.2)
    session.advance(from: 1, to: 30, level: 50)
    try expectGolden("running", session)
  }

  @Test(
    "a chart on the whole screen, a part of it, read at a point", arguments: sizes,
    Language.allCases)
  func inspected(size: Size, language: Language) throws {
    var session = Session.lesson(size.width, size.height, language: language)
    session.run(steps: 40, finishing: true)
    session.wait(0.2)
    session.press("z S + ( ( ( (")
    try expectGolden("chart", session)
  }
}

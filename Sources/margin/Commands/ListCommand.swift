import KernelRuntime
import Notebook

/// `margin list`: the lessons and their kernels.
enum ListCommand {
  static let json = Option(name: "--json", help: "One object a line")

  static let command = Command(
    name: "list", summary: "The lessons and their kernels", options: [json, OpenCommand.language]
  ) { arguments in
    let language = try OpenCommand.chosenLanguage(arguments) ?? .ofEnvironment
    if arguments.has(json) {
      for lesson in lessons(in: language) { put(object(lesson).description) }
    } else {
      printLessons(in: language)
    }
    return 0
  }

  /// One line for a lesson, one for its kernels.
  static func printLessons(in language: Language) {
    let found = lessons(in: language)
    if found.isEmpty {
      complain(
        "there are no lessons in \(Installation.current.lessons); set MARGIN_HOME to the package's"
          + " folder")
    }
    for lesson in found {
      put("\(lesson.number)  \(lesson.title)")
      put("   \(lesson.summary)")
      let kernels = KernelSource.kernels(ofLesson: lesson.path)
      if !kernels.isEmpty { put("   " + kernels.joined(separator: ", ")) }
    }
  }

  private static func lessons(in language: Language) -> [LessonSummary] {
    LessonLibrary(folder: Installation.current.lessons).summaries(language)
  }

  private static func object(_ lesson: LessonSummary) -> JSON {
    .object([
      "lesson": .integer(lesson.number), "slug": .string(lesson.slug),
      "title": .string(lesson.title), "summary": .string(lesson.summary),
      "path": .string(lesson.path),
      "steps": .array(lesson.steps.map(JSON.string)),
      "kernels": .array(KernelSource.kernels(ofLesson: lesson.path).map(JSON.string)),
    ])
  }
}

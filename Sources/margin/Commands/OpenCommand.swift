import Glibc
import KernelRuntime
import Notebook
import NotebookUI

/// `margin` and `margin open LESSON`: the notebook.
enum OpenCommand {
  static let language = Option(
    name: "--lang", value: "en|zh", help: "The language of the lessons")

  static let command = Command(
    name: "open", operand: "[LESSON]",
    summary: "Open the notebook at a lesson: its number, slug or folder", options: [language]
  ) { arguments in
    let language = try chosenLanguage(arguments)
    if let name = arguments.operand { _ = try lesson(name, .english) }
    guard isTerminal else {
      ListCommand.printLessons(in: language ?? .ofEnvironment)
      put("\nThe notebook needs a terminal: run `margin` or `margin open LESSON` in one.")
      put("Without one: `margin show KERNEL`, `margin run KERNEL`, `margin --help`.")
      return 0
    }
    return NotebookApp.run(
      NotebookOptions(
        lesson: arguments.operand, language: language, hasColor: environment("NO_COLOR") == nil))
  }

  /// Whether `word` is one of its options, which `margin` takes without its name, too.
  static func takes(_ word: String) -> Bool {
    command.options.contains { word == $0.name || word.hasPrefix($0.name + "=") }
  }

  /// The language that `--lang` names.
  static func chosenLanguage(_ arguments: Arguments) throws(UsageError) -> Language? {
    guard let text = arguments.value(language) else { return nil }
    guard let known = Language(rawValue: text) else {
      let allowed = Language.allCases.map(\.rawValue).joined(separator: " or ")
      throw .refused(language, text, allowed: allowed)
    }
    return known
  }

  private static var isTerminal: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
  }

  /// The lesson of this number, slug or folder.
  ///
  /// - Throws: `UsageError`, which names those that there are.
  static func lesson(_ name: String, _ language: Language) throws(UsageError) -> Lesson {
    let library = LessonLibrary(folder: Installation.current.lessons)
    do throws(LessonError) {
      return try library.lesson(matching: name, language: language)
    } catch .unknown {
      let error = LessonError.unknown(
        name, nearest: nil, known: library.summaries(.english).map(\.slug))
      throw .other(error.description)
    } catch {
      throw .other(error.description)
    }
  }
}

extension Language {
  /// Chinese where the locale says so, else English; what is printed is UTF-8, so a locale of another
  /// character set has English.
  static var ofEnvironment: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first ?? ""
    let parts = locale.split(separator: ".", maxSplits: 1)
    let isUTF8 = parts.count < 2 || parts[1].lowercased().hasPrefix("utf")
    return locale.hasPrefix("zh") && isUTF8 ? .chinese : .english
  }
}

import Cells
import KernelRuntime
import Notebook

/// `margin read LESSON`: a lesson's text without the screen.
enum ReadCommand {
  private static let step = Option(
    name: "--step", value: "N", help: "Step N only, as the notebook counts them")
  private static let width = Option(
    name: RunOptions.width.name, value: "N", help: "The text's width in columns")
  private static let plain = Option(
    name: RunOptions.plain.name, help: "Without escape sequences")
  private static let color = Option(
    name: RunOptions.color.name, value: RunOptions.color.value,
    help: "Whether the text has colours (auto)")

  static let command = Command(
    name: "read", operand: "LESSON",
    summary: "A lesson line by line, without the screen: its number, slug or folder",
    options: [step, OpenCommand.language, width, color, plain]
  ) { arguments in
    let language = try OpenCommand.chosenLanguage(arguments) ?? .ofEnvironment
    let traits = try OutputTraits(
      width: arguments.integer(width, in: 20...1000), color: arguments.value(color),
      isPlain: arguments.has(plain))
    let lesson = try OpenCommand.lesson(arguments.operand ?? "", language)
    let steps = try chosenSteps(of: lesson, arguments)
    if lesson.language != language {
      let name = language == .chinese ? "Chinese" : "English"
      complain("lesson \(lesson.number) has no \(name) text; this is the other one")
    }
    let layout = ProseLayout(
      width: traits.width, glyphs: traits.glyphs, palette: Palette(hasColor: traits.hasColor))
    for line in layout.lines(of: steps.flatMap(\.blocks)) {
      put(line.line(hasColor: traits.hasColor, isTrueColor: traits.isTrueColor))
    }
    return 0
  }

  private static func chosenSteps(
    of lesson: Lesson, _ arguments: Arguments
  ) throws(UsageError) -> [LessonStep] {
    guard let number = try arguments.integer(step, in: 1...max(1, lesson.steps.count)) else {
      return lesson.steps
    }
    return Array(lesson.steps.dropFirst(number - 1).prefix(1))
  }
}

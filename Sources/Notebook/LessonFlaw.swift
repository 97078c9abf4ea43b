/// What is wrong with a lesson's text.
public enum LessonFlaw: Hashable, Sendable {
  case noTitle
  /// No paragraph after the title says what the lesson is for.
  case noSummary
  case noSteps
  /// A kernel block stands before the first step.
  case kernelOutsideStep
  case secondKernel
  /// A kernel block names none, or several.
  case kernelName
  /// A line of a kernel block is no `NAME = VALUE`.
  case kernelLine(String)
  /// A kernel block sets a name twice.
  case setTwice(String)
  /// A code block is never closed by these marks.
  case openCode(closing: String)
  case openFormula
  case openComment
}

extension LessonFlaw: CustomStringConvertible {
  /// What is wrong, as a sentence.
  public var description: String {
    switch self {
    case .noTitle: "A lesson begins with its title: # Title."
    case .noSummary: "After the title, a paragraph says what the lesson lets the learner do."
    case .noSteps: "A lesson has steps, each a section: ## Title."
    case .kernelOutsideStep: "A kernel block belongs to a ## step."
    case .secondKernel: "A step names one kernel; this is the second."
    case .kernelName: "A kernel block names one kernel: ```kernel NAME."
    case .kernelLine(let line): "A kernel block's line is NAME = VALUE, not \"\(line)\"."
    case .setTwice(let name): "The kernel block sets \(name) twice."
    case .openCode(let closing): "The code block is never closed by \(closing)."
    case .openFormula: "The $$ formula is not closed by $$ at the end of a line."
    case .openComment: "The comment is never closed by -->."
    }
  }
}

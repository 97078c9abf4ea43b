/// A lesson in one language: a folder `Lessons/NN-Name`, parsed.
public struct Lesson: Hashable, Sendable {
  /// The number of the folder's name.
  public var number: Int
  /// The folder's name without its number, in lower case: `expectation-maximisation`.
  public var slug: String
  /// The `#` heading, as plain text.
  public var title: String
  /// The first paragraph, as plain text: what the lesson lets the learner do, in one line.
  public var summary: String
  /// One for each `##` section; their blocks together are the whole text.
  public var steps: [LessonStep]
  /// The folder's path.
  public var path: String
  /// The language of the text: not the one asked for where the translation is missing.
  public var language: Language
  /// What the screen calls the things that its kernels name.
  public var names: Names

  /// A lesson of these parts.
  public init(
    number: Int, slug: String, title: String, summary: String, steps: [LessonStep], path: String,
    language: Language = .english, names: Names = Names()
  ) {
    self.number = number
    self.slug = slug
    self.title = title
    self.summary = summary
    self.steps = steps
    self.path = path
    self.language = language
    self.names = names
  }
}

/// A `##` section of a lesson.
public struct LessonStep: Hashable, Sendable {
  /// The `##` heading, as plain text.
  public var title: String
  /// The text, its heading included; the first step's begins with all that stands before it.
  public var blocks: [Block]
  /// The kernel that the step sets the pane to, if it names one.
  public var kernel: KernelReference?

  /// A step of these parts.
  public init(title: String, blocks: [Block], kernel: KernelReference? = nil) {
    self.title = title
    self.blocks = blocks
    self.kernel = kernel
  }
}

/// A fenced `kernel` block: which kernel, the values that the step starts it with, and what it shows
/// first.
public struct KernelReference: Hashable, Sendable {
  /// The kernel's type name.
  public var name: String
  /// By the parameters' Swift names, in the form that `--set` takes.
  public var values: [String: String]
  /// The charts that the step speaks of: they stand before the others.
  public var charts: [String]

  /// The kernel called `name`, started with `values`, `charts` before its others.
  public init(name: String, values: [String: String] = [:], charts: [String] = []) {
    self.name = name
    self.values = values
    self.charts = charts
  }
}

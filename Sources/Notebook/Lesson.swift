/// The languages that lessons are written in.
public enum Language: String, CaseIterable, Hashable, Codable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// A lesson in one language: a folder `Lessons/NN-Name`, parsed.
public struct Lesson: Hashable, Sendable {
  /// The number of the folder's name.
  public var number: Int
  /// The folder's name without its number, in lower case: `expectation-maximisation`.
  public var slug: String
  /// The `#` heading.
  public var title: String
  /// The first paragraph: what the lesson lets the learner do, in one line.
  public var summary: String
  /// One for each `##` section.
  public var steps: [LessonStep]
  /// The folder's path.
  public var path: String
}

/// A `##` section of a lesson.
public struct LessonStep: Hashable, Sendable {
  public var title: String
  public var blocks: [Block]
  /// The kernel that the step sets the pane to, if it names one.
  public var kernel: KernelReference?
}

/// A fenced `kernel` block: which kernel, and the values that the step starts it with.
public struct KernelReference: Hashable, Sendable {
  public var name: String
  /// By the parameters' Swift names, in the form that `--set` takes.
  public var values: [String: String]

  public init(name: String, values: [String: String] = [:]) {
    self.name = name
    self.values = values
  }
}

/// A block of prose.
public indirect enum Block: Hashable, Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(items: [[Block]], start: Int?)
  case quote([Block])
  case code(language: String, text: String)
  case table(header: [[Inline]], rows: [[[Inline]]], alignments: [Alignment])
  /// A `$$…$$` formula, in TeX.
  case formula(String)
  case rule

  /// Where a column of a table stands.
  public enum Alignment: Hashable, Sendable {
    case left, center, right
  }
}

/// A piece of a line of prose.
public indirect enum Inline: Hashable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  /// A `$…$` formula, in TeX.
  case formula(String)
  case link([Inline], address: String)
  case lineBreak
}

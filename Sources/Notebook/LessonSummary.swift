/// What the lesson list shows of a lesson.
public struct LessonSummary: Hashable, Sendable {
  /// The number of the folder's name.
  public var number: Int
  /// The folder's name without its number, in lower case.
  public var slug: String
  /// The `#` heading; of a lesson that cannot be read, the folder's name.
  public var title: String
  /// What the lesson lets the learner do, in one line; of a broken lesson, what is wrong with it.
  public var summary: String
  /// The titles of the steps.
  public var steps: [String]
  /// The kernels that the steps name, in the order of their first appearance.
  public var kernels: [String]
  /// The folder's path.
  public var path: String
  /// The language of the text.
  public var language: Language
  /// Why the lesson cannot be opened, if so.
  public var problem: LessonError?

  /// A summary of these parts.
  public init(
    number: Int, slug: String, title: String, summary: String, steps: [String] = [],
    kernels: [String] = [], path: String, language: Language, problem: LessonError? = nil
  ) {
    self.number = number
    self.slug = slug
    self.title = title
    self.summary = summary
    self.steps = steps
    self.kernels = kernels
    self.path = path
    self.language = language
    self.problem = problem
  }
}

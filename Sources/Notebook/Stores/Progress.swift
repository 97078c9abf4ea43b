public import Charts

/// Where the learner is, and what was chosen.
public struct Progress: Hashable, Codable, Sendable {
  /// A place in a lesson.
  public struct LessonProgress: Hashable, Codable, Sendable {
    /// The step that was open, from 0.
    public var step = 0
    /// The first row of it that was shown.
    public var scroll = 0
    /// The steps read, from 0.
    public var stepsRead: Set<Int> = []

    /// A lesson that was never opened.
    public init() {}
  }

  /// How a kernel's pane was left.
  public struct KernelSettings: Hashable, Codable, Sendable {
    /// Values that differ from the defaults, by Swift name, in the form that `--set` takes.
    public var values: [String: String]
    /// The seed of its runs.
    public var seed: UInt64
    /// Files of the learner's own by the names of the data; nil where there are none.
    public var data: [String: String]?

    /// `values` and a seed.
    public init(values: [String: String] = [:], seed: UInt64 = 0) {
      self.values = values
      self.seed = seed
    }
  }

  /// The lesson that was open last, by its slug.
  public var lastLesson: String?
  /// By the lessons' slugs.
  public var lessons: [String: LessonProgress] = [:]
  /// By the panes: the lesson's slug and the number of the step that sets the pane, as `slug/3`.
  public var kernels: [String: KernelSettings] = [:]
  /// The language chosen; nil if none was.
  public var language: Language?
  /// The charts' canvas chosen; nil if none was.
  public var canvas: ChartStyle.Canvas?

  /// Nothing read, nothing chosen.
  public init() {}
}

extension Progress {
  /// Reads what is there: a file of an earlier margin lacks what came later.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    lastLesson = try values.decodeIfPresent(String.self, forKey: .lastLesson)
    lessons = try values.decodeIfPresent([String: LessonProgress].self, forKey: .lessons) ?? [:]
    kernels = try values.decodeIfPresent([String: KernelSettings].self, forKey: .kernels) ?? [:]
    language = try values.decodeIfPresent(Language.self, forKey: .language)
    canvas = try values.decodeIfPresent(ChartStyle.Canvas.self, forKey: .canvas)
  }
}

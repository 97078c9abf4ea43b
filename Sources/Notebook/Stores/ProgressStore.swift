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
  /// By the kernels' names.
  public var kernels: [String: KernelSettings] = [:]
  /// The language chosen; nil if none was.
  public var language: Language?
  /// The charts' canvas chosen; nil if none was.
  public var canvas: ChartStyle.Canvas?

  /// Nothing read, nothing chosen.
  public init() {}
}

/// The learner's progress, in one file.
public struct ProgressStore: Sendable {
  /// The progress in the folder `directory`, which is made when first needed.
  public init(directory: String) {}

  /// What was kept, and a line for the learner if it could not be read and was set aside.
  public func load() -> (progress: Progress, notice: String?) { (Progress(), nil) }

  /// Keeps `progress`, on the disk when it returns.
  public func save(_ progress: Progress) throws(StoreError) {}
}

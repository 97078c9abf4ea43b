import KernelRuntime
import Notebook
import Terminal

/// A fact that the notebook answers, and when it was known.
struct AppEvent: Equatable {
  /// Seconds of a clock that nobody sets, from which deadlines are counted.
  var time: Double
  /// Seconds since 1970, for records.
  var date: Double
  var fact: Fact

  init(time: Double, date: Double? = nil, fact: Fact) {
    self.time = time
    self.date = date ?? time
    self.fact = fact
  }

  enum Fact: Equatable {
    case terminal(TerminalEvent)
    /// A deadline of the model has passed.
    case timePassed
    case listLoaded([LessonSummary], Progress, notice: StoreError?)
    case lessonOpened(LessonOpening)
    /// The same lesson in another language.
    case lessonTranslated(Lesson)
    case lessonRefused(LessonError)
    case runsLoaded(kernel: String, [RunRecord])
    case kernel(client: Int, KernelEvent)
    /// A kernel process could not be started.
    case launchFailed(client: Int, KernelFailure)
    case compiled(id: Int, KernelCompiler.Outcome)
    /// What came of optimising the source whose quick library is at this path.
    case optimised(quick: String, KernelCompiler.Outcome)
    case cellCompiled(id: Int, CellCompiler.Outcome)
    case cellsSaved(problem: StoreError?)
    case editSaved(file: String, text: String, problem: StoreError?)
    case progressSaved(problem: StoreError?)
    case recordsSaved(problem: StoreError?)
    /// The source that a copied command names is on the disk, or not.
    case sourceKept(problem: StoreError?)
    case pathCompleted(typed: String, PathCompletion)
    /// There is a file for the data `name`, or not.
    case dataFound(name: String, path: String, problem: StoreError?)
    /// The learner's own editor has ended, or could not begin.
    case editedOutside(file: String, OutsideEdit)
    case copySaved(file: String, text: String, path: String, problem: StoreError?)
  }
}

/// A lesson with what is needed to show it as it was left.
struct LessonOpening: Equatable {
  var lesson: Lesson
  var kernels: [KernelDocument]
  /// The lesson's Swift files.
  var sources: [SourceDocument]
  /// The module that was built of them; nil where it was not.
  var module: String?
  /// What was typed into the console before.
  var cells: [String] = []
  /// Another notebook has the lesson's lock.
  var isReadOnly: Bool
}

import Cells
import Notebook

/// An open lesson.
struct LessonModel: Equatable {
  var lesson: Lesson
  /// The step that is read, from 0.
  var step = 0
  var stepsRead: Set<Int> = []
  /// The first line of the step's prose that is shown.
  var scroll = 0
  /// The step's prose in the text region's width.
  var lines: [StyledText] = []
  var links: [ProseLink] = []
  /// The link that Enter copies next.
  var nextLink = 0
  var focus = Region.lesson
  var mode = Mode.read
  /// Movements in the editor select, without Shift.
  var isSelecting = false
  /// What was last looked for in the text.
  var query = ""
  /// The line of the step in which it was found.
  var matchLine: Int?
  var kernels: [String: KernelModel] = [:]
  /// The lesson's Swift files by name.
  var sources: [String: SourceModel] = [:]
  /// The module that was built of them; nil where it was not.
  var module: String?
  var console = ConsoleModel()
  /// By the steps that set them.
  var panes: [Int: PaneModel] = [:]
  /// The step whose pane is shown; nil before the first step that names a kernel.
  var paneStep: Int?
  /// Another notebook has this lesson open: nothing is saved here.
  var isReadOnly = false

  init(lesson: Lesson) { self.lesson = lesson }

  /// The pane that is shown.
  var pane: PaneModel? {
    get { paneStep.flatMap { panes[$0] } }
    set {
      guard let paneStep, let newValue else { return }
      panes[paneStep] = newValue
    }
  }

  /// The kernel of the pane that is shown.
  var kernel: KernelModel? {
    get { pane.flatMap { kernels[$0.kernel] } }
    set {
      guard let newValue else { return }
      kernels[newValue.name] = newValue
    }
  }

  /// The step that sets the pane of `step`: itself, or the last one before it that names a kernel.
  func paneStep(for step: Int) -> Int? {
    lesson.steps.indices.prefix(step + 1).last { lesson.steps[$0].kernel != nil }
  }

  /// Whether keys type rather than command.
  var isTyping: Bool { mode != .read }

  /// The name under which progress keeps a pane's values.
  func settingsKey(_ pane: PaneModel) -> String { "\(lesson.slug)/\(pane.step + 1)" }
}

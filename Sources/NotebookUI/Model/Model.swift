import Cells
import KernelRuntime
import Notebook

/// All that the screen shows, and all that is needed to answer the next event.
struct Model: Equatable {
  var surface: Surface
  /// The language that was chosen.
  private var chosen: Language
  /// The language asked for when the program was started, which goes before the saved one.
  var chosenLanguage: Language?
  /// The time of the last event, in seconds of a clock that nobody sets.
  var time = 0.0
  /// The same in seconds since 1970, for records.
  var date = 0.0
  var list = LessonListModel()
  var isListLoaded = false
  /// The lesson to open as soon as the list, and with it the language, is known.
  var requestedLesson: String?
  /// The open lesson; the list is shown where there is none.
  var lesson: LessonModel?
  var overlay: Overlay?
  var notice: Notice?
  /// What the disk keeps of all lessons.
  var progress = Progress()
  /// When progress is to be written; nil if it is.
  var progressDue: Double?
  /// How many times it is being written.
  var progressWrites = 0
  /// Why it could not be written the last time.
  var progressProblem: StoreError?
  /// When records that could not be written are tried again, and why they could not.
  var recordsDue: Double?
  var recordsProblem: StoreError?
  /// Where the learner goes as soon as everything is on the disk.
  var leaving: Leaving?
  /// What this process runs, as run records name it.
  var build = ""
  /// Where sources of runs are put for `margin run --source`.
  var sourceFolder = ""
  /// Where texts go that cannot be written when the program is ended from outside.
  var rescueFolder = "/tmp"
  /// Counts kernel processes, runs and compilations.
  var lastNumber = 0
  /// What the mouse holds.
  var drag: Drag?

  /// Something that was pressed and follows the mouse until it is released.
  enum Drag: Equatable {
    /// The slider in this row of the parameters.
    case slider(row: Int)
    /// The end of a selection in the source.
    case selection
    /// The chart on the whole screen, by this place.
    case chart(from: Point)
  }

  init(surface: Surface, language: Language) {
    self.surface = surface
    chosen = language
  }

  /// The language of the screen: the one that was chosen, where the terminal can show it.
  var language: Language {
    get { surface.speaksUTF8 ? chosen : .english }
    set { chosen = newValue }
  }

  /// Whether another language was chosen than the terminal can show.
  var lacksLanguage: Bool { language != chosen }

  var words: Words { Words(language: language) }

  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }
}

import KernelRuntime
import Notebook

/// A wish that only the world outside the model can fulfil.
enum Effect: Equatable {
  case loadList(Language)
  /// By number, slug or folder.
  case openLesson(String, Language)
  case translateLesson(String, Language)
  /// Gives the lesson's lock back.
  case closeLesson
  case loadRuns(kernel: String)
  case launch(client: Int, kernel: String, library: String?)
  case send(client: Int, KernelRequest)
  case kill(client: Int)
  case compile(id: Int, CompiledCode)
  /// Fills the compiler's caches, so that the first save of a kernel of this module is fast.
  case warmCompiler(lesson: String?)
  /// Compiles a cell of the console.
  case compileCell(id: Int, text: String, CellContext)
  /// Ends the compilation of a cell.
  case cancelCell
  /// Makes the first cell of the console fast.
  case warmCells(CellContext)
  /// Keeps what was typed into the console.
  case saveCells(lesson: String, [String])
  /// Writes the learner's text of `file` under `name`; without an edit, the lesson's own is back and nothing is kept.
  case saveEdit(file: String, name: String, text: String, SavedEdit?)
  case saveProgress(Progress)
  /// Writes what is new of run `run`.
  case record(run: Int, RunRecord)
  /// Writes what could not be written of runs.
  case saveRecords
  /// Writes the learner's text to another place.
  case saveCopy(file: String, text: String, path: String)
  /// Writes the source of a run to a file that `margin run --source` takes.
  case keepSource(path: String, text: String)
  /// To the terminal's clipboard.
  case copy(String)
  case setMouse(Bool)
  /// Looks for what a path that is typed can go on with.
  case completePath(String)
  /// Looks whether there is a file for the data `name`.
  case findData(name: String, path: String)
  /// Gives the terminal to the learner's own editor with this text of `file`, at a line from 1.
  case editOutside(file: String, text: String, line: Int)
  case suspend
  case quit
}

import KernelRuntime

/// The console of a lesson: what is typed, what came of it, and what the kernel's process keeps.
struct ConsoleModel: Equatable {
  /// A cell and what came of it.
  struct Entry: Equatable {
    let cell: Int
    let text: String
    /// What it printed.
    var printed = PrintedLines([])
    var state = State.waiting(.process)
  }

  enum State: Equatable {
    case waiting(Wait)
    case over(CellResult)
    /// The compiler's remarks, at least one of them an error.
    case rejected([KernelCompiler.Diagnostic])
    case unavailable(CompilationFailure)
    case cancelled
    /// There is no process to evaluate it.
    case noProcess
    /// Another process has taken the place of the one that it was for.
    case replaced
    /// The process died while it was evaluated.
    case lost(KernelExit)
  }

  /// What a cell waits for.
  enum Wait: Equatable { case process, compiler, step, end }

  /// The cell that is under way.
  struct Pending: Equatable {
    let cell: Int
    let text: String
    /// The lesson step whose pane it is for.
    let step: Int
    /// The process that it was compiled for.
    var client: Int?
    var module: CellModule?
    /// Whether a process was asked for.
    var hasAskedForProcess = false
    /// Whether Ctrl-C was pressed.
    var isToEnd = false
  }

  /// What Ctrl-R looks for.
  struct Search: Equatable {
    var field = TextField()
    /// The cell that was found.
    var match: Int?
  }

  static let entryLimit = 100

  var isOpen = false
  var input = ConsoleInput()
  var history = ConsoleHistory()
  var search: Search?
  /// What Tab offers.
  var offers: [String] = []
  private(set) var entries: [Entry] = []
  /// How many rows lie below the last one that is shown.
  var scroll = 0
  var pending: Pending?
  /// The cells that are kept in each process.
  var modules: [Int: [CellModule]] = [:]
  /// The types of variables as far as they were shown, by name.
  var types: [String: String] = [:]
  /// The process that had cells and is gone without the learner having been told.
  var hasLostCells = false
  /// The modules whose compilation is fast by now.
  var warmed: CellContext?

  mutating func add(_ entry: Entry) {
    entries.append(entry)
    if entries.count > Self.entryLimit { entries.removeFirst(entries.count - Self.entryLimit) }
  }

  /// Changes what came of `cell`.
  mutating func change(_ cell: Int, _ change: (inout Entry) -> Void) {
    guard let index = entries.lastIndex(where: { $0.cell == cell }) else { return }
    change(&entries[index])
  }

  mutating func clear() {
    entries = entries.filter { $0.cell == pending?.cell }
    scroll = 0
  }

  /// The cell that the process is evaluating.
  var evaluated: Pending? {
    guard let pending, entries.last(where: { $0.cell == pending.cell })?.state == .waiting(.end)
    else { return nil }
    return pending
  }
}

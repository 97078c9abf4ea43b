import KernelRuntime
import Notebook

extension Model {
  /// Opens the console, where cells are typed.
  mutating func openConsole() -> [Effect] {
    guard let lesson, let pane = lesson.pane else {
      notice = Notice(text: words.noKernelForConsole)
      return []
    }
    self.lesson?.console.isOpen = true
    self.lesson?.focus = .console
    self.lesson?.mode = .console
    if let failure = lesson.kernel?.compilerFailure {
      notice = Notice(text: words.text(of: failure), isProblem: true)
      return []
    }
    let context = CellContext(
      kernel: pane.kernel, lesson: lesson.module, library: pane.client?.program.library)
    guard lesson.console.warmed != context else { return [] }
    self.lesson?.console.warmed = context
    return [.warmCells(context)]
  }

  /// Closes it; what was typed and what came of it are there when it is opened again.
  mutating func closeConsole() {
    lesson?.console.isOpen = false
    lesson?.focus = .lesson
    lesson?.mode = .read
  }

  /// Enter: evaluates what is typed, or goes on in a new line where something is still open.
  mutating func evaluateInput() -> [Effect] {
    guard let console = lesson?.console, let step = lesson?.paneStep, let slug = lesson?.lesson.slug
    else { return [] }
    lesson?.console.offers = []
    lesson?.console.scroll = 0
    let text = console.input.text.trimmedEnd
    if text.isEmpty { return [] }
    if CellItems(text).isUnfinished {
      lesson?.console.input.insertLine()
      return []
    }
    guard console.pending == nil else {
      notice = Notice(text: words.cellIsUnderWay, isProblem: true)
      return []
    }
    let cell = nextNumber()
    lesson?.console.history.add(text)
    lesson?.console.input = ConsoleInput()
    lesson?.console.hasLostCells = false
    lesson?.console.add(.init(cell: cell, text: text))
    lesson?.console.pending = .init(cell: cell, text: text, step: step)
    let history = lesson?.console.history.cells ?? []
    let save = lesson?.isReadOnly == true ? [] : [Effect.saveCells(lesson: slug, history)]
    return save + advanceConsole()
  }

  /// Goes on with the cell that is under way, as far as its process is ready.
  mutating func advanceConsole() -> [Effect] {
    guard let pending = lesson?.console.pending, let pane = lesson?.panes[pending.step] else {
      return []
    }
    if let client = pending.client {
      if pane.client?.id != client { end(pending.cell, .replaced) }
      return []
    }
    guard pane.run?.isBeingRetold != true, pane.successor == nil else { return [] }
    guard let client = pane.client, client.description != nil else {
      return askForProcess(pending, pane)
    }
    lesson?.console.pending?.client = client.id
    setWait(of: pending.cell, .compiler)
    let context = CellContext(
      kernel: pane.kernel, lesson: lesson?.module, library: client.program.library,
      cells: lesson?.console.modules[client.id] ?? [])
    return [.compileCell(id: pending.cell, text: pending.text, context)]
  }

  private mutating func askForProcess(
    _ pending: ConsoleModel.Pending, _ pane: PaneModel
  ) -> [Effect] {
    guard pane.client == nil, let kernel = lesson?.kernels[pane.kernel], kernel.compilation == nil
    else { return [] }
    let current = lesson?.currentProgram(of: kernel)
    if pending.hasAskedForProcess {
      // The source does not compile: the last program that there is will do.
      guard current == nil, let program = kernel.program, pending.step == lesson?.paneStep,
        lesson?.console.pending?.hasAskedForProcess == true, kernel.failedSources != nil
      else {
        end(pending.cell, .noProcess)
        return []
      }
      lesson?.console.pending?.hasAskedForProcess = false
      return load(program, then: nil, in: pending.step)
    }
    lesson?.console.pending?.hasAskedForProcess = true
    if let program = current { return load(program, then: nil, in: pending.step) }
    let hasFailed = kernel.failedSources.map { lesson?.isCurrent($0) == true } ?? false
    if hasFailed, let program = kernel.program { return load(program, then: nil, in: pending.step) }
    guard pending.step == lesson?.paneStep, !hasFailed, kernel.compilerFailure == nil else {
      end(pending.cell, .noProcess)
      return []
    }
    return compile(thenStart: nil)
  }

  /// Takes in what the compiler made of a cell.
  mutating func takeIn(_ outcome: CellCompiler.Outcome, ofCell cell: Int) -> [Effect] {
    guard let pending = lesson?.console.pending, pending.cell == cell, let client = pending.client
    else { return [] }
    switch outcome {
    case .module(let module, _):
      guard let pane = lesson?.panes[pending.step], pane.client?.id == client else {
        end(cell, .replaced)
        return []
      }
      lesson?.console.pending?.module = module
      setWait(of: cell, .step)
      return [
        .send(
          client: client, .evaluate(CellRequest(cell: cell, module, parameters: pane.values)))
      ]
    case .errors(let diagnostics): end(cell, .rejected(diagnostics))
    case .unavailable(let failure): end(cell, .unavailable(failure))
    case .cancelled: end(cell, .cancelled)
    }
    return []
  }

  /// Takes in what a process tells of a cell.
  mutating func takeIn(_ result: CellResult, of client: Int) {
    guard let pending = lesson?.console.pending, pending.cell == result.cell else { return }
    if result.failure == nil, let module = pending.module, module.isKept {
      lesson?.console.modules[client, default: []].append(module)
      for name in module.names { lesson?.console.types[name.name] = nil }
      if let name = result.value?.name { lesson?.console.types[name] = result.value?.type }
    }
    end(result.cell, .over(result))
  }

  /// Ctrl-C: clears the line; of a cell that is under way, asks before its process is ended.
  mutating func cancelCell() -> [Effect] {
    guard let pending = lesson?.console.pending else {
      if lesson?.console.input.isEmpty == true { notice = Notice(text: words.escLeavesConsole) }
      lesson?.console.input = ConsoleInput()
      lesson?.console.history.forgetPlace()
      lesson?.console.offers = []
      return []
    }
    guard let client = pending.client else {
      end(pending.cell, .cancelled)
      return []
    }
    if pending.module == nil { return [.cancelCell] }
    if pending.isToEnd { return [.kill(client: client)] }
    lesson?.console.pending?.isToEnd = true
    notice = Notice(
      text: words.endingLoses(isRunOn: lesson?.panes[pending.step]?.isOn == true), isProblem: true)
    return []
  }

  /// Notes that a process is gone, and with it what its cells had kept.
  mutating func noteConsole(exit: KernelExit, of client: Int) {
    if lesson?.console.modules.removeValue(forKey: client)?.isEmpty == false {
      lesson?.console.hasLostCells = true
      lesson?.console.types = [:]
    }
    if let pending = lesson?.console.pending, pending.client == client {
      end(pending.cell, .lost(exit))
    }
  }

  /// Whether the process has something that only cells gave it, or is about to.
  func consoleHolds(_ client: Int) -> Bool {
    guard let console = lesson?.console else { return false }
    return console.modules[client]?.isEmpty == false || console.pending?.client == client
  }

  private mutating func setWait(of cell: Int, _ wait: ConsoleModel.Wait) {
    lesson?.console.change(cell) { $0.state = .waiting(wait) }
  }

  /// Notes that a cell begins to be evaluated.
  mutating func beginEvaluating(_ cell: Int) { setWait(of: cell, .end) }

  private mutating func end(_ cell: Int, _ state: ConsoleModel.State) {
    lesson?.console.pending = nil
    lesson?.console.change(cell) { $0.state = state }
  }
}

extension String {
  /// Without white space at its end.
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

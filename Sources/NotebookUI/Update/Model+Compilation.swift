import KernelRuntime
import SourceEditor

extension Model {
  /// Ctrl-S: writes the text, compiles it and runs it.
  mutating func save() -> [Effect] {
    guard let kernel = lesson?.kernel else { return [] }
    let saved = saveEditNow(of: kernel.name)
    guard kernel.currentProgram == nil else { return saved + start(StartRequest()) }
    return saved + compile(thenStart: StartRequest())
  }

  /// Compiles the text as it is; what runs goes on meanwhile.
  mutating func compile(thenStart request: StartRequest) -> [Effect] {
    guard let kernel = lesson?.kernel, let step = lesson?.paneStep else { return [] }
    return compile(kernel.editor.text, of: kernel, thenStart: request, in: step)
  }

  /// Compiles `text` for the pane of `step`.
  mutating func compile(
    _ text: String, of kernel: KernelModel, thenStart request: StartRequest, in step: Int
  ) -> [Effect] {
    guard !text.allSatisfy(\.isWhitespace) else {
      lesson?.kernels[kernel.name]?.failedSource = text
      notice = Notice(text: words.emptySource, isProblem: true)
      return []
    }
    let id = nextNumber()
    lesson?.kernels[kernel.name]?.compilation = .init(
      id: id, source: text, step: step, starts: request)
    return [.compile(id: id, source: text, fileName: kernel.fileName)]
  }

  /// Takes in what came of compilation `id`.
  mutating func answer(_ outcome: KernelCompiler.Outcome, of id: Int) -> [Effect] {
    guard let kernel = lesson?.kernels.values.first(where: { $0.compilation?.id == id }),
      let compilation = kernel.compilation
    else { return [] }
    let name = kernel.name
    lesson?.kernels[name]?.compilation = nil
    switch outcome {
    case .library(let path, _, _):
      let program = KernelModel.Program(source: compilation.source, library: path)
      lesson?.kernels[name]?.program = program
      lesson?.kernels[name]?.lastCompiled = nil
      if compilation.source == kernel.editor.text {
        lesson?.kernels[name]?.failedSource = nil
        lesson?.kernels[name]?.editor.notes = []
        markEdited(name)
      }
      return start(compilation.starts, of: program, in: compilation.step)
    case .errors(let diagnostics):
      lesson?.kernels[name]?.failedSource = compilation.source
      lesson?.kernels[name]?.editor.notes = diagnostics.map { LineNote($0) }
      let lines = diagnostics.filter { $0.severity == .error }.map(\.line)
      let isOn = lesson?.panes[compilation.step]?.isOn ?? false
      notice = Notice(text: words.compileErrors(lines, runGoesOn: isOn), isProblem: true)
      return []
    case .unavailable(let line):
      lesson?.kernels[name]?.compilerNotice = line
      notice = Notice(text: line, isProblem: true)
      return []
    case .cancelled: return []
    }
  }

  /// Notes that what is kept of the text is no longer what is on the disk; typing on puts nothing off.
  mutating func markEdited(_ kernel: String) {
    guard let lesson else { return }
    guard !lesson.isReadOnly else {
      self.lesson?.kernels[kernel]?.saving = .kept
      return
    }
    switch lesson.kernels[kernel]?.saving {
    case .due, .failed: return
    default: break
    }
    self.lesson?.kernels[kernel]?.saving = .due(time + Self.saveDelay)
  }
}

extension LineNote {
  /// The compiler's remark as the editor shows it.
  init(_ diagnostic: KernelCompiler.Diagnostic) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      line: diagnostic.line, column: diagnostic.column, severity: severity,
      message: diagnostic.message)
  }
}

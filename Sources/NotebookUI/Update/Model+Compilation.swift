import KernelRuntime
import SourceEditor

extension Model {
  /// Ctrl-S: writes the text, compiles what has changed and runs the kernel.
  mutating func save() -> [Effect] {
    guard let lesson, let kernel = lesson.kernel else { return [] }
    let saved = saveEditsNow()
    let isKnown = lesson.source.map { !$0.isEdited || $0.isText($0.lastCompiled) } ?? true
    if lesson.currentProgram(of: kernel) != nil, isKnown { return saved + start(StartRequest()) }
    return saved + compile(thenStart: StartRequest())
  }

  /// Compiles the files as they are; what runs goes on meanwhile.
  mutating func compile(thenStart request: StartRequest?) -> [Effect] {
    guard let lesson, let kernel = lesson.kernel, let step = lesson.paneStep else { return [] }
    let sources = lesson.sources(of: kernel)
    self.lesson?.kernels[kernel.name]?.uses = sources.map(\.name)
    return compile(lesson.code(of: kernel), from: sources, of: kernel, thenStart: request, in: step)
  }

  /// Compiles `code`, which `sources` need, for the pane of `step`; nil: the program has it.
  mutating func compile(
    _ code: CompiledCode?, from sources: [SourceFile], of kernel: KernelModel,
    thenStart request: StartRequest?, in step: Int
  ) -> [Effect] {
    guard sources.first?.text.contains(where: { !$0.isWhitespace }) == true else {
      lesson?.kernels[kernel.name]?.failedSources = sources
      notice = Notice(text: words.emptySource, isProblem: true)
      return []
    }
    guard let code else {
      let program = KernelModel.Program(sources: sources)
      take(program, of: kernel.name)
      return request.map { start($0, of: program, in: step) } ?? []
    }
    let id = nextNumber()
    lesson?.kernels[kernel.name]?.compilation = .init(
      id: id, sources: sources, code: code, step: step, starts: request, since: time)
    return [.compile(id: id, code)]
  }

  /// Takes in what came of compilation `id`.
  mutating func answer(_ outcome: KernelCompiler.Outcome, of id: Int) -> [Effect] {
    guard let kernel = lesson?.kernels.values.first(where: { $0.compilation?.id == id }),
      let compilation = kernel.compilation
    else { return [] }
    lesson?.kernels[kernel.name]?.compilation = nil
    switch outcome {
    case .library(let path, _, _):
      let program = KernelModel.Program(sources: compilation.sources, library: path)
      for file in compilation.code.files { noteCompiled(file) }
      take(program, of: kernel.name)
      guard let request = compilation.starts else {
        return load(program, then: nil, in: compilation.step)
      }
      return start(request, of: program, in: compilation.step)
    case .errors(let diagnostics):
      lesson?.kernels[kernel.name]?.failedSources = compilation.sources
      show(diagnostics, of: compilation, in: kernel)
      return []
    case .unavailable(let failure):
      lesson?.kernels[kernel.name]?.compilerFailure = failure
      notice = Notice(text: words.text(of: failure), isProblem: true)
      return []
    case .cancelled: return []
    }
  }

  /// Takes `program` as the kernel's last one that can be run.
  private mutating func take(_ program: KernelModel.Program, of kernel: String) {
    lesson?.kernels[kernel]?.program = program
    if lesson?.isCurrent(program.sources) == true { lesson?.kernels[kernel]?.failedSources = nil }
  }

  /// Notes that a file compiled; if it is still as it was, nothing is wrong with it.
  private mutating func noteCompiled(_ file: SourceFile) {
    lesson?.sources[file.name]?.lastCompiled = file.text
    guard lesson?.sources[file.name]?.isText(file.text) == true else { return }
    lesson?.sources[file.name]?.editor.notes = []
    markEdited(file.name)
  }

  /// Puts each remark under its line; where the file that is shown has none, the first one with an error
  /// is shown.
  private mutating func show(
    _ diagnostics: [KernelCompiler.Diagnostic], of compilation: KernelModel.Compilation,
    in kernel: KernelModel
  ) {
    for file in compilation.code.files { lesson?.sources[file.name]?.editor.notes = [] }
    for diagnostic in diagnostics {
      let name = diagnostic.file ?? kernel.fileName
      let note = LineNote(diagnostic, words)
      lesson?.sources[name]?.editor.notes.append(note)
    }
    let errors = diagnostics.filter { $0.severity == .error }
    let files = errors.map { $0.file ?? kernel.fileName }
    guard let open = files.contains(kernel.openFile) ? kernel.openFile : files.first else { return }
    let lines = zip(files, errors).filter { $0.0 == open }.map(\.1.line)
    if open != kernel.openFile {
      lesson?.kernels[kernel.name]?.openFile = open
      if let line = lines.min() {
        lesson?.sources[open]?.editor.perform(.place(line: line - 1, column: 0, selecting: false))
      }
    }
    let isOn = lesson?.panes[compilation.step]?.isOn ?? false
    let file = lesson?.sources.count ?? 0 > 1 ? open : nil
    notice = Notice(text: words.compileErrors(lines, in: file, runGoesOn: isOn), isProblem: true)
  }

  /// Notes that what is kept of the text is no longer what is on the disk; typing on puts nothing off.
  mutating func markEdited(_ file: String) {
    guard let lesson else { return }
    guard !lesson.isReadOnly else {
      self.lesson?.sources[file]?.saving = .kept
      self.lesson?.sources[file]?.hashText()
      return
    }
    switch lesson.sources[file]?.saving {
    case .due, .failed: return
    default: break
    }
    self.lesson?.sources[file]?.saving = .due(time + Self.saveDelay)
  }
}

extension LineNote {
  /// The compiler's remark as the editor shows it.
  init(_ diagnostic: KernelCompiler.Diagnostic, _ words: Words) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      line: diagnostic.line, column: diagnostic.column, severity: severity,
      message: words.text(of: diagnostic), heading: words.heading(diagnostic.severity))
  }
}

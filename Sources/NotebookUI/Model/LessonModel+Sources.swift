import KernelRuntime

// The Swift files of the lesson: any of them can be shown, edited and compiled with the kernel of the
// pane.
extension LessonModel {
  /// The file that the source region shows; nil where no kernel is shown.
  var source: SourceModel? {
    get { kernel.flatMap { sources[$0.openFile] } }
    set {
      guard let newValue else { return }
      sources[newValue.fileName] = newValue
    }
  }

  /// The names of the files, the own one of the kernel that is shown first.
  var fileNames: [String] {
    let own = kernel?.fileName
    return sources.keys.sorted { ($0 != own ? 1 : 0, $0) < ($1 != own ? 1 : 0, $1) }
  }

  /// The kernel's own file and those that it uses, as they are.
  func sources(of kernel: KernelModel) -> [SourceFile] { files.sources(of: kernel.name) }

  /// What has to be compiled for the kernel; the file that is shown is compiled with it.
  func code(of kernel: KernelModel) -> CompiledCode? {
    files.code(of: kernel.name, checking: kernel.openFile)
  }

  /// The files as they are.
  private var files: LessonSources {
    files { LessonSources.File($0.file, isBuiltIn: $0.isInProgram && !$0.isEdited) }
  }

  /// The texts that compiled last, of files that have changed since.
  var lastCompiledFiles: LessonSources {
    files { source in
      let text = source.lastCompiled ?? source.original
      return LessonSources.File(
        SourceFile(source.fileName, text),
        isBuiltIn: source.isInProgram && text == source.original)
    }
  }

  /// The lesson's own files.
  var originalFiles: LessonSources {
    files { LessonSources.File(SourceFile($0.fileName, $0.original), isBuiltIn: $0.isInProgram) }
  }

  private func files(_ file: (SourceModel) -> LessonSources.File) -> LessonSources {
    LessonSources(sources.keys.sorted().compactMap { sources[$0].map(file) }, module: module)
  }

  /// SHA-256 of all that the kernel's numbers depend on, as it is; that of nothing while it is typed.
  func sourceHash(of kernel: KernelModel) -> String {
    LessonSources.hash(
      ofHashes: kernel.uses.compactMap { name in sources[name].map { (name, $0.textHash ?? "") } })
  }

  /// Whether these files are what the learner has now.
  func isCurrent(_ files: [SourceFile]) -> Bool {
    files.allSatisfy { sources[$0.name]?.isText($0.text) == true }
  }

  /// Whether these files are the lesson's own.
  func isOriginal(_ files: [SourceFile]) -> Bool {
    files.allSatisfy { sources[$0.name]?.original == $0.text }
  }

  /// Adds a kernel, with the program that runs it as it was built.
  mutating func addKernel(_ document: KernelDocument) {
    var kernel = KernelModel(document)
    guard let source = sources[kernel.fileName] else {
      kernels[kernel.name] = kernel
      return
    }
    let own = originalFiles
    if document.parameters != nil, own.code(of: kernel.name) == nil {
      kernel.program = KernelModel.Program(sources: own.sources(of: kernel.name))
    }
    let files = sources(of: kernel)
    if !files.isEmpty { kernel.uses = files.map(\.name) }
    if source.isBlank { kernel.failedSources = files }
    kernels[kernel.name] = kernel
  }

  /// The program that runs the text as it is, if it is known.
  func currentProgram(of kernel: KernelModel) -> KernelModel.Program? {
    kernel.program.flatMap { isCurrent($0.sources) ? $0 : nil }
  }
}

import Glibc

extension Compilation {
  /// Compiles a console cell and links it in `folder`, with its interface for the cells after it.
  ///
  /// Swift 5, so that a variable of a cell is an ordinary global, which later cells read and change
  /// without a word about threads.
  ///
  /// - Throws: `CompilationFailure`.
  func runCell(
    in folder: String, _ context: CellContext, _ cancellation: Cancellation
  ) throws(CompilationFailure) {
    let sources = try writeSources(in: folder, as: module)
    let object = "\(folder)/\(module).o"
    defer { for path in sources + [object] { unlink(path) } }
    let run = ToolRun(sources: sources, cancellation: cancellation)
    try use(
      toolchain.frontend,
      ["-frontend", "-c"] + sources + ["-module-name", module, "-swift-version", "5"]
        + ["-suppress-warnings", "-I", folder] + imports(in: context) + flagsOfAnyCode
        + ["-emit-module-path", "\(folder)/\(module).swiftmodule", "-o", object], run)
    let loaded = [context.library].compactMap { $0 } + context.cells.map(\.library)
    try use(
      toolchain.linker,
      ["-shared", object, toolchain.startup] + loaded + linkedLibraries
        + ["-o", "\(folder)/\(module).so"], run)
  }

  /// Writes the interface of a module to `folder`, for cells to import.
  ///
  /// - Throws: `CompilationFailure`.
  func emitModule(
    in folder: String, _ cancellation: Cancellation
  ) throws(CompilationFailure) {
    let sources = try writeSources(in: folder, as: module)
    defer { for path in sources { unlink(path) } }
    try use(
      toolchain.frontend,
      ["-frontend", "-emit-module"] + sources + ["-module-name", module] + flags
        + ["-o", "\(folder)/\(module).swiftmodule"],
      ToolRun(sources: sources, cancellation: cancellation))
  }

  private func writeSources(
    in folder: String, as prefix: String
  ) throws(CompilationFailure) -> [String] {
    var paths: [String] = []
    for file in code.files {
      let path = "\(folder)/\(prefix)-\(file.name)"
      try write(file.text, to: path, in: folder)
      paths.append(path)
    }
    return paths
  }

  private func imports(in context: CellContext) -> [String] {
    let edit = context.edit.map { ["-testable-import-module", $0] } ?? []
    return ["-import-module", "Margin", "-import-module", "LessonKit"] + edit
      + context.cells.flatMap { ["-testable-import-module", $0.name] }
  }
}

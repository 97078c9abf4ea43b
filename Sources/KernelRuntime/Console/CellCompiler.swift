import Glibc
import Synchronization

/// Compiles console cells, each to a module of its own that the process of its kernel loads.
///
/// What it makes lies in a folder of its own, which is removed with it.
public final class CellCompiler: Sendable {
  /// What came of a cell.
  public enum Outcome: Hashable, Sendable {
    case module(CellModule, seconds: Double)
    /// What the compiler said; lines and columns are the cell's.
    case errors([KernelCompiler.Diagnostic])
    /// No compiler, another version, no room on the disk.
    case unavailable(CompilationFailure)
    case cancelled
  }

  private let compiler: KernelCompiler
  private let installation: Installation
  private let count = Atomic(0)
  private let folder: Monitor<String?>

  /// A compiler of cells with the build's modules.
  public init(installation: Installation = .current) {
    self.installation = installation
    compiler = KernelCompiler(installation: installation)
    folder = Monitor(nil)
  }

  deinit { removeFiles() }

  /// Removes all that was made; cells that are loaded stay.
  public func removeFiles() {
    folder.withLock { folder in
      guard let made = folder else { return }
      for file in children(of: made) { unlink(file) }
      rmdir(made)
      folder = nil
    }
  }

  /// Compiles `text`; blocks for about 0.15 s, so not on the UI thread.
  ///
  /// - Parameters:
  ///   - text: The cell.
  ///   - context: What it sees.
  ///   - cancellation: Ends the compilation early, with the outcome `.cancelled`.
  /// - Returns: The module, or why there is none.
  public func compile(
    _ text: String, in context: CellContext, cancellation: Cancellation = Cancellation()
  ) -> Outcome {
    let began = MonotonicTime.now
    do throws(CompilationFailure) {
      let module = try compile(CellItems(text), in: context, cancellation)
      return .module(module, seconds: MonotonicTime.now - began)
    } catch {
      switch KernelCompiler.Outcome(error) {
      case .errors(let diagnostics): return .errors(diagnostics)
      case .unavailable(let failure): return .unavailable(failure)
      case .cancelled, .library: return .cancelled
      }
    }
  }

  private func compile(
    _ items: CellItems, in context: CellContext, _ cancellation: Cancellation
  ) throws(CompilationFailure) -> CellModule {
    let folder = try madeFolder()
    let module = "Cell\(count.add(1, ordering: .relaxed).newValue)"
    let edited = context.editedFiles
    let source = CellSource(items, module: module, in: context, edited: edited)
    let code = CompiledCode(
      [.init(CellSource.fileName, source.text), .init("entry.swift", source.entry)],
      lesson: context.lesson)
    var compilation = try compiler.compilation(of: code, tier: .quick)
    compilation.module = module
    try emitModule(of: edited, in: context, like: compilation, in: folder, cancellation)
    do throws(CompilationFailure) {
      try compilation.runCell(in: folder, context, cancellation)
    } catch {
      throw error.moved(by: source.shifts)
    }
    return CellModule(
      name: module, library: "\(folder)/\(module).so", names: items.names, imports: items.imports,
      isKept: items.declares, mayChange: !items.onlyReads)
  }

  /// The interface of an edited kernel, which cells import; its code is in the shared object.
  private func emitModule(
    of edited: [SourceFile], in context: CellContext, like cell: Compilation, in folder: String,
    _ cancellation: Cancellation
  ) throws(CompilationFailure) {
    guard let edit = context.edit, access("\(folder)/\(edit).swiftmodule", R_OK) != 0 else {
      return
    }
    var compilation = cell
    compilation.module = edit
    compilation.code = CompiledCode(edited, lesson: context.lesson)
    try compilation.emitModule(in: folder, cancellation)
  }

  private func madeFolder() throws(CompilationFailure) -> String {
    try folder.withLock { folder in
      Result { () throws(CompilationFailure) -> String in
        if let folder { return folder }
        let made = try Self.makeFolder(in: installation.cache + "/cells")
        folder = made
        return made
      }
    }.get()
  }

  private static func makeFolder(in cells: String) throws(CompilationFailure) -> String {
    try CompiledKernels(folder: cells).prepare()
    removeOld(in: cells)
    var name = Array("\(cells)/XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw .unwritable(cells, code: errno) }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes what programs that were killed left a day ago.
  private static func removeOld(in folder: String) {
    for old in children(of: folder) where modified(old) < Double(time(nil) - 86400) {
      for file in children(of: old) { unlink(file) }
      rmdir(old)
    }
  }
}

extension CompilationFailure {
  /// The same with places as they are in the cell that the learner typed.
  fileprivate func moved(by shifts: [(line: Int, column: Int, by: Int)]) -> CompilationFailure {
    guard case .rejected(let diagnostics) = self else { return self }
    return .rejected(
      diagnostics.map { diagnostic in
        var moved = diagnostic
        let shift = shifts.last {
          $0.line == diagnostic.line && $0.column <= diagnostic.column
        }
        moved.column = max(1, diagnostic.column - (shift?.by ?? 0))
        moved.file = nil
        return moved
      })
  }
}

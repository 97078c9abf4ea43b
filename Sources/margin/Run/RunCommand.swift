import Foundation
import KernelRuntime
import Margin

/// `margin run KERNEL`: a run without the notebook.
enum RunCommand {
  static let command = Command(
    name: "run", operand: "KERNEL", summary: "Run a kernel without the full-screen notebook",
    options: RunOptions.all
  ) { arguments in
    let options = try RunOptions(arguments)
    let kernel = try ShowCommand.known(arguments.operand ?? "", edited: options.sourceFiles)
    guard let program = try RunnableSource(kernel, edited: options.sourceFiles) else { return 1 }
    if arguments.has(RunOptions.inProcess) { return try runHere(program, options) }
    return try RunSession(program, options).run()
  }

  private static func runHere(_ program: RunnableSource, _ options: RunOptions) throws -> Int32 {
    let name = program.source.kernel
    let type = try KernelLoader.type(of: name, library: program.library)
    let setup = try options.setup(
      for: KernelParameters(of: type.init()).descriptions, reading: type.reads, run: 1)
    try InProcessRun.run(name, library: program.library, setup) { line in
      put(line)
      // What was told before a crash must have been written.
      flush()
    }
    return 0
  }
}

/// The source of a run, compiled where that is needed.
struct RunnableSource {
  var source: KernelSource
  /// The compiled edit; nil for the built-in kernel.
  var library: String?

  /// Compiles the files `edited`, and those of the lesson's own that have changed since the build.
  ///
  /// - Returns: Nil where it does not compile, which has then been told.
  /// - Throws: `KernelFailure` without a compiler, `UsageError` for a file that is no text.
  init?(_ kernel: KernelSource, edited: [String] = []) throws {
    source = try Self.source(of: kernel, edited: edited)
    guard let code = source.code else { return }
    switch KernelCompiler().compile(code) {
    case .library(let path, _, _): library = path
    case .unavailable(let failure): throw KernelFailure(message: "\(failure)")
    case .cancelled: return nil
    case .errors(let remarks):
      for remark in remarks {
        complain(
          "\(source.path(of: remark.file)):\(remark.line):\(remark.column): \(remark.severity.rawValue): "
            + remark.message)
      }
      return nil
    }
  }

  /// What the kernel reads and its parameters, without running it.
  ///
  /// - Throws: `KernelFailure` where it cannot be loaded.
  func declarations() throws -> (reads: [String], parameters: [ParameterDescription]) {
    guard let library else {
      let type = try KernelLoader.type(of: source.kernel)
      return (type.reads, try KernelParameters(of: type.init()).checkedDescriptions())
    }
    // In a process of its own: nothing is known of what it does.
    let trial = try KernelTrial(source.kernel, library: library)
    defer { trial.end() }
    return try trial.wait {
      if case .ready(let kernel) = $0 { (kernel.reads, kernel.parameters) } else { nil }
    }
  }

  /// The source of `kernel` with the files `edited` in place of its own.
  ///
  /// - Throws: `UsageError` for a file that is no text.
  static func source(
    of kernel: KernelSource, edited: [String]
  ) throws(UsageError) -> KernelSource {
    var source = kernel
    for path in edited {
      source.replace(with: try text(of: path), at: path, isOnly: edited.count == 1)
    }
    return source
  }

  private static func text(of path: String) throws(UsageError) -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw .refused(RunOptions.source, path, allowed: "a Swift file in UTF-8")
    }
    return text
  }
}

import KernelRuntime
import Margin

/// A kernel of the lesson, and what became of its source.
struct KernelModel: Equatable {
  /// What a run is made of: its files, and where their machine code is.
  struct Program: Equatable {
    /// The kernel's own file and those that it uses.
    var sources: [SourceFile]
    /// The shared object; nil for the code that is part of the program.
    var library: String?
  }

  /// A compilation that is going on.
  struct Compilation: Equatable {
    var id: Int
    var sources: [SourceFile]
    var code: CompiledCode
    /// The pane that the run is for.
    var step: Int
    /// The run to begin; nil where only the kernel's parameters are wanted.
    var starts: StartRequest?
    /// When it was asked for.
    var since: Double
  }

  let name: String
  /// The name of its own file.
  let fileName: String
  /// The file that the source region shows.
  var openFile: String
  /// The files that its numbers depend on, its own first.
  var uses: [String] = []
  /// The last program that could be run.
  var program: Program?
  var compilation: Compilation?
  /// The files that do not compile, as far as is known.
  var failedSources: [SourceFile]?
  /// Why nothing can be compiled here.
  var compilerFailure: CompilationFailure?

  init(_ document: KernelDocument) {
    name = document.name
    fileName = document.name + ".swift"
    openFile = fileName
    uses = [fileName]
  }
}

/// A kernel that a lesson names, as it was found.
struct KernelDocument: Equatable {
  var name: String
  /// The parameters of the built-in kernel; nil where it was not built in.
  var parameters: [ParameterDescription]?
  /// The names of the data that it says it reads.
  var reads: [String] = []
  /// Why it cannot be used.
  var problem: KernelFailure?
}

/// Why a compilation made nothing.
public enum CompilationFailure: Error, Codable, Hashable, Sendable {
  case noStandardLibrary
  /// A part of the toolchain is missing.
  case missing(String)
  /// The folder of the build's modules is not there.
  case noModules(String)
  /// The folder cannot be written to, or others could write to it; the system's error number.
  case unwritable(String, code: Int32)
  /// The modules were made by another compiler; its own words.
  case otherCompiler(String)
  /// The compiler's remarks on the source, at least one of them an error.
  case rejected([KernelCompiler.Diagnostic])
  case crashed(tool: String, signal: Int32)
  case timedOut(seconds: Double)
  /// The tool failed without naming a place in the source.
  case failed(tool: String, words: String)
  case cancelled
}

extension KernelCompiler.Outcome {
  /// What a failure means for the one who asked for the compilation.
  init(_ failure: CompilationFailure) {
    switch failure {
    case .rejected(let diagnostics): self = .errors(diagnostics)
    case .cancelled: self = .cancelled
    case .noStandardLibrary, .missing, .noModules, .unwritable, .otherCompiler:
      self = .unavailable(failure)
    case .crashed, .timedOut, .failed: self = .errors([.init(failure)])
    }
  }
}

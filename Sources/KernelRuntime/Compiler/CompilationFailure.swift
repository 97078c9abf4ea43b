import Glibc

/// Why a compilation made nothing.
enum CompilationFailure: Error, Hashable {
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
    case .noStandardLibrary:
      self = .unavailable(
        "No Swift toolchain: the standard library in use is in no toolchain; set MARGIN_TOOLCHAIN"
          + " to its folder (with bin/swift-frontend) to edit kernels.")
    case .missing(let file):
      self = .unavailable(
        "No Swift compiler: \(file) is missing; install the Swift toolchain that built margin, or"
          + " set MARGIN_TOOLCHAIN to its folder, to edit kernels.")
    case .noModules(let folder):
      self = .unavailable(
        "The modules of this build are missing (\(folder)): run margin from its build folder, or"
          + " build it again with `swift build -c release`.")
    case .unwritable(let folder, EPERM):
      self = .unavailable(
        "\(folder) can be written by others, and what is in it gets run: `chmod 700` it, or set"
          + " XDG_CACHE_HOME to a folder of your own.")
    case .unwritable(let folder, let code):
      self = .unavailable(
        "\(folder) cannot be written (\(String(cString: strerror(code)))): make room there, or set"
          + " XDG_CACHE_HOME to another folder.")
    case .otherCompiler(let words):
      self = .unavailable(
        "This Swift compiler is not the one that built margin (\(words)): build it again with"
          + " `swift build -c release`.")
    case .crashed(let tool, let signal):
      self = .errors([.whole("\(tool) crashed on this source (signal \(signal)).")])
    case .timedOut(let seconds):
      self = .errors([
        .whole("Compiling took longer than \(Int(seconds)) s; break long expressions into parts.")
      ])
    case .failed(let tool, let words):
      self = .errors([.whole("\(tool) failed: \(words)")])
    }
  }
}

extension KernelCompiler.Diagnostic {
  /// An error of the whole source, shown at its first line.
  fileprivate static func whole(_ message: String) -> Self {
    Self(line: 1, column: 1, severity: .error, message: message)
  }
}

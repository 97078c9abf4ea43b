import CProcess
import Glibc

/// Some files on their way to a shared object.
struct Compilation {
  var toolchain: Toolchain
  var installation: Installation
  /// Where modules of C are kept between compilations.
  var moduleCache: String
  var module: String
  var code: CompiledCode
  var tier: KernelCompiler.Tier

  /// The frontend's arguments, apart from the files that go in and out: with them the source and
  /// the build decide what comes out.
  ///
  /// Debug information and the flags for C are those that SwiftPM builds with: then the build's own
  /// cache of C modules fits optimised code, and the first compilation of a session is as fast as any
  /// other. (Quick code has a second one, which `warmUp` fills.) A flag that differs between
  /// compilations, such as a path, would give each a cache of its own.
  var flags: [String] {
    [
      "-swift-version", "6", "-enable-upcoming-feature", "InternalImportsByDefault",
      "-enable-upcoming-feature", "ExistentialAny",
    ] + flagsOfAnyCode
  }

  /// Those that do not depend on which Swift it is.
  var flagsOfAnyCode: [String] {
    let forC =
      ["-fmodule-map-file=\(installation.root)/Sources/COpenBLAS/module.modulemap"]
      + forProcessor
      + ["-fPIC", "-g", "-fno-omit-frame-pointer", "-fno-color-diagnostics"]
    return [
      "-target", "\(Toolchain.architecture)-unknown-linux-gnu", "-disable-objc-interop",
      "-assert-config", "Debug", "-debug-info-format=dwarf", "-dwarf-version=4",
      "-parse-as-library", "-enable-testing", "-I", installation.modules, "-module-cache-path",
      moduleCache,
      "-diagnostic-style", "llvm", "-no-color-diagnostics",
    ] + lesson + tier.flags + forC.flatMap { ["-Xcc", $0] }
  }

  /// The lesson's module, imported by every file with all that is not private.
  private var lesson: [String] { code.lesson.map { ["-testable-import-module", $0] } ?? [] }

  /// The flags for the processor that this build was told of in Package.swift.
  private var forProcessor: [String] {
    switch margin_x86_64_level() {
    case 4: ["-march=x86-64-v4", "-mprefer-vector-width=512"]
    case 3: ["-march=x86-64-v3"]
    default: []
    }
  }

  /// Compiles and links in `folder`.
  ///
  /// - Throws: `CompilationFailure`.
  func run(
    in folder: String, cancellation: Cancellation, inBackground: Bool
  ) throws(CompilationFailure) {
    let sources = code.files.map { "\(folder)/\($0.name)" }
    let object = "\(folder)/\(module).o"
    let library = "\(folder)/\(module).so"
    defer { unlink(object) }
    for (file, path) in zip(code.files, sources) { try write(file.text, to: path, in: folder) }

    let run = ToolRun(
      sources: sources, cancellation: cancellation, inBackground: inBackground)
    try use(
      toolchain.frontend,
      ["-frontend", "-c"] + sources + ["-module-name", module] + flags + ["-o", object], run)
    try use(
      toolchain.linker,
      ["-shared", object, toolchain.startup] + linkedLibraries + ["-o", library], run)
  }

  /// What is the same for all tools of a compilation.
  struct ToolRun {
    var sources: [String]
    var cancellation: Cancellation
    var inBackground = false
  }

  func use(
    _ tool: String, _ arguments: [String], _ run: ToolRun
  ) throws(CompilationFailure) {
    let report = Tool.run(
      tool, arguments, cancellation: run.cancellation, timeout: KernelCompiler.patience,
      inBackground: run.inBackground)
    try check(report, of: tool, sources: run.sources)
  }

  /// What the program need not have: the tier's libraries, and those of the toolchain that the source
  /// imports by name.
  var linkedLibraries: [String] {
    let lines = code.files.flatMap { $0.text.split(separator: "\n") }
    let names = lines.compactMap { line -> Substring? in
      let words = line.split(whereSeparator: { " \t\r;".contains($0) })
      guard let word = words.firstIndex(of: "import"), word + 1 < words.count else { return nil }
      return words[word + 1]
    }
    let found = names.filter { access("\(toolchain.libraries)/lib\($0).so", R_OK) == 0 }
    let all = tier.libraries + found.map(String.init)
    if all.isEmpty { return [] }
    return ["-L", toolchain.libraries, "-rpath", toolchain.libraries] + all.map { "-l\($0)" }
  }

  private func check(_ report: Tool.Report, of tool: String, sources: [String])
    throws(CompilationFailure)
  {
    let name = String(tool.split(separator: "/").last ?? "")
    switch report.ending {
    case .exit(0): return
    case .cancelled: throw .cancelled
    case .timedOut: throw .timedOut(seconds: KernelCompiler.patience)
    case .absent: throw .missing(tool)
    case .signal(let signal): throw .crashed(tool: name, signal: signal)
    case .exit:
      let diagnostics = CompilerMessages.diagnostics(in: report.output, about: sources)
      let words = CompilerMessages.firstError(in: report.output) ?? report.output
      if words.contains("module compiled with") || words.contains("no such module 'Margin'") {
        throw .otherCompiler(words)
      }
      if diagnostics.contains(where: { $0.severity == .error }) { throw .rejected(diagnostics) }
      throw .failed(tool: name, words: words)
    }
  }

  func write(_ text: String, to path: String, in folder: String)
    throws(CompilationFailure)
  {
    guard let file = fopen(path, "w") else { throw .unwritable(folder, code: errno) }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    let closed = fclose(file)
    if written != bytes.count || closed != 0 { throw .unwritable(folder, code: errno) }
  }
}

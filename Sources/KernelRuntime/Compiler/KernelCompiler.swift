import Glibc

/// Compiles an edited kernel to a shared object that a kernel process can load.
public struct KernelCompiler: Sendable {
  /// What came of a compilation.
  public enum Outcome: Hashable, Sendable {
    /// The shared object's path; `isCached` if it had been compiled before.
    case library(path: String, isCached: Bool, seconds: Double)
    /// What the compiler said, in its order; at least one is an error.
    case errors([Diagnostic])
    /// No compiler, another version, no room on the disk.
    case unavailable(CompilationFailure)
    /// As it was asked to be.
    case cancelled
  }

  /// How long the compiler may take before it is ended, in seconds.
  static let patience = 60.0

  private let installation: Installation
  let cache: CompiledKernels

  /// The compiler beside the standard library in use, with the build's modules.
  public init(installation: Installation = .current) {
    self.installation = installation
    cache = CompiledKernels(folder: installation.cache + "/kernels")
  }

  /// The folder of the toolchain in use, if it is whole.
  public static var toolchainPath: String? { try? Toolchain.inUse().prefix }

  /// Compiles `code`; blocks, so not on the UI thread.
  ///
  /// - Parameters:
  ///   - code: The files; diagnostics and crash reports name them and their lines.
  ///   - tier: Whether the code is there soon or runs fast.
  ///   - cancellation: Ends the compilation early, with the outcome `.cancelled`.
  /// - Returns: The library, or why there is none.
  public func compile(
    _ code: CompiledCode, tier: Tier = .optimised, cancellation: Cancellation = Cancellation()
  ) -> Outcome {
    compile(code, tier: tier, cancellation: cancellation, inBackground: false)
  }

  /// The library of `code`, if it has been compiled before.
  public func cachedLibrary(of code: CompiledCode, tier: Tier = .optimised) -> String? {
    guard let compilation = try? compilation(of: code, tier: tier) else { return nil }
    return cache.library(of: compilation.module)
  }

  /// Fills the caches by dummy compilations at low priority, so that the first save is fast.
  ///
  /// - Parameters:
  ///   - lesson: The module of the lesson whose kernels are to be edited.
  ///   - cancellation: Ends it early.
  public func warmUp(lesson: String?, cancellation: Cancellation = Cancellation()) {
    let nothing = CompiledCode("import Margin\n", fileName: "WarmUp.swift", lesson: lesson)
    for tier in [Tier.quick, .optimised] {
      _ = compile(nothing, tier: tier, cancellation: cancellation, inBackground: true)
    }
  }

  private func compile(
    _ code: CompiledCode, tier: Tier, cancellation: Cancellation, inBackground: Bool
  ) -> Outcome {
    let began = ContinuousClock.now
    do throws(CompilationFailure) {
      let compilation = try compilation(of: code, tier: tier)
      let module = compilation.module
      let cached = cache.library(of: module)
      if cached == nil {
        try cache.add(module) { folder throws(CompilationFailure) in
          try compilation.run(
            in: folder, cancellation: cancellation, inBackground: inBackground)
        }
      }
      return .library(
        path: cache.libraryPath(of: module), isCached: cached != nil,
        seconds: (ContinuousClock.now - began) / .seconds(1))
    } catch {
      return Outcome(error)
    }
  }

  /// The compilation of `code`, under a module name that nothing else has.
  func compilation(
    of code: CompiledCode, tier: Tier
  ) throws(CompilationFailure) -> Compilation {
    guard access(installation.modules, R_OK) == 0 else { throw .noModules(installation.modules) }
    // The build's cache of C modules is warm, if its path is spelt as the build spelt it; where it
    // cannot be written, one of our own.
    let builds = installation.modules.dropLast("Modules".count) + "ModuleCache"
    var compilation = Compilation(
      toolchain: try .inUse(), installation: installation,
      moduleCache: access(String(builds), W_OK) == 0
        ? String(builds) : installation.cache + "/modules",
      module: "", code: code, tier: tier)
    let identity =
      [installation.build, compilation.toolchain.prefix] + compilation.flags
      + code.files.flatMap { [$0.name, $0.text] }
    compilation.module = "Edit_" + SHA256.hash(of: identity.joined(separator: "\0")).prefix(16)
    return compilation
  }
}

import Foundation
import Margin
import Testing

@testable import KernelRuntime

@Suite("The kernel compiler") final class KernelCompilerTests {
  let home: String
  let compiler: KernelCompiler
  let coins = """
    import Margin

    final class TwoCoins: Kernel {
      @Slider("bias", 0.0...1.0) var bias = 0.25
      func run(in pane: Pane) throws {}
    }
    """

  /// A compiler with an empty cache of its own.
  init() throws {
    home = NSTemporaryDirectory() + "margin-tests-" + UUID().uuidString
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = home
    compiler = KernelCompiler(installation: Installation(environment: environment))
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  @Test("an edit becomes a library whose kernel shadows the built-in one")
  func library() throws {
    let path = try #require(compile(coins).path)
    let edited = try KernelLoader.type(of: "TwoCoins", library: path)
    let builtIn = try KernelLoader.type(of: "TwoCoins")
    #expect(ObjectIdentifier(edited) != ObjectIdentifier(builtIn))
    #expect(String(reflecting: builtIn) == "Lesson09.TwoCoins")
  }

  @Test("the same source is compiled once, another one anew")
  func cached() {
    let first = compile(coins)
    let again = compile(coins)
    let other = compile(coins + "// another\n")
    #expect(first.path != nil && first.path == again.path && first.path != other.path)
    #expect(!first.isCached && again.isCached && !other.isCached)
  }

  @Test("compilations share one cache of C modules: a flag with a path in it gave each its own")
  func sharedModuleCache() {
    // Other tests compile at the same time, for either tier: both have their cache from here on.
    KernelCompiler().warmUp(lesson: "Lesson09")
    #expect(compile(coins).path != nil)
    let folder = Installation.current.modules.dropLast("Modules".count) + "ModuleCache"
    let before = Set(children(of: String(folder)))
    #expect(compile(coins + "// another\n").path != nil)
    #expect(Set(children(of: String(folder))) == before)
  }

  @Test("an error names its line, column and words")
  func errors() throws {
    let wrong = coins.replacingOccurrences(of: "= 0.25", with: "= \"a quarter\"")
    guard case .errors(let remarks) = compile(wrong) else {
      Issue.record("compiled")
      return
    }
    let error = try #require(remarks.first { $0.severity == .error })
    #expect(error.line == 4)
    #expect(error.column > 3)
    #expect(error.message.contains("String"))
  }

  @Test("a cancelled compilation says so and leaves no entry")
  func cancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let outcome = compiler.compile(
      CompiledCode(coins, fileName: "TwoCoins.swift"), cancellation: cancellation)
    #expect(outcome == .cancelled)
    #expect(children(of: compiler.cache.folder).isEmpty)
  }

  @Test("a library without the kernel is refused in words")
  func otherClass() throws {
    let path = try #require(compile("import Margin\nfinal class Coins {}\n").path)
    let failure = #expect(throws: KernelFailure.self) {
      try KernelLoader.type(of: "TwoCoins", library: path)
    }
    #expect(failure?.message.contains("final class TwoCoins: Kernel") == true)
  }

  @Test("a folder that others can write to is refused")
  func foreignFolder() {
    #expect(compile(coins).path != nil)
    chmod(compiler.cache.folder, 0o777)
    guard case .unavailable(let failure) = compile(coins + "\n") else {
      Issue.record("compiled into a folder that others can write to")
      return
    }
    #expect("\(failure)".contains("chmod 700"))
  }

  @Test("the cache keeps the entries used last")
  func bounded() throws {
    let cache = CompiledKernels(folder: home + "/bounded")
    for number in 0..<CompiledKernels.capacity + 5 {
      try cache.add("Edit_\(number)") { folder throws(CompilationFailure) in
        _ = FileManager.default.createFile(
          atPath: "\(folder)/Edit_\(number).so", contents: Data([1]))
      }
    }
    #expect(children(of: cache.folder).count == CompiledKernels.capacity)
    #expect(cache.library(of: "Edit_\(CompiledKernels.capacity + 4)") != nil)
  }

  private func compile(_ source: String) -> KernelCompiler.Outcome {
    compiler.compile(CompiledCode(source, fileName: "TwoCoins.swift", lesson: "Lesson09"))
  }
}

extension KernelCompiler.Outcome {
  fileprivate var path: String? {
    if case .library(let path, _, _) = self { path } else { nil }
  }

  fileprivate var isCached: Bool {
    if case .library(_, true, _) = self { true } else { false }
  }
}

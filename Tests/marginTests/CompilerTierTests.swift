import Foundation
import Margin
import Testing

@testable import KernelRuntime

/// A saved kernel runs unoptimised until its optimised code is there, and the lesson's own is built in:
/// no number may depend on which of them computed it.
@Suite("The compiler's tiers") final class CompilerTierTests {
  let home: String
  let compiler: KernelCompiler

  /// A compiler with an empty cache of its own.
  init() throws {
    home = NSTemporaryDirectory() + "margin-tests-" + UUID().uuidString
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = home
    compiler = KernelCompiler(installation: Installation(environment: environment))
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  @Test(
    "a kernel saved just now gives the bits of the built-in one",
    arguments: KernelSource.kernels())
  func bits(kernel: String) throws {
    let quick = try account(of: kernel, library: library(edited(kernel), .quick))
    #expect(quick.numbers.count > 3)
    #expect(quick == (try account(of: kernel)))
  }

  @Test("loops of the learner's own: sums, products and rounding are the same in both tiers")
  func loops() throws {
    let quick = try account(of: "Sums", library: library(Self.code, .quick))
    #expect(quick.numbers.count == 400)
    #expect(quick == (try account(of: "Sums", library: library(Self.code, .optimised))))
  }

  @Test("each tier has a library of its own, and is found again alone")
  func caches() throws {
    func cached(_ tier: KernelCompiler.Tier) -> String? {
      compiler.cachedLibrary(of: Self.code, tier: tier)
    }
    let quick = try library(Self.code, .quick)
    #expect(cached(.quick) == quick)
    #expect(cached(.optimised) == nil)
    let optimised = try library(Self.code, .optimised)
    #expect(cached(.optimised) == optimised)
    #expect(quick != optimised)
  }

  @Test("the quick tier finds the same errors, and can be cancelled")
  func errors() throws {
    let wrong = Self.sums.replacingOccurrences(of: "var sum = 0.0", with: "var sum = \"none\"")
    func answer(_ tier: KernelCompiler.Tier) -> KernelCompiler.Outcome {
      compiler.compile(CompiledCode(wrong, fileName: "Sums.swift"), tier: tier)
    }
    guard case .errors(let remarks) = answer(.quick) else {
      Issue.record("compiled")
      return
    }
    #expect(!remarks.isEmpty && answer(.optimised) == .errors(remarks))
    let cancellation = Cancellation()
    cancellation.cancel()
    let outcome = compiler.compile(Self.code, tier: .quick, cancellation: cancellation)
    #expect(outcome == .cancelled)
  }

  static let code = CompiledCode(sums, fileName: "Sums.swift")

  /// Loops that a compiler might be tempted to reorder or to fuse.
  static let sums = """
    import Margin

    final class Sums: Kernel {
      func run(in pane: Pane) throws {
        let x = Tensor<Float>.normal([20, 30], using: &pane.random)
        let y = Tensor<Double>.normal([100], using: &pane.random)
        for step in pane.steps(100) {
          var sum = 0.0
          var small: Float = 0
          for i in 0..<y.count { sum += y[i] * y[(i + step) % y.count] + 0.1 }
          for i in 0..<20 { for j in 0..<30 { small += x[i, j] * Float(step) - x[i, 0] / 3 } }
          let squares = zip(y.scalars, y.scalars.dropFirst()).map { $0 * $1 - $1 }.reduce(0, +)
          pane.plot("sum", sum)
          pane.plot("small", small)
          pane.plot("squares", squares)
          pane.plot("exp", exp(sum * 1e-3) * log(abs(Double(small)) + 1))
        }
      }
    }
    """

  /// What is compiled where a kernel's own file was changed.
  private func edited(_ kernel: String) throws -> CompiledCode {
    let source = try KernelSource.current(for: kernel)
    let module = try #require(LessonModule.all().first { $0.name == source.module })
    let files = try module.files(for: kernel).map { file in
      LessonSources.File(file.source, isBuiltIn: file.source.name != source.fileName)
    }
    return try #require(LessonSources(files, module: module.name).code(of: kernel))
  }

  private func library(_ code: CompiledCode, _ tier: KernelCompiler.Tier) throws -> String {
    let outcome = compiler.compile(code, tier: tier)
    guard case .library(let path, _, _) = outcome else {
      throw KernelFailure(message: "\(outcome)")
    }
    return path
  }

  /// All that a short run tells: of the library's kernel, or of the built-in one.
  private func account(of kernel: String, library: String? = nil) throws -> Account {
    let host = AccountHost()
    let type = try KernelLoader.type(of: kernel, library: library)
    let loaded = type.init()
    let parameters = KernelParameters(of: loaded)
    for (name, text) in type.quick {
      let parameter = try #require(parameters.descriptions.first { $0.name == name })
      try parameters.set(name, to: parameter.value(parsing: text))
    }
    try loaded.run(in: Pane(host: host, seed: 7, stepLimit: 100))
    return host.account
  }
}

/// Every number that a run has told, as its bits, and its last charts.
private struct Account: Equatable {
  var numbers: [String] = []
  var charts: [String: Chart] = [:]
}

private final class AccountHost: PaneHost {
  let signal = PaneSignal()
  var account = Account()

  func begin(step: Int) -> Bool { true }
  func checkpoint() -> Bool { true }
  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int) {
    account.numbers.append("\(series) \(x.bitPattern) \(y.bitPattern) \(step)")
  }
  func show(_ chart: Chart, as name: String) { account.charts[name] = chart }
  func report(_ result: RunResult) {
    account.numbers.append("\(result.name) \(result.value.bitPattern)")
  }
  func report(rate: RunResult) {}
  func log(_ text: String) { account.numbers.append(text) }
  func progress(_ done: Int, of total: Int) {}
  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    try body(Installation.current.source(of: name, own: [:]))
  }
}

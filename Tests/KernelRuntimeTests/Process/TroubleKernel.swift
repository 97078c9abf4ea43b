import Foundation
import KernelRuntime
import Testing

/// A kernel that does what a learner's may do, compiled as a learner's is.
enum Trouble {
  static let name = "Trouble"

  /// The line of a statement of `source`, from 1.
  static func line(of statement: String) -> Int? {
    source.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains(statement) }.map { $0 + 1 }
  }

  /// The shared object; compiled once.
  static func library(_ tier: KernelCompiler.Tier) throws(KernelFailure) -> String {
    try (tier == .quick ? quick : optimised).get()
  }

  private static let quick = compiled(.quick)
  private static let optimised = compiled(.optimised)

  private static func compiled(_ tier: KernelCompiler.Tier) -> Result<String, KernelFailure> {
    switch KernelCompiler().compile(CompiledCode(source, fileName: "\(name).swift"), tier: tier) {
    case .library(let path, _, _): .success(path)
    case let outcome: .failure(KernelFailure(message: "\(outcome)"))
    }
  }

  static let source = """
    import Glibc
    import Margin

    enum Deed: String, CaseIterable {
      case walk, plot, index, unwrap, endless, exit, stack, memory, abort, flood, line, error
      case huge, bar, fast, silent, scribble, nested, crashAtThree, exitAtThree, settle, lazyChart
    }

    final class Trouble: Kernel {
      @Choice("deed", restarts: true) var deed = Deed.walk
      @Slider("steps", 1...1_000_000_000, restarts: true) var count = 10
      @Slider("rate", 0.0...1.0) var rate = 0.5
      var values = [1.0, 2.0, 3.0]
      var sink = 0.0

      func run(in pane: Pane) throws {
        switch deed {
        case .walk: walk(in: pane)
        case .plot: for step in pane.steps(count) { pane.plot("step", Double(step)) }
        case .index: print("about to fail"); print(value(at: count))
        case .unwrap: print(number(in: "none of these"))
        case .endless: while true { sink += rate }
        case .exit: Glibc.exit(3)
        case .stack: print(depth(of: 1))
        case .memory: print(hoard())
        case .abort: Glibc.abort()
        case .flood: for line in 1...count { print("line", line) }
        case .line: for _ in 1...count { print("0123456789", terminator: "") }
        case .huge: huge(in: pane)
        case .error: throw Refusal(reason: "the matrix is not positive definite")
        case .bar: for done in 0...count { print("\\r\\u{1b}[32m\\(done) done", terminator: "") }
        case .scribble: Glibc.write(3, "garbage", 7); while true { sink += rate }
        case .fast: for _ in pane.steps(count) { sink += spin() }
        case .nested: for _ in pane.steps(count) { for _ in pane.steps(3) { sink += rate } }
        case .crashAtThree:
          for step in pane.steps(count) {
            pane.plot("step", Double(step))
            if step == 3 { print(value(at: 99)) }
          }
        case .exitAtThree:
          for step in pane.steps(count) {
            pane.plot("step", Double(step))
            if step == 3 { Glibc.exit(3) }
          }
        case .settle:
          repeat {
            for _ in pane.steps(count) { pane.plot("rate", rate) }
          } while pane.waitForChange()
        case .lazyChart:
          for step in pane.steps(count) {
            pane.show(as: "chart") { .table(TableChart(columns: ["\\(step)"], rows: [])) }
          }
        case .silent: for step in pane.steps(count) { sink += spin(); pane.plot("sink", sink) }
        }
      }

      /// Each step's value depends on all before it: a change shows for ever.
      func walk(in pane: Pane) {
        var position = 0.0
        for _ in pane.steps(count) {
          position += rate * Double.random(in: -1...1, using: &pane.random)
          pane.plot("position", position)
        }
        pane.result("end", position, better: .lower)
      }

      /// A chart of more bytes than a frame may have, twice, and a small one.
      func huge(in pane: Pane) {
        let table = TableChart(
          columns: ["x"], rows: [[.text(String(repeating: "x", count: 65 << 20))]])
        for _ in pane.steps(2) { pane.show(.table(table), as: "huge") }
        pane.show(.table(TableChart(columns: ["x"], rows: [[.text("1")]])), as: "small")
      }

      @inline(never) func spin() -> Double { rate * 2 }

      @inline(never) func value(at index: Int) -> Double {
        values[index]
      }

      @inline(never) func number(in text: String) -> Int {
        Int(text)!
      }

      @inline(never) func depth(of level: Int) -> Int {
        values.count + depth(of: level + 1) * 2
      }

      @inline(never) func hoard() -> Int {
        var kept: [[Double]] = []
        while true { kept.append([Double](repeating: rate, count: 1 << 20)) }
      }
    }

    struct Refusal: Error, CustomStringConvertible {
      var reason: String
      var description: String { reason }
    }
    """
}

import Foundation
import KernelRuntime
import Margin
import Testing

@testable import KernelRuntime

/// Cells that are compiled and evaluated in a kernel's process.
@Suite("Console cells", .serialized) final class CellTests {
  private let session: Session
  private let compiler = CellCompiler()
  private var context: CellContext
  private var count = 0

  init() throws {
    session = try Session(tier: .quick)
    context = CellContext(kernel: Trouble.name, library: try Trouble.library(.quick))
  }

  private func compile(_ text: String) throws -> CellModule {
    switch compiler.compile(text, in: context) {
    case .module(let module, _): return module
    case let outcome: throw KernelFailure(message: "\(outcome)")
    }
  }

  /// Compiles a cell and asks for it.
  private func send(_ text: String, parameters: [String: ParameterValue] = [:]) throws -> CellModule
  {
    let module = try compile(text)
    count += 1
    session.client.send(.evaluate(CellRequest(cell: count, module, parameters: parameters)))
    return module
  }

  /// Evaluates a cell to its end; one that succeeds is seen by those after it.
  @discardableResult
  private func evaluate(_ text: String, parameters: [String: ParameterValue] = [:]) throws
    -> CellResult
  {
    let module = try send(text, parameters: parameters)
    let number = count
    let result = try session.first {
      if case .evaluated(let result) = $0, result.cell == number { result } else { nil }
    }
    if result.failure == nil { context.cells.append(module) }
    return result
  }

  private func value(_ text: String) throws -> String? {
    try evaluate(text).value?.lines.joined(separator: "\n")
  }

  private func errors(_ text: String) -> [KernelCompiler.Diagnostic] {
    if case .errors(let diagnostics) = compiler.compile(text, in: context) {
      diagnostics
    } else {
      []
    }
  }

  @Test("without a run a cell sees a new kernel with the values that it is sent")
  func newKernel() throws {
    #expect(
      try evaluate("kernel.rate", parameters: ["rate": .number(0.25)]).value?.lines == ["0.25"])
    #expect(try evaluate("kernel.rate").step == nil)
  }

  @Test("what a cell declares is kept; a name defined again is the newest, of another type too")
  func kept() throws {
    #expect(try evaluate("let x = 2").value?.name == "x")
    try evaluate("func twice(_ a: Int) -> Int { a * x }")
    try evaluate("struct Pair { var a = 1, b = 2 }\nvar pair = Pair()")
    #expect(try value("twice(21)") == "42")
    #expect(try value("pair.b = 7\npair.a + pair.b") == "8")
    #expect(try value("pair.b") == "7")
    try evaluate("let x = \"text\"")
    #expect(try value("x + \"!\"") == "\"text!\"")
    #expect(try value("twice(21)") == "42")
    try evaluate("func twice(_ a: String) -> String { a + a }")
    #expect(try value("twice(x)") == "\"texttext\"")
    #expect(try value("let (u, v) = (1, 2), w: Double = 3\nDouble(u + v) + w") == "6.0")
  }

  @Test("names of a cell go before those that all can see")
  func shadowing() throws {
    try evaluate("let exp = 3, pi = 4")
    #expect(try value("exp + pi") == "7")
  }

  @Test("during a run a cell is evaluated between two steps and sees the object that runs")
  func live() throws {
    session.start("silent", count: 1_000_000_000)
    try session.first { if case .state(1, .running, _, _) = $0 { () } else { nil } }
    let result = try evaluate("kernel.count")
    #expect(result.value?.lines == ["1000000000"])
    let step = try #require(result.step)
    try session.first { if case .state(1, .running, let s, _) = $0, s > step { () } else { nil } }
    session.client.send(.interrupt)
    #expect(try session.finish().interrupted)
  }

  @Test("a cell that sets a property changes the run from the next step on, and only such marks it")
  func change() throws {
    session.start("walk", count: 5, isPaused: true)
    session.client.send(.step(count: 2))
    try session.pause(atStep: 2)
    try evaluate("kernel.values")
    #expect(touched.isEmpty)
    #expect(try evaluate("kernel.values = [9]\nkernel.sink = 5").failure == nil)
    #expect(touched == [2])
    session.client.send(.resume)
    #expect(try session.finish() == (false, 5))
    #expect(try value("kernel.values") == "[9.0]")
    #expect(try value("kernel.sink") == "5.0")
  }

  /// The steps of run 1 after which a cell may have changed it.
  private var touched: [Int] {
    session.all.compactMap { if case .evaluating(_, .some(1), let step) = $0 { step } else { nil } }
  }

  @Test("a run that waits for changes or goes slowly evaluates at once")
  func waiting() throws {
    session.start("settle", takesChanges: true)
    try session.first { if case .state(1, .waiting, _, _) = $0 { () } else { nil } }
    #expect(try evaluate("kernel.rate").value?.lines == ["0.5"])
    session.client.send(.interrupt)
    #expect(try session.finish().interrupted)
    session.start("walk", run: 2, count: 3, pace: 1.0 / 3600)
    try session.first { if case .state(2, .running, step: 1, _) = $0 { () } else { nil } }
    #expect(try evaluate("kernel.rate").step == 1)
  }

  @Test("a cell asked for in a run's last step is evaluated after it")
  func late() throws {
    session.start("walk", count: 2)
    #expect(try evaluate("kernel.count").value?.lines == ["2"])
    #expect(try session.finish().steps == 2)
  }

  @Test("what a cell prints comes before its end")
  func printing() throws {
    try evaluate("print(\"one\")\nfor i in 2...3 { print(i) }")
    let events = session.all
    let end = try #require(events.firstIndex { if case .evaluated = $0 { true } else { false } })
    let lines = events[..<end].flatMap { event -> [String] in
      if case .printed(let printed) = event { printed.lines.map(\.text) } else { [] }
    }
    #expect(lines == ["one", "2", "3"])
  }

  @Test("statements may stand in one line, divided by semicolons")
  func oneLine() throws {
    #expect(try value("var total = 1; total += 2; print(total); total") == "3")
    #expect(try value("for i in 1...2 { total += i }; total") == "6")
    #expect(errors("total = 1; total = \"x\"").first?.column ?? 0 > 11)
  }

  @Test("an error of the compiler has the cell's own line and column, and nothing is disturbed")
  func compileError() throws {
    let error = try #require(errors("let a = 1\nlet b = a + \"x\"").first)
    #expect(error.line == 2 && error.column >= 9 && error.column <= 13, "\(error)")
    #expect(errors("kernel.nothing").first?.column == 8)
    #expect(errors("nothing").first?.message.contains("nothing") == true)
    #expect(try value("1 + 1") == "2")
  }

  @Test("a cell that throws is one line, and leaves no name")
  func throwing() throws {
    try evaluate(
      "struct Oh: Error, CustomStringConvertible { var description: String { \"oh\\nno\" } }")
    let result = try evaluate(
      "let y = 1; func fail() throws -> Int { throw Oh() }; let z = try fail()")
    #expect(result.failure?.message == "oh no")
    #expect(errors("y").isEmpty == false)
    #expect(try value("1 + 1") == "2")
  }

  @Test("a cell that crashes ends its process, with its reason and line")
  func crash() throws {
    _ = try send("let numbers = [1]\nnumbers[3]")
    let exit = try session.exit()
    #expect(exit.message.contains("Index out of range"))
    #expect(exit.line == 2)
    #expect(exit.message.contains("a console cell, cell.swift line 2"), "\(exit.message)")
    #expect(session.all.contains { if case .evaluating = $0 { true } else { false } })
  }

  @Test("a cell that never ends is ended with its process")
  func endless() throws {
    _ = try send("while true {}")
    try session.first { if case .evaluating = $0 { () } else { nil } }
    session.client.kill()
    #expect(try session.exit().cause == .killed)
  }

  @Test("thirty broken cells change nothing")
  func broken() throws {
    let cells = [
      "let", "let a", "let a =", "let a: = 1", "func", "func f(", "func f( {", "}", ")", "]", "((",
      "1 +",
      "+", "\"", "\"\\(", "\"\"\"", "/*", "#", "@", "@a", "struct", "struct S", "struct S {",
      "import",
      "import Nothing", "return", "break", "let (a, b) = 1", "kernel.", "x y z",
      "class C: Nothing {}",
      "var v: Int", "await f()", "try", "`",
    ]
    for cell in cells {
      if case .module = compiler.compile(cell, in: context), !["return"].contains(cell) {
        Issue.record("compiled: \(cell)")
      }
    }
    #expect(try value("1 + 1") == "2")
  }

  @Test("the lesson's kernel that is built in is seen by its own type")
  func builtIn() throws {
    let session = try Session(kernel: "GaussianMixture")
    let context = CellContext(kernel: "GaussianMixture", lesson: "Lesson09")
    guard case .module(let module, _) = compiler.compile("kernel.covariance", in: context) else {
      Issue.record("does not compile")
      return
    }
    session.client.send(.evaluate(CellRequest(cell: 1, module)))
    let result = try session.first { if case .evaluated(let result) = $0 { result } else { nil } }
    #expect(result.value?.type == "CovarianceShape" && result.value?.lines == ["full"])
  }

  @Test("without a kernel there is none, but Swift and Margin are there")
  func noKernel() throws {
    context = CellContext()
    #expect(errors("kernel").isEmpty == false)
    #expect(try evaluate("Tensor<Double>.ones(2, 2)").value?.chart != nil)
  }
}

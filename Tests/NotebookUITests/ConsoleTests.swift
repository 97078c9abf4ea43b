import Cells
import Charts
import Notebook
import Testing

@testable import KernelRuntime
@testable import NotebookUI

/// The console of the notebook, without a compiler and without a process.
@Suite("The console")
struct ConsoleTests {
  /// A lesson whose run goes on at step 7.
  private func running(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english,
    glyphs: GlyphSet = .unicode
  ) -> Session {
    var session = Session.lesson(columns, rows, language: language, glyphs: glyphs)
    session.run(steps: 7)
    session.press(":")
    return session
  }

  private func module(_ name: String, isKept: Bool = true, mayChange: Bool = false) -> CellModule {
    CellModule(
      name: name, library: "/\(name).so", names: [], imports: [], isKept: isKept,
      mayChange: mayChange)
  }

  @Test("a colon opens it, a full-width one too, and Esc leaves it, twice closes it")
  func opening() {
    for colon in [":", "："] {
      var session = Session.lesson()
      session.type(colon)
      #expect(session.model.lesson?.mode == .console)
      #expect(session.text.contains("CONSOLE"))
      session.type("r:")
      #expect(session.model.lesson?.console.input.text == "r:")
      session.press("Esc")
      #expect(session.model.lesson?.mode == .read && session.model.lesson?.focus == .console)
      #expect(session.text.contains("READ"))
      session.press("Esc")
      #expect(session.model.lesson?.console.isOpen == false)
      #expect(session.model.lesson?.focus == .lesson)
      session.press(": Ctrl-G")
      #expect(session.model.lesson?.mode == .read)
    }
  }

  @Test("the compiler is warm before the first cell")
  func warm() {
    var session = Session.lesson()
    session.press(": Esc :")
    let warmed = session.effects.filter { if case .warmCells = $0 { true } else { false } }
    #expect(warmed == [.warmCells(CellContext(kernel: "Mixture", lesson: "Lesson09"))])
  }

  @Test("a cell goes to the compiler, then to the process that runs, and its value is shown")
  func evaluating() throws {
    var session = running()
    session.type("kernel.rate")
    session.press("Enter")
    let cell = try #require(session.lastCell)
    #expect(
      session.effects.contains(
        .compileCell(
          id: cell, text: "kernel.rate", CellContext(kernel: "Mixture", lesson: "Lesson09"))))
    session.happen(.cellCompiled(id: cell, .module(module("Cell1"), seconds: 0.1)))
    guard case .evaluate(let request) = session.requests.last else {
      Issue.record("not sent")
      return
    }
    #expect(request.cell == cell && request.parameters["components"] == .integer(3))
    #expect(session.text.contains("waiting for the next step"))
    session.kernel(.evaluating(cell: cell, run: nil, step: 7))
    session.kernel(.printed(PrintedLines([.init("so far")])))
    session.answer(cell, ["0.25"])
    #expect(session.text.contains("so far") && session.text.contains("0.25"))
    #expect(session.pane?.log.lines.isEmpty == true)
    #expect(session.pane?.run?.record.touchedAt == nil)
    #expect(session.pane?.isOn == true)
  }

  @Test("without a process one is started, and without a run none is begun")
  func process() throws {
    var session = Session.lesson()
    session.press(":")
    session.type("1")
    session.press("Enter")
    let client = try #require(session.lastClient)
    #expect(session.effects.contains(.launch(client: client, kernel: "Mixture", library: nil)))
    #expect(session.lastCell == nil)
    session.answerLaunch()
    #expect(session.lastCell != nil && session.lastSetup == nil)
  }

  @Test("later cells see those before them that did not fail")
  func earlier() {
    var session = running()
    session.evaluate("let x = 1", as: module("Cell1"), ["1"])
    session.evaluate("throw E()", as: module("Cell2"), failure: "E()")
    session.evaluate("kernel", as: module("Cell3", isKept: false), ["Mixture()"])
    session.type("x")
    session.press("Enter")
    #expect(session.lastContext?.cells == [module("Cell1")])
  }

  @Test("a cell that may have changed the run marks it, in y and in the list of runs")
  func touched() {
    var session = running()
    session.evaluate("kernel.rate = 1", as: module("Cell1", mayChange: true), touching: true)
    #expect(session.pane?.run?.record.touchedAt == 7)
    session.press("Esc y")
    #expect(session.text.contains("Not reproducible"))
    session.press("v")
    #expect(session.text.contains("changed by the console"))
  }

  @Test("a run that cells have changed does not go over to optimised code")
  func noGoingOver() {
    var session = Session.lesson()
    session.press("e")
    session.type("// mine\n")
    session.press("Ctrl-S")
    let id = session.effects.lazy.compactMap { effect -> Int? in
      if case .compile(let id, _) = effect { id } else { nil }
    }.first
    session.happen(.compiled(id: id ?? 0, .library(path: "/q.so", isCached: false, seconds: 1)))
    session.answerLaunch()
    session.advance(from: 1, to: 7)
    session.press("Esc :")
    session.evaluate("kernel.rate = 1", as: module("Cell1", mayChange: true), touching: true)
    let client = session.lastClient
    session.happen(
      .optimised(quick: "/q.so", .library(path: "/o.so", isCached: false, seconds: 1)))
    #expect(session.lastClient == client)
  }

  @Test("an error of the compiler stands below its cell, the run goes on")
  func compileError() throws {
    var session = running()
    session.type("kernel.nothing")
    session.press("Enter")
    let cell = try #require(session.lastCell)
    session.happen(
      .cellCompiled(
        id: cell,
        .errors([.init(line: 1, column: 8, severity: .error, message: "has no member 'nothing'")])))
    #expect(session.text.contains("has no member 'nothing'"))
    #expect(session.pane?.isOn == true && session.model.lesson?.console.pending == nil)
  }

  @Test("Ctrl-C clears the line; of a cell that does not end it asks, then ends the process")
  func cancelling() throws {
    var session = running()
    session.type("abc")
    session.press("Ctrl-C")
    #expect(
      session.model.lesson?.console.input.text == "" && session.model.lesson?.mode == .console)
    session.type("while true {}")
    session.press("Enter")
    let cell = try #require(session.lastCell)
    session.press("Ctrl-C")
    #expect(session.effects.last == .cancelCell)
    session.happen(.cellCompiled(id: cell, .module(module("Cell1"), seconds: 0.1)))
    session.kernel(.evaluating(cell: cell, run: nil, step: 7))
    session.press("Ctrl-C")
    #expect(session.text.contains("the run stops here"))
    let client = try #require(session.lastClient)
    #expect(!session.effects.contains(.kill(client: client)))
    session.press("Ctrl-C")
    #expect(session.effects.last == .kill(client: client))
    session.kernel(.exited(KernelExit(cause: .killed)))
    #expect(session.model.lesson?.console.pending == nil && session.pane?.isOn == false)
  }

  @Test("x ends a cell that does not end while no run is on")
  func stopping() throws {
    var session = running()
    session.finish(7)
    session.type("while true {}")
    session.press("Enter")
    let cell = try #require(session.lastCell)
    session.happen(.cellCompiled(id: cell, .module(module("Cell1"), seconds: 0.1)))
    session.kernel(.evaluating(cell: cell, run: nil, step: 0))
    session.press("Esc")
    #expect(session.text.contains("evaluating"))
    session.press("x")
    #expect(session.effects.last == .kill(client: session.lastClient ?? 0))
  }

  @Test("when the process dies under a cell, the console says why and what is lost")
  func crash() throws {
    var session = running()
    session.evaluate("let x = 1", as: module("Cell1"), ["1"])
    session.type("[1][3]")
    session.press("Enter")
    let cell = try #require(session.lastCell)
    session.happen(.cellCompiled(id: cell, .module(module("Cell2"), seconds: 0.1)))
    session.kernel(.evaluating(cell: cell, run: 1, step: 7))
    session.kernel(.exited(KernelExit(cause: .crash(signal: 4, .trap("Index out of range")))))
    session.press("PgDn")
    #expect(session.text.contains("Index out of range"))
    #expect(session.text.contains("what cells had defined is gone"))
    session.type("2")
    session.press("Enter")
    session.answerLaunch()
    #expect(session.lastContext?.cells == [])
  }

  @Test("an open bracket goes on in a new line, F2 makes one")
  func lines() {
    var session = running()
    session.type("func f() {")
    session.press("Enter")
    #expect(session.lastCell == nil)
    session.type("3")
    session.press("Enter")
    session.type("}")
    #expect(session.model.lesson?.console.input.text == "func f() {\n  3\n  }")
    session.press("F2")
    #expect(session.model.lesson?.console.input.text.hasSuffix("}\n  ") == true)
    session.press("Enter")
    #expect(session.lastCell != nil)
  }

  @Test("a paste is one edit without the prompts")
  func pasting() {
    var session = running()
    session.happen(.terminal(.paste("› let a = 1\n· let b = 2\n")))
    #expect(session.model.lesson?.console.input.text == "let a = 1\nlet b = 2\n")
  }

  @Test("↑ brings cells that begin with what is typed, ↓ what was typed; they are kept")
  func history() {
    var session = running()
    for cell in ["kernel.a", "1 + 1", "kernel.b"] { session.evaluate(cell, as: module("C"), ["0"]) }
    #expect(
      session.effects.contains(
        .saveCells(lesson: "expectation-maximisation", ["kernel.a", "1 + 1", "kernel.b"])))
    session.press("Up Up")
    #expect(session.model.lesson?.console.input.text == "1 + 1")
    session.press("Ctrl-C")
    session.type("ker")
    session.press("Up Up Up")
    #expect(session.model.lesson?.console.input.text == "kernel.a")
    session.press("Down Down")
    #expect(session.model.lesson?.console.input.text == "ker")
  }

  @Test("Ctrl-R finds an earlier cell by a part of it, and one before that")
  func searching() {
    var session = running()
    for cell in ["kernel.a", "1 + 1", "kernel.b"] { session.evaluate(cell, as: module("C"), ["0"]) }
    session.press("Ctrl-R")
    session.type("nel")
    #expect(session.text.contains("history: nel"))
    #expect(session.model.lesson?.console.input.text == "kernel.b")
    session.press("Ctrl-R")
    #expect(session.model.lesson?.console.input.text == "kernel.a")
    session.press("Enter")
    #expect(session.model.lesson?.mode == .console && session.model.lesson?.console.search == nil)
    session.press("Ctrl-R Esc Esc")
    #expect(session.model.lesson?.mode == .read)
  }

  @Test("Tab completes members of the kernel and names of cells, or lists them")
  func completing() {
    var session = running()
    session.type("kernel.comp")
    session.press("Tab")
    #expect(session.model.lesson?.console.input.text == "kernel.components")
    session.press("Ctrl-C")
    session.type("kernel.")
    session.press("Tab")
    #expect(session.model.lesson?.console.offers == ["components", "run("])
    #expect(session.text.contains("components  run("))
    session.press("Ctrl-C")
    session.type("zzz")
    session.press("Tab")
    #expect(session.text.contains("No known name"))
  }

  @Test("what was typed before the last start is there")
  func restored() {
    var session = Session.lesson()
    session.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(.english), kernels: [Sample.kernel], sources: [Sample.document],
          module: "Lesson09", cells: ["kernel.old"], isReadOnly: false)))
    session.press(": Up")
    #expect(session.model.lesson?.console.input.text == "kernel.old")
  }

  @Test("the console on the screen", arguments: ScreenTests.sizes, Language.allCases)
  func screen(size: Size, language: Language) throws {
    var session = running(size.width, size.height, language: language)
    try fill(&session)
    try expectGolden("console", session)
  }

  @Test("in ASCII")
  func ascii() throws {
    var session = running(80, 24, glyphs: .ascii)
    try fill(&session)
    #expect(session.text.unicodeScalars.allSatisfy { $0.isASCII || $0 == "–" })
  }

  @Test("it is scrolled to its first row and back, whatever is asked for")
  func scrolling() throws {
    var session = running()
    try fill(&session)
    session.press("PgUp PgUp PgUp PgUp PgUp PgUp")
    #expect(session.text.contains("let x = [1, 2]"))
    session.press("PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn")
    #expect(session.model.lesson?.console.scroll == 0)
    session.press("Ctrl-L")
    #expect(session.model.lesson?.console.entries.isEmpty == true)
  }

  private func fill(_ session: inout Session) throws {
    session.evaluate(
      "let x = [1, 2]", as: module("Cell1"), ["[1, 2]"], name: "x", type: "Array<Int>")
    let values = (0..<24).map { Double($0 % 7) - 3 }
    session.evaluate(
      "kernel.weights", as: module("Cell2"), ["[4, 6] from -3.0 to 3.0, mean -0.25"],
      type: "Tensor<Double>", chart: .heatMap(HeatMap(values, columns: 6, map: .diverging)))
    session.type("kernel.mix")
  }
}

extension Session {
  /// The last cell that was to be compiled.
  fileprivate var lastCell: Int? {
    effects.reversed().lazy.compactMap {
      if case .compileCell(let id, _, _) = $0 { id } else { nil }
    }.first
  }

  fileprivate var lastContext: CellContext? {
    effects.reversed().lazy.compactMap {
      if case .compileCell(_, _, let context) = $0 { context } else { nil }
    }.first
  }

  /// The process says what a cell came to.
  fileprivate mutating func answer(
    _ cell: Int, _ lines: [String], name: String? = nil, type: String = "Int", chart: Chart? = nil
  ) {
    kernel(
      .evaluated(
        CellResult(
          cell: cell, value: ShownValue(name: name, type: type, lines: lines, chart: chart))))
  }

  /// A cell from Enter to its end.
  fileprivate mutating func evaluate(
    _ text: String, as module: CellModule, _ lines: [String] = [], name: String? = nil,
    type: String = "Int", chart: Chart? = nil, failure: String? = nil, touching: Bool = false
  ) {
    self.type(text)
    press("Enter")
    guard let cell = lastCell else { return }
    happen(.cellCompiled(id: cell, .module(module, seconds: 0.1)))
    kernel(.evaluating(cell: cell, run: touching ? lastSetup?.run : nil, step: 7))
    if let failure {
      kernel(.evaluated(CellResult(cell: cell, failure: KernelFailure(message: failure))))
    } else if lines.isEmpty {
      kernel(.evaluated(CellResult(cell: cell)))
    } else {
      answer(cell, lines, name: name, type: type, chart: chart)
    }
  }
}

import KernelRuntime
import Margin
import Notebook
import Testing

@testable import NotebookUI

/// Running, pausing, stopping and what becomes of a run.
@Suite("Runs")
struct RunTests {
  @Test("opening a lesson starts nothing")
  func openingRunsNothing() {
    let session = Session.lesson()
    #expect(session.lastClient == nil)
    #expect(session.effects.contains(.loadRuns(kernel: "Mixture")))
  }

  @Test("r starts a process once, then runs begin in it")
  func oneProcess() {
    var session = Session.lesson()
    session.run(steps: 3, finishing: true)
    session.run(steps: 3, finishing: true)
    let launches = session.effects.filter { if case .launch = $0 { true } else { false } }
    #expect(launches == [.launch(client: session.lastClient ?? 0, kernel: "Mixture", library: nil)])
    #expect(session.pane?.runs.count == 2)
  }

  @Test("a restarting value begins the run anew 150 ms after its last change, with the last value")
  func coalescedRestart() {
    var session = Session.lesson()
    session.run(steps: 3)
    let first = session.lastSetup?.run
    session.press("Tab Tab Right")
    session.wait(0.1)
    session.press("Right")
    session.wait(0.1)
    #expect(session.lastSetup?.run == first)
    session.wait(0.1)
    #expect(session.lastSetup?.run != first)
    #expect(session.lastSetup?.parameters["components"] == .integer(5))
  }

  @Test("a live value is sent at once and the run goes on")
  func liveValue() {
    var session = Session.lesson()
    session.run(steps: 3)
    let run = session.lastSetup?.run
    session.press("Tab Tab Down Down Right")
    session.wait(1)
    #expect(session.lastSetup?.run == run)
    #expect(session.requests.last == .set(name: "floor", value: .number(1.25e-4)))
  }

  @Test("a live change leaves its mark on the axis")
  func mark() throws {
    var session = Session.lesson()
    session.run(steps: 5)
    let run = try #require(session.lastSetup?.run)
    session.kernel(.changed(run: run, step: 6, name: "floor", value: .number(1e-3)))
    let pane = try #require(session.pane)
    let chart = lineChart(of: ["log-likelihood"], ghosts: 1, session.model, pane)
    #expect(chart.marks.map(\.x) == [6])
    #expect(chart.marks.first?.text == "floor 0.001")
  }

  @Test("the former run stays as a ghost named by what differs and by its result")
  func ghost() throws {
    var session = Session.lesson()
    session.run(steps: 5, finishing: true)
    session.press("Tab Tab Right Right")
    session.wait(0.2)
    session.advance(from: 1, to: 5, level: 48)
    session.finish(5, level: 48)
    let pane = try #require(session.pane)
    let chart = lineChart(of: ["log-likelihood"], ghosts: 1, session.model, pane)
    #expect(chart.series.map(\.isGhost) == [true, false])
    #expect(chart.series.first?.name == "K 3→5 (+48)")
  }

  @Test("x says stopping until the process answers, a second x ends it")
  func interrupt() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.press("x")
    #expect(session.text.contains("stopping…"))
    #expect(session.requests.last == .interrupt)
    session.press("x")
    #expect(session.effects.last == .kill(client: session.lastClient ?? 0))
  }

  @Test("a process that does not answer for two seconds is ended")
  func unanswered() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.press("Ctrl-C")
    session.wait(1.9)
    #expect(!session.effects.contains(.kill(client: session.lastClient ?? 0)))
    session.wait(0.2)
    #expect(session.effects.contains(.kill(client: session.lastClient ?? 0)))
    // A deadline that was infinite from here on ended the whole program.
    session.wait(5)
    #expect(session.model.nextDeadline?.isFinite != false)
  }

  @Test("space pauses and resumes a run, and turns the page where there is none")
  func space() throws {
    var session = Session.lesson(80, 24)
    session.press("Space")
    #expect(session.requests.isEmpty)
    session.run(steps: 3)
    session.press("Space")
    #expect(session.requests.last == .pause)
    let run = try #require(session.lastSetup?.run)
    session.kernel(.state(run: run, .paused, step: 3, seconds: 0.1))
    session.press("Space")
    #expect(session.requests.last == .resume)
  }

  @Test("s begins a run with a single step")
  func singleStep() {
    var session = Session.lesson()
    session.press("s")
    session.answerLaunch()
    #expect(session.lastSetup?.isPaused == true)
    #expect(session.requests.last == .step(count: 1))
  }

  @Test("R takes another seed and shows it")
  func newSeed() {
    var session = Session.lesson()
    session.press("R")
    session.answerLaunch()
    #expect(session.lastSetup?.seed == 1)
    #expect(session.text.contains("new seed: 1"))
  }

  @Test("+ and - change the pace of a run, at its next step and in its successors")
  func pace() {
    var session = Session.lesson()
    session.press("-")
    #expect(session.text.contains("at most 64 steps a second"))
    session.run(steps: 3)
    #expect(session.lastSetup?.pace == 64)
    session.press("-")
    #expect(session.requests.last == .pace(32))
    session.press("+ +")
    #expect(session.requests.last == .pace(nil))
    #expect(session.text.contains("as fast as the steps come"))
  }

  @Test("the pace goes through its notches and stays at the slowest")
  func paceNotches() {
    #expect(paceLimit(nil, fasterBy: 1) == nil)
    #expect(paceLimit(5, fasterBy: -1) == 4)
    #expect(paceLimit(5, fasterBy: 1) == 16)
    #expect(paceLimit(1, fasterBy: -1) == 1)
  }

  @Test("between two slow steps the rate is that of the steps, not nought")
  func slowRate() {
    var pace = Pace(time: 0)
    pace.advance(to: 1, at: 1)
    pace.advance(to: 2, at: 2)
    pace.advance(to: 2, at: 2.7)
    #expect(pace.rate == 1)
    pace.advance(to: 3, at: 3)
    #expect(pace.rate == 1)
  }

  @Test("a step that stands still is told with its time")
  func standstill() {
    var session = Session.lesson()
    session.run(steps: 37)
    session.wait(2.4)
    #expect(session.text.contains("step 37 for 2.4 s"))
  }

  @Test("work that is not counted in steps shows how far it is while steps stand still")
  func progressWithoutSteps() throws {
    var session = Session.lesson()
    session.press("r")
    session.answerLaunch()
    let run = try #require(session.lastSetup).run
    session.kernel(.progress(run: run, done: 10, total: 60))
    session.wait(1)
    session.kernel(.progress(run: run, done: 30, total: 60))
    session.wait(3)
    #expect(session.text.contains("step 0 for"))
    #expect(session.text.contains("━━━━━┄"))
  }

  @Test("a crash tells its sentence and line, and r starts again")
  func crash() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.kernel(
      .exited(
        KernelExit(
          cause: .crash(signal: 4, .trap("Index out of range")),
          function: "run(in:)", file: "Mixture.swift", line: 8, lastLines: ["k = 7"])))
    #expect(session.text.contains("died"))
    #expect(session.text.contains("Index out of range"))
    #expect(session.text.contains("k = 7"))
    let notes = session.model.lesson?.source?.editor.notes ?? []
    #expect(notes.map(\.line) == [8] && notes.map(\.column) == [5])
    let former = session.lastClient
    session.press("r")
    #expect(session.lastClient != former)
    session.answerLaunch()
    #expect(session.model.lesson?.source?.editor.notes == [])
  }

  @Test("a crash leaves no note in a source that is no longer the one that ran")
  func crashOfEarlierSource() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.press("e")
    session.type("// mine")
    session.kernel(
      .exited(
        KernelExit(cause: .crash(signal: 4, .trap("It died in line 8")), line: 8)))
    #expect(session.text.contains("It died in line 8."))
    #expect(session.model.lesson?.source?.editor.notes == [])
  }

  @Test("the results of a run stay in sight until the next one has its own")
  func results() {
    var session = Session.lesson()
    session.run(steps: 3)
    #expect(!session.text.contains("log-likelihood -180 "))
    session.finish(3)
    #expect(session.text.contains("log-likelihood -180 "))
    session.run(steps: 2, level: 48)
    #expect(session.text.contains("earlier run: log-likelihood -180 "))
    session.finish(2, level: 48)
    #expect(session.text.contains("│ log-likelihood -132 "))
  }

  @Test("a curve's title says its latest value")
  func latestValue() {
    var session = Session.lesson()
    session.run(steps: 4)
    #expect(session.text.contains("log-likelihood  -280 "))
  }

  @Test("late events of an earlier process change nothing")
  func lateEvents() {
    var session = Session.lesson()
    session.run(steps: 3, finishing: true)
    let before = session.model.lesson
    session.happen(.kernel(client: 99, .printed(PrintedLines([.init("late")]))))
    #expect(session.model.lesson == before)
  }

  @Test("a run is recorded while it goes on and at its end")
  func recording() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.wait(0.6)
    session.finish(3)
    session.wait(0.1)
    let records = session.effects.compactMap {
      if case .record(_, let record) = $0 { record } else { nil }
    }
    #expect(records.count >= 2)
    #expect(records.last?.ending == .finished)
  }

  @Test("charts of other values or of another source say so in their title")
  func outdated() {
    var session = Session.lesson()
    session.happen(.runsLoaded(kernel: "Mixture", [Sample.record()]))
    session.press("Tab Tab Right")
    session.wait(1)
    #expect(session.lastClient == nil)
    #expect(session.text.contains("r runs with these values"))
    #expect(session.text.contains("K was 3"))
    session.press("e")
    session.type(" ")
    #expect(session.text.contains("earlier source"))
  }

  @Test("the latest record is drawn, dated, when its lesson is opened")
  func restored() throws {
    var session = Session.lesson()
    session.happen(.runsLoaded(kernel: "Mixture", [Sample.record(components: "4")]))
    #expect(session.text.contains("run of 1970-01-02"))
    #expect(session.text.contains("K was 4"))
  }

  @Test("a step shows its own runs only, after a restart too")
  func ownRuns() {
    var session = Session.lesson()
    session.happen(
      .runsLoaded(
        kernel: "Mixture",
        [Sample.record(pane: nil), Sample.record(pane: "expectation-maximisation/3")]))
    #expect(session.pane?.runs.isEmpty == true)
    #expect(session.text.contains("Nothing has run here yet"))
    session.press("n n")
    #expect(session.pane?.runs.count == 1)
    session.run(steps: 2)
    #expect(session.pane?.run?.record.pane == "expectation-maximisation/3")
  }

  @Test("a step that does not come is told with its time from the first on")
  func standstillAtTheStart() {
    var session = Session.lesson()
    session.press("r")
    session.answerLaunch()
    session.wait(3)
    #expect(session.text.contains("step 0 for 3.0 s"))
  }

  @Test("a run that was ended before it drew anything says so")
  func nothingDrawn() {
    var session = Session.lesson()
    session.press("r")
    session.answerLaunch()
    session.press("x x")
    session.kernel(.exited(KernelExit(cause: .killed)))
    #expect(session.text.contains("The run ended before there was anything to draw"))
  }

  @Test(
    "how much is done is told at every width, by a bar or in words", arguments: [80, 99, 100, 120])
  func share(columns: Int) {
    var session = Session.lesson(columns, 24)
    session.run(steps: 40)
    let header = session.text.split(separator: "\n").first ?? ""
    #expect(header.contains("step 40"))
    #expect(header.contains(columns < 100 ? "40 %" : "━━━━┄┄┄┄┄┄"))
  }

  @Test("earlier runs that differ in the same way are told apart by when they began")
  func sameDifference() throws {
    var session = Session.lesson()
    for _ in 0..<3 {
      session.run(steps: 3, finishing: true)
      session.wait(2)
    }
    let pane = try #require(session.pane)
    let chart = lineChart(of: ["log-likelihood"], ghosts: 3, session.model, pane)
    let ghosts = chart.series.filter(\.isGhost).map(\.name)
    #expect(ghosts.count == 2 && Set(ghosts).count == 2)
    #expect(ghosts.allSatisfy { $0.hasPrefix("earlier 00:16:4") })
  }

  @Test("a long command is shown whole")
  func longCommand() throws {
    var session = Session.lesson(80, 24)
    session.model.sourceFolder = "/a/folder/" + String(repeating: "with/a/long/name/", count: 9)
    session.press("e")
    session.type("// mine")
    session.press("Ctrl-S")
    guard case .compile(let id, _) = session.effects.last else {
      Issue.record("nothing is compiled")
      return
    }
    session.happen(
      .compiled(id: id, .library(path: "/lib.so", isCached: false, seconds: 0)))
    session.answerLaunch()
    session.advance(from: 1, to: 3)
    session.press("Esc y")
    guard case .copy(let line) = session.effects.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(line.count > 160)
    let shown = session.text.filter { !$0.isWhitespace }
    #expect(shown.contains(line.filter { !$0.isWhitespace }))
  }

  @Test("y sends the line that gives the run's numbers again")
  func command() {
    var session = Session.lesson()
    session.run(steps: 3, finishing: true)
    session.press("y")
    guard case .copy(let line) = session.effects.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(line == "margin run Mixture")
    #expect(session.text.contains("sent to the terminal: margin run Mixture"))
  }
}

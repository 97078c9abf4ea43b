import Cells
import Charts
import KernelRuntime
import Margin
import Notebook
import Testing

@testable import NotebookUI

/// `,`, `.` and `g`: back and forth through a run's steps while it goes on.
@Suite("Scrubbing")
struct ScrubbingTests {
  private func header(_ session: Session) -> String {
    String(session.text.split(separator: "\n")[0])
  }

  private func lastLine(_ session: Session) -> String {
    session.text.split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test("with one recorded step the last line offers no way back")
  func single() {
    var session = Session.stepped(steps: 1)
    #expect(!session.text.contains("steps back"))
    session.show(2...2)
    #expect(session.text.contains("steps back"))
  }

  @Test("a comma shows every chart as it was a step before, and says which step is the live one")
  func back() {
    var session = Session.stepped()
    let before = session.frame
    session.press(",")
    #expect(session.text.contains("chart of 19") && !session.text.contains("chart of 20"))
    #expect(header(session).contains("PAST"))
    #expect(header(session).contains("◂ shows step 19, live 20"))
    #expect(session.text.contains("log-likelihood  -201.053"))
    for key in [", back", ". forward", "g to a step", "Esc to the newest step"] {
      #expect(lastLine(session).contains(key))
    }
    session.wait(1)
    session.press(", ,")
    #expect(session.text.contains("chart of 17"))
    session.press(". .")
    #expect(session.text.contains("chart of 19"))
    session.press(".")
    #expect(session.frame == before)
  }

  @Test("Esc shows the live step, in the language of the screen")
  func leaving() {
    var session = Session.stepped(language: .chinese)
    session.type("，，")
    #expect(header(session).contains("回看"))
    #expect(header(session).contains("◂ 显示第 18 步，当前第 20 步"))
    session.type("。")
    #expect(session.pane?.scrubbing?.step == 19)
    session.press("Esc")
    #expect(session.pane?.scrubbing == nil)
    #expect(session.text.contains("chart of 20") && header(session).contains("阅读"))
  }

  @Test("without colour and outside of Unicode the marker is the same words")
  func plain() {
    var session = Session.stepped()
    session.model.surface.glyphs = .ascii
    session.press(",")
    #expect(header(session).contains("< shows step 19, live 20"))
  }

  @Test(
    "a held comma comes to the first step in about a second, a held point to the live one",
    arguments: [5, 63, 900, 8000], [10.9, 25, 40])
  func held(steps: Int, rate: Double) {
    var session = Session.stepped(steps: 1)
    session.plot(1...steps)
    session.show(steps...steps)
    for (key, isThere) in [
      (",", { $0.pane?.scrubbing?.step == 1 }), (".", { $0.pane?.scrubbing == nil }),
    ] as [(String, (Session) -> Bool)] {
      session.wait(1)
      session.press(key)
      session.wait(0.5)
      let start = session.time
      var last = session.pane?.scrubbing?.step
      while session.time - start < 0.75, !isThere(session) {
        session.wait(1 / rate)
        session.press(key)
        if let step = session.pane?.scrubbing?.step, let before = last {
          #expect(key == "," ? step <= before : step >= before)
        }
        last = session.pane?.scrubbing?.step
      }
      #expect(isThere(session), "\(key)")
    }
  }

  @Test("fingers that tap go step by step")
  func tapping() {
    var session = Session.stepped(steps: 40)
    for _ in 1...10 {
      session.wait(0.15)
      session.press(",")
    }
    #expect(session.pane?.scrubbing?.step == 30)
  }

  @Test("with few charts and very many points each press moves the line that can be seen")
  func fewCharts() {
    var session = Session.stepped(steps: 1)
    session.plot(1...8000)
    session.show(8000...8000)
    session.press(",")
    #expect((7900...7980).contains(session.pane?.scrubbing?.step ?? 0))
    session.press("g")
    session.type("7999")
    session.press("Enter")
    #expect(session.pane?.scrubbing?.step == 7999)
  }

  @Test("before the first recorded step there is none, and after the live one there is none")
  func ends() {
    var session = Session.stepped(steps: 2)
    session.press(".")
    #expect(session.model.notice?.text == "this is the newest step; , goes back")
    session.press(", ,")
    #expect(session.pane?.scrubbing?.step == 1)
    #expect(session.model.notice?.text == "step 1 is the first that is recorded")
  }

  @Test("where nothing has run there is nothing to go back to")
  func nothing() {
    var session = Session.lesson()
    session.press(",")
    #expect(session.model.notice?.text == "no step is recorded yet: r runs")
    session.press("g")
    #expect(session.model.notice?.text == "no step is recorded yet: r runs")
    #expect(session.model.lesson?.mode == .read && session.pane?.scrubbing == nil)
  }

  @Test("training goes on meanwhile, and what is looked at stays")
  func goingOn() {
    var session = Session.stepped()
    session.press(", ,")
    session.show(21...30)
    #expect(session.text.contains("chart of 18"))
    #expect(header(session).contains("shows step 18, live 30"))
    #expect(!session.requests.contains(.pause))
    session.press("Esc")
    #expect(session.text.contains("chart of 30"))
  }

  @Test("a live value reaches the live run, and the look back stays")
  func liveValue() {
    var session = Session.stepped()
    session.press("Tab Tab Down Down , Right")
    #expect(session.requests.last == .set(name: "floor", value: .number(1.25e-4)))
    #expect(session.pane?.scrubbing?.step == 19)
    session.type("0")
    guard case .value = session.model.lesson?.mode else {
      Issue.record("a digit types a value")
      return
    }
  }

  @Test("where the charts are live a point begins a number in the parameters")
  func point() {
    var session = Session.stepped()
    session.press("Tab Tab Down Down")
    session.type(".")
    #expect(session.model.lesson?.mode == .value(TextField(".")))
  }

  @Test("a new run, a step by hand and another step of the lesson show what is live")
  func leavingByOtherWays() {
    var session = Session.stepped()
    session.press(", r")
    session.show(1...3)
    #expect(session.pane?.scrubbing == nil && session.text.contains("chart of 3"))
    #expect(session.pane?.runs[1].history.isEmpty == true)
    session.press(", s")
    #expect(session.pane?.scrubbing == nil)
    session.press(", n")
    #expect(session.pane?.scrubbing?.step == 2, "the same pane")
    session.press("n p")
    #expect(session.pane?.scrubbing == nil)
  }

  @Test("the run that a restarting value begins shows what is live")
  func restarting() {
    var session = Session.stepped()
    session.press("Tab Tab , Right")
    session.wait(0.2)
    #expect(session.pane?.runs.count == 2 && session.pane?.scrubbing == nil)
  }

  @Test("g goes to a step, and between two that are recorded the charts say which they show")
  func going() {
    var session = Session.stepped(steps: 4)
    session.show(10...10)
    session.press("g")
    #expect(lastLine(session).contains("step"))
    session.type("７")
    session.press("Enter")
    #expect(session.pane?.scrubbing?.step == 7)
    #expect(session.text.contains("chart of 4"))
    #expect(session.text.contains("clusters  step 4"))
    session.press(".")
    #expect(session.pane?.scrubbing == nil, "the newest record is live")
    session.press(", g")
    session.type("10")
    session.press("Enter")
    #expect(session.pane?.scrubbing == nil)
  }

  @Test(
    "a step that there is not stays in its field, with those that there are",
    arguments: [
      "", "0", "21", "x", "-3", "99999999999999999999", "2.5",
    ])
  func refused(text: String) {
    var session = Session.stepped()
    session.press(", , g")
    session.type(text)
    session.press("Enter")
    #expect(session.model.notice?.text == "this run has steps 1 to 20, not “\(text)”")
    session.press("Ctrl-U")
    session.type("5")
    session.press("Enter")
    #expect(session.pane?.scrubbing?.step == 5 && session.model.lesson?.mode == .read)
    session.press("g Esc")
    #expect(session.pane?.scrubbing?.step == 5 && session.model.lesson?.mode == .read)
  }

  @Test("after the end and after a stop of the run its steps are there")
  func ended() {
    var session = Session.stepped()
    session.finish(20)
    session.press(",")
    #expect(session.text.contains("chart of 19") && header(session).contains("✓ finished"))
    #expect(header(session).contains("◂ shows step 19 of 20"))
  }

  @Test("a stop reaches the live run while an earlier step is shown")
  func interrupting() throws {
    var session = Session.stepped()
    session.press(", x")
    #expect(session.requests.last == .interrupt)
    #expect(header(session).contains("stopping…") && session.pane?.scrubbing?.step == 19)
    let run = try #require(session.lastSetup?.run)
    session.kernel(.finished(run: run, interrupted: true, steps: 20, seconds: 1))
    #expect(header(session).contains("stopped") && session.text.contains("chart of 19"))
  }

  @Test("on the whole screen a comma goes back too, and Esc first shows the live step")
  func inspecting() {
    var session = Session.stepped()
    session.press("z n ,")
    #expect(session.text.contains("chart of 19") && header(session).contains("PAST"))
    session.press("Esc")
    #expect(session.text.contains("chart of 20") && header(session).contains("CHART"))
    session.press("Esc")
    #expect(session.pane?.inspection == nil)
  }

  @Test("a run of an earlier day has its curves, and its charts in the last step")
  func restored() {
    var session = Session.lesson()
    var record = Sample.record()
    record.series = [
      "log-likelihood": (1...9).map { .init(step: $0, x: Double($0), y: -Double($0), time: 0) }
    ]
    record.steps = 9
    record.show(Sample.chart(of: 9), as: "clusters")
    session.happen(.runsLoaded(kernel: "Mixture", [record]))
    #expect(session.text.contains("chart of 9"))
    session.press(",")
    #expect(header(session).contains("shows step 8 of 9"))
    #expect(session.text.contains("log-likelihood  -8"))
    #expect(session.text.contains("kept of the last step alone"))
  }

  @Test("a run that is told once more keeps what it has shown")
  func retold() {
    var run = RunModel(
      number: 1, origin: Sample.record().origin, sources: [], time: 0, date: 0)
    for step in 1...5 {
      run.take(.display(run: 1, name: "a", chart: Sample.chart(of: step), step: step), at: 0)
    }
    run.beginRetelling()
    run.take(.display(run: 1, name: "a", chart: Sample.chart(of: 3), step: 3), at: 0)
    run.take(.display(run: 1, name: "a", chart: Sample.chart(of: 6), step: 6), at: 0)
    #expect(run.recordedSteps == [1, 2, 3, 4, 5, 6])
    #expect(run.history.moment(of: "a", at: 3)?.chart == Sample.chart(of: 3))
  }

  @Test("every size has room for what is said", arguments: ScreenTests.sizes, Language.allCases)
  func screens(size: Size, language: Language) throws {
    var session = Session.stepped(steps: 40, size.width, size.height, language: language)
    if size.width < 110 { session.press("Tab") }
    session.press("g 2 5 Enter")
    try expectGolden("past", session)
  }
}

import Cells
import Charts
import KernelRuntime
import Notebook
import Terminal
import TestSupport
import Testing

@testable import NotebookUI

/// A chart on the whole screen.
@Suite("A chart on the whole screen")
struct InspectionTests {
  private func session(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english
  ) -> Session {
    var session = Session.lesson(columns, rows, language: language)
    session.run(steps: 40)
    return session
  }

  private func lastLine(_ session: Session) -> String {
    session.text.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init)
      ?? ""
  }

  @Test("z opens the chosen chart, z, Esc or q gives all of the screen back")
  func thereAndBack() {
    for key in ["z", "Esc", "q", "Ctrl-G"] {
      var session = session()
      let before = session.frame
      session.press("z")
      #expect(session.text.contains("CHART") && session.text.contains("log-likelihood"))
      #expect(lastLine(session).contains("z back"))
      session.press(key)
      #expect(session.frame == before, "\(key)")
    }
  }

  @Test("what is read is the newest point until another is chosen")
  func reading() {
    var session = session()
    session.press("z")
    #expect(session.text.contains("now   step 40   -190"))
    session.advance(from: 41, to: 50)
    #expect(session.text.contains("now   step 50   -188"))
    session.press("( (")
    #expect(session.text.contains("now   step 48   -188.33"))
    session.advance(from: 51, to: 60)
    #expect(session.text.contains("now   step 48   -188.33"))
    session.press("<")
    #expect(session.text.contains("now   step 1   -580"))
    session.press(">")
    session.advance(from: 61, to: 62)
    #expect(session.text.contains("now   step 62"))
  }

  @Test("while the kernel runs the part that is seen stays")
  func live() {
    var session = session()
    session.press("z + + +")
    let part = session.pane?.inspection?.view.x
    #expect(part != nil)
    session.advance(from: 41, to: 90)
    #expect(session.pane?.inspection?.view.x == part)
    session.press("0")
    #expect(session.pane?.inspection?.view.isPartial == false)
    session.press("Space")
    #expect(session.requests.last == .pause)
  }

  @Test("arrows move the part, the whole is a key away, and the pace is not touched")
  func panning() {
    var session = session()
    session.press("z + + Left Left Up")
    let view = session.pane?.inspection?.view
    #expect(view?.x != nil && view?.y != nil)
    session.press("] [")
    #expect(session.pane?.inspection?.view.isPartial == true)
    session.press("0 -")
    #expect(session.pane?.inspection?.view.isPartial == false)
    #expect(session.pane?.paceLimit == nil)
  }

  @Test("log, smoothing and x stay with the chart when it is small again")
  func looks() {
    var session = session()
    session.press("z S")
    #expect(session.text.contains("smoothed: EMA 0.6"))
    session.press("z")
    #expect(session.text.contains("EMA 0.6"))
    session.press("z S S S")
    #expect(session.text.contains("not smoothed"))
    session.press("X")
    #expect(session.text.contains("x: seconds"))
    session.press("X")
    #expect(session.text.contains("x: step"))
    session.press("L")
    #expect(session.text.contains("y: log"))
    session.press("L L L")
    #expect(session.text.contains("y: linear"))
  }

  @Test("a smoothed value depends neither on the width, nor on the part, nor on later points")
  func smoothedValue() {
    func value(_ session: Session) -> String? {
      let line = session.text.split(separator: "\n").last { $0.contains("step 20 ") }
      return line?.split(separator: " ").joined(separator: " ")
    }
    var narrow = session(80, 24)
    narrow.press("z S <")
    for _ in 0..<40 where value(narrow) == nil { narrow.press(")") }
    let former = value(narrow)
    #expect(former?.contains("EMA") == true)
    narrow.press("+ + +")
    #expect(value(narrow) == former)
    narrow.happen(.terminal(.resize(Size(width: 200, height: 50))))
    #expect(value(narrow) == former)
    narrow.advance(from: 41, to: 90)
    #expect(value(narrow) == former)
  }

  @Test("n goes to the next chart, of which only what makes sense can be done")
  func nextChart() {
    var session = session()
    session.press("z n")
    #expect(session.text.contains("1   sepal length 1   sepal width 1"))
    #expect(!lastLine(session).contains("smooth") && !lastLine(session).contains("log"))
    session.press("Tab")
    #expect(session.text.contains("2   sepal length"))
    session.press(") )")
    #expect(session.text.contains("2   sepal length"))
    session.press("S L X")
    #expect(session.pane?.looks.isEmpty == true)
    session.press("Esc")
    #expect(session.pane?.chosenChart == .display("clusters"))
  }

  @Test("the arrows choose a chart in their region, and a click does")
  func choosing() {
    var session = session(200, 50)
    session.press("Tab Right z")
    #expect(session.pane?.inspection?.slot == .display("clusters"))
    session.press("z Left z")
    #expect(session.pane?.inspection?.slot == .series("log-likelihood"))
    session.press("z")
    guard let tile = session.model.chartTiles.visible.last else { return }
    let point = Point(x: tile.rect.x + 3, y: tile.rect.y + 3)
    session.happen(.terminal(.mouse(Mouse(.press, at: point))))
    session.press("z")
    #expect(session.pane?.inspection?.slot == tile.slot.key)
  }

  @Test("the wheel makes larger where it turns, a click reads, a drag moves")
  func mouse() {
    var session = session()
    session.press("z")
    let rect = session.model.inspectionRect
    let middle = Point(x: rect.x + rect.width / 2, y: rect.y + rect.height / 2)
    session.happen(.terminal(.mouse(Mouse(.press, at: middle))))
    #expect(session.pane?.inspection?.view.cursor != nil)
    session.happen(.terminal(.mouse(Mouse(.release, at: middle))))
    session.happen(.terminal(.mouse(Mouse(.wheelUp, at: middle))))
    let part = session.pane?.inspection?.view.x
    #expect(part != nil)
    session.happen(.terminal(.mouse(Mouse(.press, at: middle))))
    session.happen(.terminal(.mouse(Mouse(.drag, at: Point(x: middle.x + 9, y: middle.y)))))
    #expect(session.pane?.inspection?.view.x != part)
    session.happen(.terminal(.mouse(Mouse(.release, at: middle))))
    for _ in 0..<9 { session.happen(.terminal(.mouse(Mouse(.wheelDown, at: middle)))) }
    #expect(session.pane?.inspection?.view.isPartial == false)
  }

  @Test("the help names its keys, and Enter there does them")
  func help() {
    var session = session()
    session.press("z ?")
    #expect(session.text.contains("smooth"))
    session.type("smooth")
    session.press("Enter")
    #expect(session.text.contains("EMA 0.6"))
  }

  @Test("a new run is shown in the same place, and a failure is told")
  func newRun() {
    var session = session()
    session.press("z r")
    session.answerLaunch()
    #expect(session.text.contains("CHART"))
    session.advance(from: 1, to: 5)
    #expect(session.text.contains("step 5"))
  }

  @Test("the kernel's process is told that more columns are seen")
  func width() {
    var session = session()
    session.press("z")
    #expect(session.requests.last == .plotWidth(8 * 120))
    session.press("z")
    #expect(session.requests.last == .plotWidth(session.model.layout.plotWidth))
  }
}

import KernelRuntime
import Margin
import Notebook
import Testing

@testable import NotebookUI

/// `v`: the runs of a step, and all their results.
@Suite("The runs of a step")
struct RunListTests {
  /// Two runs, of K = 3 and K = 5, the second one's result being 48 higher.
  private func twoRuns(_ columns: Int = 120, _ rows: Int = 36) -> Session {
    var session = Session.lesson(columns, rows)
    session.run(steps: 5, finishing: true)
    session.press("Tab Tab Right Right")
    session.wait(0.2)
    session.advance(from: 1, to: 5, level: 48)
    session.finish(5, level: 48)
    return session
  }

  /// A run of so many results, `measure 1` to `measure count`.
  private func manyResults(
    _ count: Int, _ columns: Int, _ rows: Int, language: Language = .english
  ) -> Session {
    var session = Session.lesson(columns, rows, language: language)
    session.run(steps: 3)
    for index in 1...count {
      session.kernel(
        .result(
          run: session.lastSetup?.run ?? 0,
          RunResult(name: "measure \(index)", value: Double(index) / 7, better: nil)))
    }
    return session
  }

  @Test("the runs stand with their differences, and the chosen one's results beside the present's")
  func list() {
    var session = twoRuns()
    session.press("v")
    #expect(session.text.contains("Runs of this step"))
    #expect(session.text.contains("now"))
    #expect(session.text.contains("K 3→5"))
    #expect(session.text.contains("-132"))
    #expect(!session.text.contains("+48  "))
    session.press("Down")
    let line = session.text.split(separator: "\n").first {
      $0.contains("log-likelihood") && $0.contains("-180") && $0.contains("-132")
    }
    #expect(line?.contains("+48") == true)
    session.press("v")
    #expect(!session.text.contains("Runs of this step"))
  }

  @Test("an earlier run is drawn behind the present one, or not")
  func drawing() throws {
    var session = twoRuns()
    func ghosts() throws -> Int {
      let pane = try #require(session.pane)
      return lineChart(of: ["log-likelihood"], ghosts: 3, session.model, pane).series.count {
        $0.isGhost
      }
    }
    #expect(try ghosts() == 1)
    session.press("v Down Enter")
    #expect(try ghosts() == 0)
    session.press("Space")
    #expect(try ghosts() == 1)
    // The present run is always drawn.
    session.press("Up Enter Esc")
    #expect(session.pane?.undrawnRuns.isEmpty == true)
  }

  @Test(
    "what of the results is not on the screen is counted, and `v` shows it",
    arguments: [(120, 36), (80, 24), (40, 12)], Language.allCases)
  func counted(size: (columns: Int, rows: Int), language: Language) {
    let session = manyResults(30, size.columns, size.rows, language: language)
    let shown = (1...30).count {
      session.text.contains("measure \($0) \(significant(Double($0) / 7))")
    }
    guard shown > 0 else { return }
    #expect(session.text.contains(session.model.words.moreResults(30 - shown) + " v"))
  }

  @Test("where all results have room nothing is counted")
  func allShown() {
    let session = manyResults(3, 120, 36)
    #expect(session.text.contains("measure 3"))
    #expect(!session.text.contains("more:"))
  }

  @Test("pages of results go to the last one and back", arguments: [(120, 36), (80, 24), (40, 12)])
  func pages(columns: Int, rows: Int) {
    var session = manyResults(60, columns, rows)
    session.press("v")
    #expect(session.text.contains("measure 1 "))
    var seen: Set<Int> = []
    for _ in 0..<60 {
      for index in 1...60 where session.text.contains("measure \(index) ") { seen.insert(index) }
      session.press("PgDn")
    }
    #expect(seen == Set(1...60))
    for _ in 0..<60 { session.press("PgUp") }
    #expect(session.text.contains("measure 1 "))
  }

  @Test("only keys that do something here stand in the last line")
  func hints() throws {
    func hints(_ session: Session) -> Set<Action> {
      Set(keyHints(session.model).map(\.action))
    }
    var few = twoRuns()
    few.press("v")
    #expect(hints(few) == [.leave])
    few.press("Down")
    #expect(hints(few) == [.leave, .choose])

    var many = manyResults(30, 80, 24)
    many.press("v")
    #expect(hints(many) == [.pageDown, .leave])
    many.press("PgDn")
    #expect(hints(many).isSuperset(of: [.pageUp, .leave]))
    many.press("PgDn PgDn PgDn")
    #expect(hints(many) == [.pageUp, .leave])

    var help = Session.lesson()
    help.press("?")
    #expect(hints(help).contains(.choose))
    help.type("no such key")
    #expect(!hints(help).contains(.choose))
  }

  @Test("no result is missing on the last page when a run with fewer results is chosen")
  func fewerResults() throws {
    var session = manyResults(30, 80, 24)
    session.finish(3)
    session.press("r")
    session.answerLaunch()
    session.advance(from: 1, to: 3)
    session.kernel(
      .result(
        run: session.lastSetup?.run ?? 0, RunResult(name: "alone", value: 1, better: nil)))
    session.press("v Down PgDn PgDn Up")
    #expect(session.text.contains("alone"))
  }
}

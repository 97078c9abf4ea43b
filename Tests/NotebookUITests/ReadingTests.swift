import KernelRuntime
import Notebook
import Terminal
import Testing

@testable import NotebookUI

/// Steps, contents, find, help, language, the list.
@Suite("Reading")
struct ReadingTests {
  @Test("n and p go through the steps; a step without a kernel keeps the pane, and its run goes on")
  func steps() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.press("n")
    #expect(session.text.contains("2/3 The floor"))
    #expect(session.pane?.step == 0)
    #expect(session.pane?.isOn == true)
    session.press("n")
    #expect(session.pane?.step == 2)
    #expect(session.pane?.values["components"] == .integer(2))
    session.press("p p")
    #expect(session.pane?.isOn == true)
    #expect(!session.requests.contains(.shutdown))
  }

  @Test(
    "n and p put the focus on the lesson, so that the next key reads on",
    arguments: ["n", "p", "t"])
  func focusOfASteppedLesson(key: String) {
    var session = Session.lesson()
    session.press("n n Tab Tab")
    #expect(session.model.lesson?.focus == .parameters)
    session.press(key == "n" ? "p Tab Tab n" : key == "t" ? "t Up Enter" : "p")
    #expect(session.model.lesson?.focus == .lesson)
    session.press("PgDn")
    #expect(session.pane?.changedCount == 0)
  }

  @Test("margin opens where it was left; the list at the first start and where the lesson is gone")
  func resuming() {
    var progress = Progress()
    progress.lastLesson = "expectation-maximisation"
    var left = Progress.LessonProgress()
    (left.step, left.scroll) = (1, 0)
    progress.lessons["expectation-maximisation"] = left
    progress.language = .chinese
    var session = Session.list(progress: progress)
    let path = "/Lessons/09-Expectation-Maximisation"
    #expect(session.effects == [.loadList(.chinese), .openLesson(path, .chinese)])
    session.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(.chinese), kernels: [Sample.kernel], sources: [Sample.document],
          module: "Lesson09", isReadOnly: false)))
    #expect(session.model.lesson?.step == 1)

    #expect(Session.list().effects.isEmpty)
    progress.lastLesson = "what-was-taken-away"
    progress.language = nil
    #expect(Session.list(progress: progress).effects.isEmpty)
  }

  @Test("a pane at rest gives its process up when its step is left")
  func idleProcess() {
    var session = Session.lesson()
    session.run(steps: 3, finishing: true)
    session.press("n n")
    #expect(session.requests.last == .shutdown)
  }

  @Test("t lists the steps and Enter goes there")
  func contents() {
    var session = Session.lesson()
    session.press("t")
    #expect(session.text.contains("Contents"))
    session.press("Down Down Enter")
    #expect(session.text.contains("3/3 How many?"))
  }

  @Test("find goes to another step where the text is")
  func find() {
    var session = Session.lesson()
    session.press("/")
    session.type("spike")
    #expect(session.model.lesson?.step == 0)
    #expect(session.text.contains("found in step 2"))
    session.press("Enter")
    #expect(session.model.lesson?.step == 1)
    session.press("Esc")
    #expect(session.text.contains("READ"))
  }

  @Test("Enter goes through matches that stand on one page")
  func nextMatch() {
    var session = Session.lesson()
    session.press("/")
    session.type("each")
    let first = session.model.lesson?.matchLine
    session.press("Enter")
    #expect(first != nil && session.model.lesson?.matchLine != first)
  }

  @Test("find in the source is the editor's")
  func findInSource() {
    var session = Session.lesson()
    session.press("Shift-Tab /")
    session.type("pane.plot")
    #expect(session.model.lesson?.source?.editor.matches.count == 1)
    #expect(session.model.lesson?.source?.editor.cursor.line == 8)
  }

  @Test("find begins with what was looked for last, and typing takes its place")
  func findAnew() {
    var session = Session.lesson()
    session.press("Shift-Tab /")
    session.type("pane.plot")
    session.press("Esc /")
    #expect(session.text.contains("/ pane.plot"))
    session.type("import")
    #expect(session.text.contains("/ import "))
    #expect(session.model.lesson?.source?.editor.cursor.line == 0)
  }

  @Test("find says in words that the source does not have it")
  func notInSource() {
    var session = Session.lesson()
    session.press("e Ctrl-F")
    session.type("zebra")
    #expect(session.text.contains("no “zebra” in this source"))
    session.press("Ctrl-U")
    session.type("pane")
    #expect(!session.text.contains("no “"))
  }

  @Test("the help has this region's keys first, filters by typing and runs by Enter")
  func help() {
    var session = Session.lesson()
    session.press("Tab Tab ?")
    #expect(session.model.helpRows(filter: "").first?.context == .parameters)
    session.type("new seed")
    #expect(session.model.helpRows(filter: "new seed").map(\.action) == [.runNewSeed])
    session.press("Enter")
    #expect(session.pane?.seed == 1)
    #expect(session.lastClient != nil)
  }

  @Test("l changes the language in place")
  func language() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.press("n l")
    #expect(session.effects.last == .translateLesson("expectation-maximisation", .chinese))
    session.happen(.lessonTranslated(Sample.lesson(.chinese)))
    #expect(session.text.contains("2/3 下限"))
    #expect(session.pane?.isOn == true)
  }

  @Test("a Chinese screen shows no English but code and names")
  func chineseNames() throws {
    var session = Session.lesson(language: .chinese)
    session.run(steps: 5, finishing: true)
    session.press("Tab Tab Down Right Down Right")
    session.wait(0.2)
    session.advance(from: 1, to: 5, level: 2)
    let run = try #require(session.lastSetup?.run)
    session.kernel(.changed(run: run, step: 3, name: "reveal", value: .toggle(true)))
    session.kernel(.printed(PrintedLines([.init("restarted 12 times")])))
    session.finish(5, level: 2)
    // Below the source's title stands code, in the header the program's name.
    let lines = session.text.split(separator: "\n").prefix { !$0.contains("Mixture.swift") }
    let words = lines.dropFirst().joined(separator: "\n").matches(of: /[A-Za-z]{2,}/)
    #expect(words.map { String($0.output) } == [])
    #expect(session.text.contains("重启了 12 次"))
    #expect(session.text.contains("‹ 对角 ›"))
    session.press("Up Up Enter")
    session.type("20")
    session.press("Enter")
    #expect(session.text.contains("分量数 K 应为 1 到 10 的整数"))
    session.press("Esc l")
    session.happen(.lessonTranslated(Sample.lesson(.english)))
    #expect(session.text.contains("components K"))
  }

  @Test("full-width twins are commands, other Han input says that the input method is on")
  func inputMethod() {
    var session = Session.lesson()
    session.type("ｎ")
    #expect(session.model.lesson?.step == 1)
    let before = session.model.lesson
    session.type("期")
    #expect(session.model.lesson == before)
    #expect(session.text.contains("input method is on"))
    session.press("p")
    session.type("？")
    #expect(session.text.contains("Keys"))
  }

  @Test("Enter on the list opens, and goes on where the lesson was left")
  func list() {
    var session = Session.list()
    session.press("Enter")
    #expect(session.effects.last == .openLesson("/Lessons/09-Expectation-Maximisation", .english))
  }

  @Test("q goes back to the list, and from there out, with everything saved")
  func leaving() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.press("q")
    #expect(session.model.lesson == nil)
    #expect(session.effects.contains(.kill(client: session.lastClient ?? 0)))
    #expect(session.effects.contains(.closeLesson))
    session.press("q")
    #expect(session.effects.last == .quit)
  }

  @Test("the mode word and the keys of the last line change with the mode")
  func modeWord() {
    var session = Session.lesson()
    #expect(session.text.contains("READ") && session.text.contains("r run"))
    session.press("e")
    #expect(session.text.contains("EDIT") && session.text.contains("Esc leave the editor"))
  }

  @Test("in ASCII nothing on the screen leaves ASCII but the lesson's own words")
  func ascii() {
    var session = Session.lesson(glyphs: .ascii)
    session.run(steps: 12)
    session.press("t")
    let own = Set("–—Eµπ∑ₖₙⱼ")
    let strange = session.text.filter { !$0.isASCII && !own.contains($0) }
    #expect(strange.isEmpty, "\(strange)")
  }
}

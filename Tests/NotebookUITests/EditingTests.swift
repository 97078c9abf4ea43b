import KernelRuntime
import Notebook
import Terminal
import Testing

@testable import NotebookUI

/// Editing the source, compiling and running it.
@Suite("Editing")
struct EditingTests {
  private func edited(_ text: String = "// mine") -> Session {
    var session = Session.lesson()
    session.press("e")
    session.type(text)
    return session
  }

  private func compilation(_ session: Session) -> Int? {
    session.effects.reversed().lazy.compactMap {
      if case .compile(let id, _) = $0 { id } else { nil }
    }.first
  }

  @Test("keys are commands until e, and type from then on")
  func modes() {
    var session = Session.lesson()
    #expect(session.text.contains("READ"))
    session.press("e")
    #expect(session.text.contains("EDIT"))
    session.type("rq")
    #expect(session.model.lesson?.source?.editor.text.hasPrefix("rq") == true)
    session.press("Esc")
    #expect(session.text.contains("READ"))
  }

  @Test("an edit is written within a second of its last key")
  func saving() {
    var session = edited()
    session.wait(0.9)
    let saved = session.effects.compactMap {
      if case .saveEdit(_, _, _, let edit) = $0 { edit } else { nil }
    }
    #expect(saved.last?.text.hasPrefix("// mine") == true)
    #expect(saved.last?.original == Sample.source)
    session.happen(
      .editSaved(
        file: "Mixture.swift", text: session.model.lesson?.source?.editor.text ?? "", problem: nil))
    #expect(session.text.contains("● saved"))
  }

  @Test("however long the typing goes on, an edit is written within half a second of being typed")
  func typingOn() {
    var session = Session.lesson()
    session.press("e")
    var saves = 0
    for count in 1...100 {
      session.wait(0.1)
      session.type("x")
      let texts = session.effects.compactMap {
        if case .saveEdit(_, _, _, let edit) = $0 { edit?.text } else { nil }
      }
      let kept = texts.last?.prefix { $0 == "x" }.count ?? 0
      #expect(count - kept <= 5)
      if texts.count > saves {
        session.happen(.editSaved(file: "Mixture.swift", text: texts.last ?? "", problem: nil))
      }
      saves = texts.count
    }
    #expect(15...25 ~= saves)
  }

  @Test("Ctrl-S writes, compiles, loads beside the old process and runs")
  func saveAndRun() throws {
    var session = Session.lesson()
    session.run(steps: 5)
    let old = session.lastClient
    session.press("e")
    session.type("// mine\n")
    session.press("Ctrl-S")
    let id = try #require(compilation(session))
    #expect(session.text.contains("compiling"))
    session.happen(.compiled(id: id, .library(path: "/cache/m.so", isCached: false, seconds: 0.1)))
    #expect(session.pane?.client?.id == old)
    let new = try #require(session.lastClient)
    #expect(
      session.effects.contains(.launch(client: new, kernel: "Mixture", library: "/cache/m.so")))
    session.kernel(.ready(Sample.description))
    #expect(session.pane?.client?.id == new)
    #expect(session.requests.contains(.shutdown))
    #expect(session.pane?.run?.record.origin.isBuiltIn == false)
    #expect(session.pane?.runs.count == 2)
  }

  @Test("a compile error stands under its line and the old run goes on")
  func compileError() throws {
    var session = Session.lesson()
    session.run(steps: 5)
    session.press("e")
    session.type("let x: Int = \"a\"")
    session.press("Ctrl-S")
    let id = try #require(compilation(session))
    session.happen(
      .compiled(
        id: id,
        .errors([
          .init(line: 1, column: 14, severity: .error, message: "cannot convert value")
        ])))
    #expect(session.text.contains("cannot convert value"))
    #expect(session.text.contains("the old run goes on"))
    #expect(session.pane?.isOn == true)
    #expect(session.text.contains("EDIT"))
    session.press("Esc r")
    #expect(session.text.contains("this runs the last one that did"))
  }

  @Test("F8 goes from error to error, and is hinted at only where there are some")
  func nextError() throws {
    var session = edited()
    #expect(!session.text.contains("next error"))
    session.press("Ctrl-S")
    let id = try #require(compilation(session))
    session.happen(
      .compiled(
        id: id,
        .errors([
          .init(line: 8, column: 5, severity: .error, message: "second"),
          .init(line: 4, column: 7, severity: .error, message: "first"),
        ])))
    #expect(session.text.contains("F8 next error"))
    var lines: [Int] = []
    for _ in 0..<3 {
      session.press("F8")
      lines.append((session.model.lesson?.source?.editor.cursor.line ?? -1) + 1)
    }
    #expect(lines == [4, 8, 4])
    #expect(session.model.lesson?.source?.editor.cursor.column == 6)
  }

  @Test("a compilation that takes long has a clock")
  func compileClock() throws {
    for (language, words) in [(Language.english, "compiling for 3"), (.chinese, "编译中 已 3")] {
      var session = Session.lesson(language: language)
      session.press("e")
      session.type("// mine")
      session.press("Ctrl-S")
      #expect(!session.text.contains(words))
      session.wait(3.2)
      #expect(session.text.contains(words))
      let deadline = try #require(session.model.nextDeadline)
      #expect(deadline > session.model.time && deadline < session.model.time + 0.5)
    }
  }

  @Test("without a compiler the editor says so in one line")
  func noCompiler() throws {
    var session = edited()
    session.press("Ctrl-S")
    let id = try #require(compilation(session))
    session.happen(.compiled(id: id, .unavailable(.missing("/bin/swift-frontend"))))
    #expect(session.text.contains("No Swift compiler: /bin/swift-frontend"))
  }

  @Test("a second notebook on the lesson saves nothing and says so")
  func readOnly() {
    var session = Session.lesson(isReadOnly: true)
    #expect(session.text.contains("another margin has this lesson open"))
    session.press("e")
    session.type("x")
    session.wait(2)
    session.press("Esc q")
    #expect(!session.effects.contains { if case .saveEdit = $0 { true } else { false } })
    #expect(!session.effects.contains { if case .saveProgress = $0 { true } else { false } })
  }

  @Test("F2 selects by plain movements")
  func selectingByKeys() {
    var session = Session.lesson()
    session.press("e F2 Right Right Right Ctrl-C")
    #expect(session.effects.last == .copy("imp"))
  }

  @Test("a pasted text is one edit; outside a text field it runs no commands")
  func paste() {
    var session = Session.lesson()
    session.happen(.terminal(.paste("rqx")))
    #expect(session.lastClient == nil && session.model.lesson != nil)
    session.press("e")
    session.happen(.terminal(.paste("let a = 1\nlet b = 2\n")))
    #expect(session.model.lesson?.source?.editor.text.hasPrefix("let a = 1\nlet b = 2\n") == true)
    session.press("Ctrl-Z")
    #expect(session.model.lesson?.source?.isEdited == false)
  }

  @Test("the terminal's end saves what is not saved yet")
  func hangUp() {
    var session = edited()
    session.happen(.terminal(.hangUp))
    #expect(session.effects.contains { if case .saveEdit = $0 { true } else { false } })
    #expect(session.effects.last == .quit)
  }

  @Test("a lesson that is opened again has its text, values and place")
  func reopened() throws {
    var session = Session.lesson()
    session.press("n n p")
    session.press("Tab Tab Right")
    session.press("q")
    let progress = session.model.progress
    var edit = SavedEdit(kernel: "Mixture", text: "// mine", original: Sample.source)
    edit.column = 3
    var document = Sample.document
    document.edit = edit
    var again = Session(120, 36)
    again.happen(.listLoaded(Sample.summaries(.english), progress, notice: nil))
    again.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(.english), kernels: [Sample.kernel], sources: [document],
          module: "Lesson09", isReadOnly: false)))
    #expect(again.model.lesson?.step == 1)
    #expect(again.model.lesson?.stepsRead == [0, 1, 2])
    #expect(again.pane?.values["components"] == .integer(4))
    #expect(again.model.lesson?.source?.editor.text == "// mine")
  }
}

import KernelRuntime
import Testing

@testable import NotebookUI

@Suite("The learner's own editor")
struct OutsideEditTests {
  private func isEditing(_ effect: Effect) -> Bool {
    if case .editOutside = effect { true } else { false }
  }

  @Test("E asks for the file that is shown, as it is, at the cursor's line")
  func wish() {
    var session = Session.lesson()
    session.press("e Down Down")
    session.type("// mine ")
    session.press("Esc E")
    guard case .editOutside(let file, let text, let line) = session.effects.last else {
      Issue.record("\(session.effects)")
      return
    }
    #expect(file == "Mixture.swift" && line == 3)
    #expect(text == session.model.lesson?.source?.editor.text && text.contains("// mine"))
    session.press("e E")
    #expect(session.effects.filter(isEditing).count == 1)
  }

  @Test("what the editor left is kept, compiled and run; one undo takes it back")
  func text() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.happen(.editedOutside(file: "Mixture.swift", .text("// outside\n" + Sample.source)))
    #expect(session.model.lesson?.source?.editor.text.hasPrefix("// outside") == true)
    let kernel = session.model.lesson?.kernel
    #expect(kernel?.compilation?.starts != nil)
    #expect(session.pane?.isOn == true)
    let isSaved = session.effects.contains {
      if case .saveEdit(_, _, let text, _) = $0 { text.hasPrefix("// outside") } else { false }
    }
    #expect(isSaved)
    session.press("e Ctrl-Z")
    #expect(session.model.lesson?.source?.editor.text == Sample.source)
  }

  @Test("a text that was left as it was runs nothing")
  func unchanged() {
    var session = Session.lesson()
    let count = session.effects.count
    session.happen(.editedOutside(file: "Mixture.swift", .text(Sample.source)))
    #expect(session.effects.count == count)
    #expect(session.text.contains("nothing was changed"))
  }

  @Test("whatever goes wrong is one line in either language, and the text is as it was")
  func failures() {
    let edits: [OutsideEdit] = [
      .noEditor, .notFound(editor: "emcas"), .noFile,
      .notStarted(editor: "vim", KernelFailure(.noProcess(part: "/usr/bin/vim", code: 12))),
      .failed(editor: "vim", .exit(1), kept: nil),
      .failed(editor: "vim", .signal(9), kept: "/tmp/x/Mixture.swift"),
      .unreadable(editor: "vim", path: "/tmp/x/Mixture.swift"),
    ]
    for edit in edits {
      for language in [Words(language: .english), Words(language: .chinese)] {
        #expect(!language.text(of: edit).isEmpty && !language.text(of: edit).contains("\n"))
      }
      var session = Session.lesson(200, 36, language: .chinese)
      session.happen(.editedOutside(file: "Mixture.swift", edit))
      #expect(session.model.lesson?.source?.editor.text == Sample.source)
      #expect(session.model.notice?.isProblem == true)
      #expect(session.model.lesson?.kernel?.compilation == nil)
    }
    #expect(Words(language: .chinese).text(of: edits[1]).contains("找不到"))
  }

  @Test("without a source there is nothing to open")
  func noSource() {
    var session = Session.list()
    session.press("E")
    #expect(!session.effects.contains(where: isEditing))
  }
}

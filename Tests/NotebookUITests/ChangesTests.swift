import Cells
import Notebook
import Testing

@testable import NotebookUI

/// `D`: what the learner has changed, taken back by change or whole.
@Suite("The learner's changes")
struct ChangesTests {
  /// The sample with a line put before the first, and another one changed.
  private func session(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english
  ) -> Session {
    var session = Session.lesson(columns, rows, language: language)
    session.press("e")
    session.type("// mine")
    session.press("Enter Down Down Down Down End")
    session.type(" // 三")
    session.press("Esc")
    return session
  }

  private func text(_ session: Session) -> String { session.model.lesson?.source?.file.text ?? "" }

  @Test("D lists the changes with the lesson's own lines, and Esc closes the list")
  func list() {
    var session = session()
    let before = session.frame
    session.press("D")
    #expect(session.text.contains("Your changes in Mixture.swift · 1 of 2"))
    #expect(session.text.contains("+ // mine"))
    #expect(session.text.contains("-   @Slider") && session.text.contains("+   @Slider"))
    session.press("Down")
    #expect(session.text.contains("2 of 2"))
    session.press("Esc")
    #expect(session.frame == before)
  }

  @Test("a change is taken back after a yes, and the others stay")
  func one() {
    var session = session()
    let edited = text(session)
    session.press("D Enter")
    #expect(session.text.contains("Put the lesson's own lines back here?"))
    #expect(text(session) == edited)
    session.press("Esc")
    #expect(session.text.contains("1 of 2") && text(session) == edited)
    session.press("Enter y")
    #expect(text(session) == String(edited.dropFirst("// mine\n".count)))
    #expect(session.model.notice?.text.hasPrefix("taken back, 1 left") == true)
    #expect(session.text.contains("1 of 1"))
    session.press("Enter y")
    #expect(text(session) == Sample.source && session.model.overlay == nil)
    session.wait(1)
    let saved = session.effects.last {
      if case .saveEdit(_, _, Sample.source, _) = $0 { true } else { false }
    }
    #expect(saved != nil, "what was taken back is on the disk")
    session.press("e Ctrl-Z Ctrl-Z")
    #expect(text(session) == edited)
  }

  @Test("all changes are taken back after a yes")
  func all() {
    var session = session(language: .chinese)
    session.press("D a")
    #expect(session.text.contains("撤回全部 2 处改动？"))
    session.press("n")
    #expect(session.model.lesson?.source?.isEdited == true)
    session.press("a y")
    #expect(text(session) == Sample.source && session.model.overlay == nil)
  }

  @Test("a change that is higher than the screen is seen to its end, and left after it")
  func tall() {
    var session = Session.lesson(80, 24)
    session.press("e")
    for line in 1...60 {
      session.type("// line \(line).")
      session.press("Enter")
    }
    session.press("Down Down Down Down End")
    session.type(" // two")
    session.press("Esc D")
    #expect(session.text.contains("+ // line 1.") && !session.text.contains("+ // line 60."))
    var seen: Set<Int> = []
    var presses = 0
    while session.text.contains("1 of 2"), presses < 20 {
      for line in 1...60 where session.text.contains("+ // line \(line).") { seen.insert(line) }
      session.press("Down")
      presses += 1
    }
    #expect(seen == Set(1...60) && presses < 8)
    #expect(session.text.contains("2 of 2") && session.text.contains("// two"))
    session.press("Up")
    #expect(session.text.contains("1 of 2") && session.text.contains("+ // line 1."))
    session.press("Down Enter Esc")
    #expect(session.text.contains("1 of 2") && !session.text.contains("+ // line 1."))
    session.press("Up")
    #expect(session.text.contains("+ // line 1."))
  }

  @Test("where nothing was changed there is nothing to list")
  func nothing() {
    var session = Session.lesson()
    session.press("D")
    #expect(session.model.overlay == nil)
    #expect(session.model.notice?.text == "this is the lesson's own text")
  }

  @Test("every size has room for it", arguments: ScreenTests.sizes, Language.allCases)
  func screens(size: Size, language: Language) throws {
    var session = session(size.width, size.height, language: language)
    session.press("D Down Enter")
    try expectGolden("changes", session)
  }
}

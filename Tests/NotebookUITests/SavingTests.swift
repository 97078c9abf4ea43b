import Glibc
import KernelRuntime
import Notebook
import Terminal
import Testing

@testable import NotebookUI

/// What cannot be written is said, asked about, and written as soon as it can be.
@Suite("Saving")
struct SavingTests {
  private let problem = StoreError.unwritable(path: "/data/edits", reason: .system(code: ENOSPC))

  /// A session that has typed, and whose disk has refused the text once.
  private func refused(language: Language = .english) -> Session {
    var session = Session.lesson(language: language)
    session.press("e")
    session.type("// mine")
    session.wait(0.9)
    session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: problem))
    return session
  }

  @Test("a text that cannot be written says so where it is, until it can")
  func said() {
    for (language, reason, words) in [
      (Language.english, "No space left", "CANNOT BE SAVED"), (.chinese, "磁盘已满", "无法保存"),
    ] {
      var session = refused(language: language)
      #expect(session.text.contains(reason))
      session.type("x")
      #expect(!session.text.contains(reason) && session.text.contains(words))
      let count = session.saves.count
      session.wait(2.1)
      #expect(session.saves.count == count + 1)
      session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: nil))
      #expect(!session.text.contains(words))
      session.wait(10)
      #expect(session.saves.count == count + 1)
    }
  }

  @Test("leaving asks, and stays with the text still there")
  func asks() {
    var session = refused()
    session.press("Esc q")
    session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: problem))
    #expect(session.text.contains("Not saved") && session.text.contains("No space left"))
    session.press("q q")
    #expect(session.model.lesson != nil)
    session.press("Esc")
    #expect(session.model.overlay == nil && session.source.hasPrefix("// mine"))
    session.press("n")
    session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: nil))
    #expect(session.model.lesson != nil)
  }

  @Test("leaving waits for the disk, and asks where it does not answer")
  func waits() {
    var session = Session.lesson()
    session.press("e")
    session.type("// mine")
    session.press("Esc q")
    #expect(session.model.lesson != nil && session.saves.count == 1)
    session.press("q")
    #expect(session.text.contains("does not answer"))
    session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: nil))
    #expect(session.model.lesson == nil && session.model.overlay == nil)
  }

  @Test("the text goes to the clipboard, or to a path, and then the way is free")
  func elsewhere() {
    var session = refused()
    session.press("Esc q")
    session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: problem))
    session.press("c")
    #expect(session.effects.last == .copy(session.source))
    session.press("s Ctrl-U")
    session.type("/tmp/qx.swift")
    #expect(session.text.contains("write to /tmp/qx.swift"))
    session.press("Enter")
    let text = session.source
    #expect(
      session.effects.last == .saveCopy(file: "Mixture.swift", text: text, path: "/tmp/qx.swift"))
    session.happen(
      .copySaved(
        file: "Mixture.swift", text: text, path: "/tmp/qx.swift",
        problem: .unwritable(path: "/tmp/qx.swift", reason: .system(code: EEXIST))))
    #expect(session.model.lesson != nil)
    session.press("Enter")
    session.happen(
      .copySaved(file: "Mixture.swift", text: text, path: "/tmp/qx.swift", problem: nil))
    #expect(session.model.lesson == nil)
  }

  @Test("a copied command whose source cannot be written says so")
  func sourceNotKept() {
    for (language, words) in [(Language.english, "lacks its source"), (.chinese, "缺少源码")] {
      var session = Session.lesson(language: language)
      session.happen(.sourceKept(problem: nil))
      #expect(session.model.notice == nil)
      session.happen(.sourceKept(problem: problem))
      #expect(session.text.contains(words) && session.text.contains("/data/edits"))
    }
  }

  @Test("what was refused is given up only by its own key")
  func discard() {
    var session = refused()
    session.press("Esc q")
    session.happen(.editSaved(file: "Mixture.swift", text: session.source, problem: problem))
    session.press("D")
    #expect(session.model.lesson == nil)
  }

  @Test("what is typed beside another notebook is asked about, too")
  func readOnly() {
    var session = Session.lesson(isReadOnly: true)
    session.press("e")
    session.type("x")
    session.press("Esc q")
    #expect(session.text.contains("Not saved") && session.model.lesson != nil)
  }

  @Test("progress and records that cannot be written are said, tried again and asked about")
  func rest() {
    var session = Session.lesson()
    session.press("n")
    session.wait(0.9)
    session.happen(.progressSaved(problem: problem))
    #expect(session.text.contains("place not saved"))
    session.press("q q")
    while session.model.progressWrites > 0 { session.happen(.progressSaved(problem: problem)) }
    #expect(session.text.contains("Not saved") && session.text.contains("place not saved"))
    #expect(!session.effects.contains(.quit))
    session.press("r")
    while session.model.progressWrites > 0 { session.happen(.progressSaved(problem: nil)) }
    #expect(session.effects.last == .quit)
    var records = Session.list()
    records.happen(.recordsSaved(problem: problem))
    records.wait(2.1)
    #expect(records.effects.last == .saveRecords)
    records.press("q")
    #expect(!records.effects.contains(.quit))
    records.happen(.recordsSaved(problem: nil))
    #expect(records.effects.last == .quit)
  }

  @Test("ended from outside, a text that cannot be written goes to the folder for temporary files")
  func rescue() {
    var session = refused()
    session.happen(.terminal(.hangUp))
    let copies = session.effects.compactMap {
      if case .saveCopy(_, let text, let path) = $0 { text + path } else { nil }
    }
    #expect(copies.count == 1 && copies[0].contains("// mine") && copies[0].contains("/tmp/margin"))
    #expect(session.effects.last == .quit)
  }

  @Test("what can be undone is kept with the text; nothing to undo is said")
  func undo() throws {
    var session = Session.lesson()
    session.press("e")
    session.press("Ctrl-Z")
    #expect(session.text.contains("nothing to undo"))
    session.press("Ctrl-Y")
    #expect(session.text.contains("nothing to redo"))
    session.type("// mine")
    session.wait(0.9)
    let edit = try #require(session.saves.last ?? nil)
    var again = Session.lesson(edit: edit)
    #expect(again.source.hasPrefix("// mine"))
    again.press("e Ctrl-Z Ctrl-Z")
    #expect(again.source == Sample.source)
    again.wait(0.9)
    let back = try #require(again.saves.last ?? nil)
    var third = Session.lesson(edit: back)
    third.press("e Ctrl-Y Ctrl-Y")
    #expect(third.source.hasPrefix("// mine"))
  }

  @Test("a key takes the lesson's own text back, as one edit")
  func lessonsText() throws {
    for (keys, undo) in [("e F7", "Ctrl-Z"), ("Tab Tab Tab o", "e Ctrl-Z")] {
      let edit = SavedEdit(kernel: "Mixture", text: "// mine", original: Sample.source)
      var session = Session.lesson(edit: edit)
      session.press(keys)
      #expect(session.source == Sample.source && session.text.contains("own text is back"))
      session.press(undo)
      #expect(session.source == "// mine")
    }
    var session = Session.lesson()
    session.press("e F7")
    #expect(session.text.contains("this is the lesson's own text"))
  }

  @Test("an edit that was taken back does not hold a later lesson's text up")
  func takenBack() {
    var edit = SavedEdit(kernel: "Mixture", text: "old", original: "old")
    edit.undo = "u 1\n0 0 0 3\nold"
    let session = Session.lesson(edit: edit)
    #expect(session.source == Sample.source)
    #expect(!session.text.contains("has changed since"))
  }

  @Test("an empty text says that it does not compile, after a restart, too")
  func empty() {
    for text in ["", "\n  \n"] {
      var session = Session.lesson(
        edit: SavedEdit(kernel: "Mixture", text: text, original: Sample.source))
      #expect(session.text.contains("does not compile"))
      session.press("e Ctrl-S")
      #expect(session.text.contains("source is empty"))
      #expect(!session.effects.contains { if case .compile = $0 { true } else { false } })
    }
  }
}

extension Session {
  fileprivate var source: String { model.lesson?.source?.editor.text ?? "" }

  fileprivate var saves: [SavedEdit?] {
    effects.compactMap { if case .saveEdit(_, _, _, let edit) = $0 { .some(edit) } else { nil } }
  }

  fileprivate static func lesson(edit: SavedEdit) -> Session {
    var document = Sample.document
    document.edit = edit
    var session = Session(120, 36)
    session.happen(.listLoaded(Sample.summaries(.english), Progress(), notice: nil))
    session.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(.english), kernels: [Sample.kernel], sources: [document],
          module: "Lesson09", isReadOnly: false)))
    return session
  }
}

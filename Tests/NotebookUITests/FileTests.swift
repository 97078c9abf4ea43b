import KernelRuntime
import Margin
import Notebook
import Terminal
import Testing

@testable import NotebookUI

/// All files of a lesson: shown, edited, compiled together as far as they have to be.
@Suite("The files of a lesson")
struct FileTests {
  private static let kernel = """
    import Margin

    final class Mixture: Kernel {
      @Slider("components K", 1...10, restarts: true) var components = 3

      func run(in pane: Pane) throws { pane.plot("height", height(Peak(x: 1))) }
    }

    struct Peak { var x: Double }
    """ + "\n"
  private static let helper = "func height(_ peak: Peak) -> Double { peak.x }\n"
  private static let other = "let unrelated = 1\n"

  private static func document(_ name: String, _ text: String) -> SourceDocument {
    let kernel = name == "Mixture"
    return SourceDocument(
      fileName: "\(name).swift", editName: kernel ? name : "Lesson09.\(name)", original: text)
  }

  /// A lesson of three files, of which the kernel uses two.
  private func opened(
    _ columns: Int = 120, _ rows: Int = 36, language: Language = .english,
    edits: [String: String] = [:], parameters: [ParameterDescription]? = Sample.parameters
  ) -> Session {
    var documents = [
      Self.document("Mixture", Self.kernel), Self.document("Height", Self.helper),
      Self.document("Other", Self.other),
    ]
    for index in documents.indices {
      documents[index].isInProgram = parameters != nil
      if let text = edits[documents[index].fileName] {
        documents[index].edit = SavedEdit(
          kernel: documents[index].editName, text: text, original: documents[index].original)
      }
    }
    var session = Session(columns, rows, language: language)
    session.happen(.listLoaded(Sample.summaries(language), Progress(), notice: nil))
    session.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(language),
          kernels: [KernelDocument(name: "Mixture", parameters: parameters)], sources: documents,
          module: parameters == nil ? nil : "Lesson09", isReadOnly: false)))
    return session
  }

  private func compiled(_ session: Session) -> (id: Int, code: CompiledCode)? {
    session.effects.reversed().lazy.compactMap {
      if case .compile(let id, let code) = $0 { (id, code) } else { nil }
    }.first
  }

  private static let library = KernelCompiler.Outcome.library(
    path: "/cache/m.so", isCached: false, seconds: 0.1)

  @Test("a key lists the files, the kernel's own first; Enter opens one, the key again goes back")
  func list() {
    for (columns, rows) in [(120, 36), (80, 24), (200, 50)] {
      var session = opened(columns, rows)
      session.press("f")
      #expect(session.text.contains("Mixture.swift") && session.text.contains("the kernel's own"))
      #expect(session.text.contains("Height.swift") && session.text.contains("Other.swift"))
      session.press("Down Enter")
      #expect(session.model.lesson?.source?.fileName == "Height.swift")
      #expect(session.text.contains("func height") && session.text.contains("file 2 of 3"))
      session.press("f f")
      #expect(session.model.lesson?.source?.fileName == "Mixture.swift")
      session.press("e F6 Down Down Enter")
      session.type("// mine\n")
      #expect(session.model.lesson?.source?.editor.text.hasPrefix("// mine") == true)
      #expect(session.model.lesson?.source?.fileName == "Other.swift")
      session.press("F6 Esc")
      #expect(session.model.overlay == nil && session.text.contains("EDIT"))
    }
    #expect(opened(language: .chinese).pressing("f").contains("本课的文件"))
    let edited = opened(language: .chinese, edits: ["Mixture.swift": "// mine\n" + Self.kernel])
    #expect(edited.pressing("f").contains("内核自己的文件，已修改"))
  }

  @Test("a lesson of one file has no list")
  func single() {
    var session = Session.lesson()
    session.press("f")
    #expect(session.model.overlay == nil && !session.text.contains("file 1 of 1"))
  }

  @Test("each file is saved under a name of its own, with its undo, and has its own text back")
  func saving() {
    var session = opened()
    session.press("f Down Enter e")
    session.type("// mine\n")
    session.wait(0.9)
    let saves = session.effects.compactMap {
      if case .saveEdit(let file, let name, _, let edit) = $0 { (file, name, edit) } else { nil }
    }
    #expect(saves.last?.0 == "Height.swift" && saves.last?.1 == "Lesson09.Height")
    #expect(saves.last?.2?.kernel == "Lesson09.Height" && saves.last?.2?.undo != nil)
    session.press("Esc f f")
    #expect(session.model.lesson?.source?.isEdited == false)
    session.press("f")
    #expect(session.text.contains("edited"))
    session.press("Down Enter o")
    #expect(session.model.lesson?.source?.editor.text == Self.helper)
    session.press("e Ctrl-Z")
    #expect(session.model.lesson?.source?.editor.text == "// mine\n" + Self.helper)
  }

  @Test("what has changed is compiled, and what mentions it, as far as the kernel uses it")
  func compiling() throws {
    var session = opened()
    session.press("e")
    session.type("// mine\n")
    session.press("Ctrl-S")
    // The companion names a type of the kernel's file: it must be the edited one.
    #expect(
      try #require(compiled(session)).code.files.map(\.name) == ["Mixture.swift", "Height.swift"])
    session = opened()
    session.press("f Down Enter e")
    session.type("// mine\n")
    session.press("Ctrl-S")
    let (id, code) = try #require(compiled(session))
    #expect(code.files.map(\.name) == ["Mixture.swift", "Height.swift"])
    #expect(code.lesson == "Lesson09")
    session.happen(.compiled(id: id, Self.library))
    session.kernel(.ready(Sample.description))
    let origin = try #require(session.pane?.run?.record.origin)
    #expect(!origin.isBuiltIn)
    #expect(
      origin.sourceHash
        == LessonSources.hash(of: [
          SourceFile("Mixture.swift", Self.kernel),
          SourceFile("Height.swift", "// mine\n" + Self.helper),
        ]))
    session.press("Esc y")
    let line = session.effects.compactMap { if case .copy(let line) = $0 { line } else { nil } }
      .last
    #expect(line?.contains("Height.swift") == true && line?.contains("Mixture.swift") == false)
  }

  @Test("a file that the kernel does not use is checked, and changes no run's source")
  func unused() throws {
    var session = opened()
    session.run(steps: 5, finishing: true)
    let hash = session.pane?.run?.record.origin.sourceHash
    session.press("f Down Down Enter e")
    session.type("let more = 2\n")
    #expect(!session.text.contains("earlier source"))
    session.press("Ctrl-S")
    let (id, code) = try #require(compiled(session))
    // Height.swift is about a type of Mixture.swift, which is another one once that is compiled again.
    #expect(code.files.map(\.name) == ["Mixture.swift", "Height.swift", "Other.swift"])
    session.happen(.compiled(id: id, Self.library))
    session.answerLaunch()
    #expect(session.pane?.run?.record.origin.sourceHash == hash)
    #expect(session.pane?.run?.record.origin.isBuiltIn == true)
    let count = session.effects.count { if case .compile = $0 { true } else { false } }
    session.press("Ctrl-S")
    #expect(session.effects.count { if case .compile = $0 { true } else { false } } == count)
  }

  @Test("an edit of a companion's makes an earlier run one of an earlier source")
  func earlier() {
    var session = opened()
    session.run(steps: 5, finishing: true)
    session.press("f Down Enter e")
    session.type("// mine\n")
    #expect(session.text.contains("earlier source"))
  }

  @Test("an error in another file is shown where it is")
  func errors() throws {
    var session = opened(edits: ["Height.swift": "func height(_ peak: Peak) -> Double { peak }\n"])
    session.press("e")
    session.type("// mine\n")
    session.press("Ctrl-S")
    session.happen(
      .compiled(
        id: try #require(compiled(session)).id,
        .errors([
          .init(
            file: "Height.swift", line: 1, column: 39, severity: .error, message: "cannot convert")
        ])))
    #expect(session.model.lesson?.source?.fileName == "Height.swift")
    #expect(
      session.text.contains("line 1 of Height.swift") && session.text.contains("cannot convert"))
    session.press("Esc f")
    #expect(session.text.contains("does not compile"))
  }

  @Test("Enter goes to the failing line in the file where it is")
  func failingLine() {
    var session = opened()
    session.run(steps: 5)
    let run = session.lastSetup?.run ?? 0
    session.kernel(
      .failed(
        run: run, KernelFailure(message: "no height", file: "/x/Height.swift", line: 1)))
    session.press("Tab Enter")
    #expect(session.model.lesson?.source?.fileName == "Height.swift")
    #expect(session.model.lesson?.source?.editor.notes.count == 1)
  }

  @Test("a kernel newer than the program is compiled when it is shown, for its parameters")
  func newKernel() throws {
    var session = opened(parameters: nil)
    let (id, code) = try #require(compiled(session))
    #expect(code.files.map(\.name) == ["Mixture.swift", "Height.swift"] && code.lesson == nil)
    session.happen(.compiled(id: id, Self.library))
    session.kernel(.ready(Sample.description))
    #expect(session.pane?.parameters == Sample.parameters && session.pane?.run == nil)
    #expect(session.text.contains("components K"))
    // The step's own values hold from the first moment.
    #expect(session.pane?.values["floor"] == .number(1e-4))
    session.press("r")
    #expect(session.lastSetup != nil)
  }

  @Test("values of a kernel whose parameters are not known yet are kept as they were")
  func keptValues() {
    var session = opened(parameters: nil)
    session.model.progress.kernels["expectation-maximisation/1"] = .init(values: ["components": "7"]
    )
    session.press("n p")
    session.wait(1)
    #expect(
      session.model.progress.kernels["expectation-maximisation/1"]?.values["components"] == "7")
  }
}

extension Session {
  fileprivate func pressing(_ keys: String) -> String {
    var session = self
    session.press(keys)
    return session.text
  }
}

import KernelRuntime
import Notebook
import Testing

@testable import NotebookUI

@Suite("Data of one's own in the notebook")
struct OwnDataTests {
  /// The sample lesson, whose kernel reads `names`.
  private func lesson(
    reading names: [String] = ["iris", "test"], progress: Progress = Progress(),
    columns: Int = 120, language: Language = .english
  ) -> Session {
    var session = Session(columns, 36, language: language)
    session.happen(.listLoaded(Sample.summaries(language), progress, notice: nil))
    var kernel = Sample.kernel
    kernel.reads = names
    session.happen(
      .lessonOpened(
        LessonOpening(
          lesson: Sample.lesson(language), kernels: [kernel], sources: [Sample.document],
          module: "Lesson09", isReadOnly: false)))
    return session
  }

  private func run(_ session: inout Session, reading names: [String] = ["iris", "test"]) {
    session.press("r")
    var description = Sample.description
    description.reads = names
    if session.pane?.successor != nil { session.kernel(.ready(description)) }
    session.advance(from: 1, to: 3)
  }

  private func takeFile(_ session: inout Session, _ path: String = "/home/me/measurements.csv") {
    session.press("@")
    session.type(path)
    session.press("Enter")
    session.happen(.dataFound(name: "iris", path: path, problem: nil))
  }

  @Test("a typed path is looked for, and the next run reads it; its record and its line have it")
  func file() {
    var session = lesson()
    session.press("@")
    #expect(session.text.contains("DATA") && session.text.contains("file for iris (1/2)"))
    session.type("~/measurements.csv")
    session.press("Enter")
    #expect(session.effects.last == .findData(name: "iris", path: "~/measurements.csv"))
    session.happen(.dataFound(name: "iris", path: "/home/me/measurements.csv", problem: nil))
    #expect(session.text.contains("iris: measurements.csv"))
    #expect(session.text.contains("r runs with it"))
    run(&session)
    #expect(session.lastSetup?.data == ["iris": "/home/me/measurements.csv"])
    #expect(session.pane?.run?.record.origin.data == ["iris": "/home/me/measurements.csv"])
    session.press("y")
    let copied = session.effects.reversed().lazy.compactMap {
      if case .copy(let line) = $0 { line } else { nil }
    }.first
    #expect(copied?.hasSuffix("--data iris=/home/me/measurements.csv") == true)
  }

  @Test("a run that is on begins anew with the file, and the former one is named by its data")
  func restart() {
    var session = lesson()
    run(&session)
    let first = session.lastSetup?.run
    session.kernel(.read(run: first ?? 0, name: "iris", hash: "00"))
    takeFile(&session)
    session.wait(0.3)
    #expect(session.lastSetup?.run != first)
    #expect(session.lastSetup?.data["iris"] == "/home/me/measurements.csv")
    session.advance(from: 1, to: 3)
    session.press("v")
    #expect(session.text.contains("other data"))
  }

  @Test("an empty field takes the lesson's own data again")
  func back() {
    var session = lesson()
    takeFile(&session)
    run(&session)
    session.press("@")
    #expect(session.text.contains("/home/me/measurements.csv"))
    session.press("Ctrl-U Enter")
    #expect(session.pane?.ownData.isEmpty == true)
    #expect(!session.text.contains("iris: measurements.csv"))
    session.wait(0.3)
    #expect(session.lastSetup?.data.isEmpty == true)
  }

  @Test("a file that cannot be read is told in one line, and the field stays")
  func refused() {
    for language in Language.allCases {
      var session = lesson(columns: 200, language: language)
      session.press("@")
      session.type("/nowhere")
      session.press("Enter")
      let problem = StoreError.unreadable(path: "/nowhere", reason: .system(code: 2))
      session.happen(.dataFound(name: "iris", path: "/nowhere", problem: problem))
      #expect(session.model.notice?.isProblem == true)
      #expect(session.text.contains("/nowhere"))
      #expect(session.pane?.ownData.isEmpty == true)
      session.press("Esc")
      // An answer that comes too late changes nothing.
      session.happen(.dataFound(name: "iris", path: "/x", problem: nil))
      #expect(session.pane?.ownData.isEmpty == true)
    }
  }

  @Test("Tab completes, and tells what there is to choose from")
  func completion() {
    var session = lesson()
    session.press("@")
    session.type("/d/m")
    session.press("Tab")
    #expect(session.effects.last == .completePath("/d/m"))
    let names = ["measures.csv", "measured/", "other", ".hidden"]
    session.happen(.pathCompleted(typed: "/d/m", PathCompletion(of: "/d/m", among: names)))
    #expect(session.text.contains("/d/measure") && session.text.contains("measured/  measures.csv"))
    session.type("s")
    session.happen(.pathCompleted(typed: "/d/m", PathCompletion(of: "/d/m", among: [])))
    #expect(session.text.contains("/d/measures"))
    let field = PathCompletion(of: "/d/measures", among: names)
    session.happen(.pathCompleted(typed: "/d/measures", field))
    #expect(session.text.contains("/d/measures.csv"))
    session.happen(.pathCompleted(typed: "/d/measures.csv", PathCompletion(of: "q", among: [])))
    #expect(session.model.notice?.isProblem == true)
  }

  @Test("of several data sets Down chooses the next, and a pasted path loses its quotes")
  func names() {
    var session = lesson()
    session.press("@ Down")
    #expect(session.text.contains("file for test (2/2)"))
    session.happen(.terminal(.paste("'/home/me/my data.csv' ")))
    session.press("Enter")
    #expect(session.effects.last == .findData(name: "test", path: "/home/me/my data.csv"))
    session.press("Up")
    #expect(session.text.contains("file for iris (1/2)"))
    var single = lesson(reading: ["iris"])
    single.press("@")
    #expect(!single.text.contains("next data set") && single.text.contains("file for iris"))
  }

  @Test("a kernel that reads nothing says so; of one that does not say, what it has read counts")
  func noNames() {
    var session = lesson(reading: [])
    session.press("@")
    #expect(session.text.contains("reads no data") && session.text.contains("READ"))
    run(&session, reading: [])
    session.kernel(.read(run: session.lastSetup?.run ?? 0, name: "tosses", hash: "00"))
    session.press("@")
    #expect(session.text.contains("file for tosses"))
  }

  @Test("the file is kept with the lesson's state, and earlier state is read")
  func kept() throws {
    var session = lesson()
    takeFile(&session)
    session.wait(1)
    let kept = try #require(
      session.effects.reversed().lazy.compactMap {
        if case .saveProgress(let progress) = $0 { progress } else { nil }
      }.first)
    #expect(
      kept.kernels["expectation-maximisation/1"]?.data == ["iris": "/home/me/measurements.csv"])
    let again = lesson(progress: kept)
    #expect(again.pane?.ownData == ["iris": "/home/me/measurements.csv"])
    #expect(again.text.contains("iris: measurements.csv"))
  }

  @Test("a path that is longer than the line shows the part around the cursor")
  func longPath() {
    var session = lesson(columns: 80, language: .chinese)
    session.press("@")
    session.type("/" + String(repeating: "very-long/", count: 20) + "数据.csv")
    #expect(session.text.contains("数据.csv"))
    #expect(session.frame.cursor.map { $0.x < 80 && $0.y == 35 } == true)
    session.press("Home")
    #expect(session.text.contains("/very-long/"))
    #expect(session.frame.cursor.map { $0.x < 80 } == true)
  }

  @Test(
    "paths are completed as far as there is no choice",
    arguments: [
      ("", ["a", "b/"], "", ["a", "b/"]), ("x", ["a"], "x", []),
      ("a", ["ab", "abc"], "ab", ["ab", "abc"]),
      ("d/.", ["a", ".b"], "d/.b", [".b"]), ("d/", ["e/"], "d/e/", ["e/"]),
      ("é", ["éa"], "éa", ["éa"]),
    ])
  func paths(typed: String, names: [String], text: String, found: [String]) {
    let completion = PathCompletion(of: typed, among: names)
    #expect(completion.text == text && completion.names == found)
  }
}

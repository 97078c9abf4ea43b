import Foundation
import KernelRuntime
import Testing

@testable import margin

@Suite("The notebook in a terminal", .serialized, .timeLimit(.minutes(5)))
struct WholeWayTests {
  let home: TemporaryHome

  init() throws { home = try TemporaryHome() }

  private func open(columns: Int = 120, rows: Int = 36) throws -> NotebookSession {
    let session = try NotebookSession(
      ["open", "9"], home: home.path, columns: columns, rows: rows)
    try session.wait(for: "READ")
    return session
  }

  @Test("run, move a slider, edit the kernel, run it again; kill -9 loses nothing")
  func wholeWay() throws {
    let session = try open()
    session.type("nnnn")
    try session.wait(for: "5/12")
    session.type("r")
    try session.wait(for: "finished")

    session.type("\t\t")
    try session.wait(for: "▸ Parameters")
    session.type(Keys.right)
    try session.wait(for: "K 3→4")
    try session.wait(for: "finished")

    session.type("e")
    try session.wait(for: "EDIT")
    session.type("// mine\r" + Keys.save)
    try session.wait(for: "compiling")
    try session.wait(for: "finished")
    try session.wait(for: "edited")

    session.type(#"let wrong: Int = "text""# + "\r" + Keys.save)
    try session.wait(for: "does not compile")
    try session.wait(for: "the error under its line") { screen in
      screen.rows.indices.dropLast().contains {
        screen.line($0).contains("let wrong") && screen.line($0 + 1).contains("cannot convert")
      }
    }
    try session.wait(for: "● saved")
    let processes = ProcessTree.descendants(of: session.program.processIdentifier)
    #expect(!processes.isEmpty)
    session.program.kill()
    #expect(areGone(processes))

    let again = try open()
    try again.wait(for: "5/12")
    try again.wait(for: "let wrong")
    try again.wait(for: "// mine")
    try leave(again)
  }

  @Test(
    "the terminal has its settings back after q",
    arguments: [(120, 36), (80, 24), (200, 60), (40, 12)])
  func settings(columns: Int, rows: Int) throws {
    let session = try open(columns: columns, rows: rows)
    #expect(session.program.settings != session.program.formerSettings)
    try leave(session)
  }

  /// Goes back to the list and to the shell.
  private func leave(_ session: NotebookSession) throws {
    let processes = ProcessTree.descendants(of: session.program.processIdentifier)
    session.type("q")
    try session.wait(for: "quit")
    session.type("q")
    try session.waitForEnd()
    #expect(session.program.exitCode == 0)
    #expect(session.program.settings == session.program.formerSettings)
    #expect(areGone(processes))
  }
}

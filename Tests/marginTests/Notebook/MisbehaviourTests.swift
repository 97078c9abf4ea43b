import Foundation
import KernelRuntime
import Testing

@testable import margin

@Suite("A kernel that misbehaves, in the notebook", .serialized, .timeLimit(.minutes(5)))
struct MisbehaviourTests {
  let home: TemporaryHome

  init() throws { home = try TemporaryHome() }

  /// The notebook at the editor, with 2 GB for each of its processes.
  private func editor() throws -> NotebookSession {
    let session = try NotebookSession(
      ["-c", #"ulimit -d 2000000; exec "$0" open 9"#, Installation.current.program],
      home: home.path, executable: "/bin/sh")
    try session.wait(for: "READ")
    session.type("e")
    try session.wait(for: "EDIT")
    return session
  }

  /// Replaces the kernel's text by one that does `deed` in every step, and runs it.
  private func run(_ deed: String, in session: NotebookSession) throws {
    let source = """
      import Glibc
      import Margin

      final class TwoCoins: Kernel {
        func depth(of level: Int) -> Int { depth(of: level + 1) + level }

        func run(in pane: Pane) throws {
          for step in pane.steps(20) {
            \(deed)
          }
        }
      }
      """
    session.type(Keys.selectAll + Keys.paste(source) + Keys.save)
    try session.wait(for: "compiling")
  }

  /// The notebook goes on: a sound text in place of the bad one runs to its end.
  private func recover(_ session: NotebookSession) throws {
    try run(#"pane.plot("recovered", Double(step))"#, in: session)
    try session.wait(for: "finished")
  }

  @Test(
    "its end is told in words, and the notebook goes on",
    arguments: [
      ("let x = [1.0]; pane.plot(\"x\", x[step])", "Index out of range"),
      ("exit(3)", "exit(3)."),
      ("print(depth(of: step))", "stack overflowed"),
      (
        "var all: [[Int]] = []; while true { all.append(Array(repeating: step, count: 1 << 22)) }",
        "Out of memory"
      ),
    ])
  func death(deed: String, words: String) throws {
    let session = try editor()
    try run(deed, in: session)
    try session.wait(for: "died")
    try session.wait(for: words)
    try recover(session)
  }

  @Test("an endless loop is stopped by x and x")
  func endless() throws {
    let session = try editor()
    try run("while true {}", in: session)
    try session.wait(for: "running")
    session.type(Keys.escape)
    try session.wait(for: "READ")
    session.type("x")
    try session.wait(for: "stopping…")
    session.type("x")
    try session.wait(for: "killed")
    session.type("e")
    try session.wait(for: "EDIT")
    try recover(session)
  }
}

import Foundation
import KernelRuntime
import Testing

@testable import margin

@Suite("The learner's own editor in the terminal", .serialized, .timeLimit(.minutes(5)))
struct OutsideEditorTests {
  let home: TemporaryHome

  init() throws { home = try TemporaryHome() }

  private func open(editor: String) throws -> NotebookSession {
    let session = try NotebookSession(
      ["open", "9"], home: home.path, settings: ["VISUAL": editor, "TMPDIR": home.path])
    try session.wait(for: "READ")
    session.type("nnnn")
    try session.wait(for: "5/12")
    return session
  }

  /// A program that says that it is there, waits for a line, and adds a comment to the file.
  private func script(_ body: String) throws -> String {
    let path = home.path + "/my editor"
    try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return "'\(path)' --flag"
  }

  @Test("it has the terminal with the settings of the shell; what it leaves is compiled and run")
  func wholeWay() throws {
    let editor = try script(
      """
      echo "IN THE EDITOR $1 ${2##*/}"; read word
      echo "// $word" >> "$2"
      """)
    let session = try open(editor: editor)
    session.type("E")
    try session.wait(for: "IN THE EDITOR --flag GaussianMixture.swift")
    #expect(session.program.settings == session.program.formerSettings)
    session.type("mine\r")
    try session.wait(for: "edited")
    try session.wait(for: "finished")
    #expect(session.program.settings != session.program.formerSettings)
    let folder = home.path + "/data/margin/edits"
    let edits = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(edits.contains { $0.contains("GaussianMixture") })
    session.type("qq")
    try session.waitForEnd()
    #expect(session.program.settings == session.program.formerSettings)
  }

  @Test("one that fails, or is not there, is told in a line, and the notebook goes on")
  func failures() throws {
    let failing = try open(editor: "sh -c 'exit 3'")
    failing.type("E")
    try failing.wait(for: "“sh” ended with code 3")
    failing.type("r")
    try failing.wait(for: "finished")
    failing.type("qq")
    try failing.waitForEnd()
    let missing = try open(editor: "/nowhere/editor")
    missing.type("E")
    try missing.wait(for: "there is no program “/nowhere/editor”")
    missing.type("qq")
    try missing.waitForEnd()
  }

  @Test("its Ctrl-C is not the notebook's, and a request to end keeps what it has written")
  func signals() throws {
    let editor = try script(
      """
      trap 'echo "// kept" >> "$2"; echo CAUGHT' INT
      echo "IN THE EDITOR"; while :; do sleep 0.05; done
      """)
    let session = try open(editor: editor)
    session.type("E")
    try session.wait(for: "IN THE EDITOR")
    session.type("\u{3}")
    try session.wait(for: "CAUGHT")
    kill(session.program.processIdentifier, SIGTERM)
    let deadline = ContinuousClock.now + .seconds(20)
    while session.program.exitCode == nil, ContinuousClock.now < deadline {
      session.look(within: 0.01)
    }
    let folder = home.path + "/data/margin/edits"
    let texts = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
      try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
    #expect(texts.contains { $0.contains("// kept") })
    session.program.kill()
  }
}

import Foundation
import KernelRuntime
import Notebook
import Testing

@testable import margin

@Suite("Data of one's own in the terminal", .serialized, .timeLimit(.minutes(5)))
struct OwnDataTests {
  let home: TemporaryHome

  init() throws { home = try TemporaryHome() }

  private func open() throws -> NotebookSession {
    let session = try NotebookSession(["open", "9"], home: home.path)
    try session.wait(for: "READ")
    return session
  }

  @Test(
    "@ puts a file in place of the lesson's data, for this run, the next session and the record")
  func wholeWay() throws {
    let rows = (0..<60).map { "\($0 % 7),\($0 % 5),\($0 % 3),\($0 % 2),\($0 % 3 == 0 ? "a" : "b")" }
    let text = (["p,q,r,s,species"] + rows).map { $0 + "\n" }.joined()
    try FileManager.default.createDirectory(
      atPath: home.path + "/mine", withIntermediateDirectories: false)
    try text.write(toFile: home.path + "/mine/flowers.csv", atomically: true, encoding: .utf8)
    try "no table\n".write(toFile: home.path + "/mine/words.csv", atomically: true, encoding: .utf8)
    let session = try open()
    session.type("nnnn")
    try session.wait(for: "5/12")
    session.type("@")
    try session.wait(for: "file for iris")
    session.type("~/mi\t")
    try session.wait(for: "~/mine/")
    session.type("\t")
    try session.wait(for: "flowers.csv  words.csv")
    session.type("f\t")
    try session.wait(for: "~/mine/flowers.csv")
    session.type("\r")
    try session.wait(for: "iris: flowers.csv")
    session.type("r")
    try session.wait(for: "finished")
    session.type("@\u{15}~/mine/nothing\r")
    try session.wait(for: "cannot read \(home.path)/mine/nothing")
    session.type(Keys.escape)
    try session.wait(for: "READ")
    session.type("qq")
    try session.waitForEnd()

    let again = try open()
    try again.wait(for: "iris: flowers.csv")
    again.type("@\u{15}\r")
    try again.wait(for: "the lesson's own data again")
    again.type("r")
    try again.wait(for: "finished")
    again.type("qq")
    try again.waitForEnd()
    let records = RunStore(directory: home.path + "/data/margin/runs").records(kernel: nil).records
    #expect(records.map(\.origin.data) == [[:], ["iris": home.path + "/mine/flowers.csv"]])
  }
}

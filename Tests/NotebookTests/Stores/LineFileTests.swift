import Foundation
import Testing

@testable import Notebook

@Suite("A file of lines")
struct LineFileTests {
  private let folder = Folder()

  private func open(keepsLines: Bool = true) throws -> LineFile? {
    try LineFile("runs", directory: folder.path, keepsLines: keepsLines)
  }

  @Test("holds what was added when it is opened again, or begins anew")
  func adding() throws {
    var file = try #require(try open())
    #expect(file.lines == [])
    try file.append("one")
    try file.append("two")
    #expect(try folder.text(of: "runs") == "one\ntwo\n")
    #expect(try open() == nil)
    file = try #require(try reopened(&file))
    #expect(file.lines == ["one", "two"])
  }

  /// Lets go of `file` before the file is opened again.
  private func reopened(_ file: inout LineFile) throws -> LineFile? {
    file = try #require(try LineFile("other", directory: folder.path, keepsLines: false))
    return try open()
  }

  @Test("a line that was cut short is neither read nor in the way of the next")
  func torn() throws {
    try folder.write("one\ntwo\nthr", to: "runs")
    let file = try #require(try open())
    #expect(file.lines == ["one", "two"])
    try file.append("four")
    #expect(try folder.text(of: "runs") == "one\ntwo\nfour\n")
  }

  @Test("without its lines it is empty at once")
  func anew() throws {
    try folder.write("one\n", to: "runs")
    let file = try #require(try open(keepsLines: false))
    #expect(file.lines == [])
    #expect(try folder.text(of: "runs") == "")
  }

  @Test("where there can be none, it is said")
  func unwritable() throws {
    try folder.write("", to: "file")
    #expect(throws: StoreError.self) {
      try LineFile("runs", directory: folder.path + "/file", keepsLines: true)
    }
  }
}

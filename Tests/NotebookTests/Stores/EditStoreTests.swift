import Foundation
import Testing

@testable import Notebook

@Suite("Saved edits")
struct EditStoreTests {
  private let folder = Folder()
  private var store: EditStore { EditStore(directory: folder.path) }

  @Test("come back as they were, cursor and original included")
  func roundTrip() throws {
    #expect(try store.load(kernel: "KMeans") == nil)
    var edit = SavedEdit(kernel: "KMeans", text: "漢\t\u{1B}\u{0}\n", original: "a\n")
    (edit.line, edit.column) = (3, 7)
    try store.save(edit)
    #expect(try store.load(kernel: "KMeans") == edit)
    try store.remove(kernel: "KMeans")
    try store.remove(kernel: "KMeans")
    #expect(try store.load(kernel: "KMeans") == nil)
  }

  @Test("are for their owner alone")
  func permissions() throws {
    try store.save(.version(1))
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder.path) == 0o700)
    #expect(try mode(folder.path + "/KMeans.json") == 0o600)
  }

  @Test("are always one whole version, whenever the program is killed")
  func killed() throws {
    var former = 0
    for _ in 1...5 {
      let child = try ChildProcess("save", in: folder)
      let isReady = try eventually { try version() > 0 && (former == 0 || version() != former) }
      usleep(.random(in: 0...3000))
      child.kill()
      try #require(isReady, "the other process saved nothing")
      former = try version()
    }
  }

  /// The version that is in the file now, 0 if there is none; a mixture of two is an issue.
  private func version() throws -> Int {
    guard let edit = try store.load(kernel: "KMeans") else { return 0 }
    let number = try #require(Int(edit.lastCompiled ?? ""))
    #expect(edit == .version(number))
    return number
  }

  @Test("are kept as they were when the disk is full, and the words say so")
  func fullDisk() throws {
    try store.save(.version(1))
    let child = try ChildProcess("full disk", in: folder)
    let hasAnswer = eventually { folder.names.contains("answer") }
    child.kill()
    try #require(hasAnswer)
    let answer = try folder.text(of: "answer")
    #expect(answer.contains("KMeans.json was not saved"), "\(answer)")
    #expect(try store.load(kernel: "KMeans") == .version(1))
    #expect(folder.names == ["KMeans.json", "answer"])
  }

  @Test(
    "that cannot be understood are kept under another name",
    arguments: [
      "{\"version\":1,\"content\":{\"kern", "", "{\"version\":99,\"content\":{}}",
    ])
  func setAside(text: String) throws {
    try folder.write(text, to: "KMeans.json")
    try folder.write("older", to: "KMeans.json.1")
    #expect(throws: StoreError.self) { try store.load(kernel: "KMeans") }
    #expect(try store.load(kernel: "KMeans") == nil)
    try store.save(.version(1))
    #expect(try folder.text(of: "KMeans.json.2") == text)
    #expect(try folder.text(of: "KMeans.json.1") == "older")
  }

  @Test("keep what can be undone, and those of an earlier version have nothing of it")
  func undo() throws {
    var edit = SavedEdit.version(1)
    edit.undo = "u 1\n0 0 0 1\nx"
    try store.save(edit)
    #expect(try store.load(kernel: "KMeans")?.undo == edit.undo)
    try folder.write(
      "{\"version\":1,\"content\":{\"kernel\":\"KMeans\",\"text\":\"a\",\"original\":\"b\","
        + "\"line\":0,\"column\":0}}", to: "KMeans.json")
    #expect(try store.load(kernel: "KMeans")?.undo == nil)
  }

  @Test("go to another place whole, where no file is")
  func copy() throws {
    try folder.write("", to: "other")
    try TextCopy.write("é\n", to: folder.path + "/copy.swift")
    #expect(try folder.text(of: "copy.swift") == "é\n")
    #expect { try TextCopy.write("x", to: folder.path + "/copy.swift") } throws: {
      "\($0)".contains("File exists")
    }
    #expect(try folder.text(of: "copy.swift") == "é\n")
    #expect(throws: StoreError.self) { try TextCopy.write("x", to: folder.path + "/no/copy") }
    for text in ["a", "b"] {
      try TextCopy.keep(text, as: "K.swift", in: folder.path + "/new/folder")
      #expect(
        try String(contentsOfFile: folder.path + "/new/folder/K.swift", encoding: .utf8) == text)
    }
    let refused = #expect(throws: StoreError.self) {
      try TextCopy.keep("x", as: "K.swift", in: "/proc/none")
    }
    guard case .folder(_, .system)? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }

  @Test("in a folder that cannot be made are refused in words")
  func noFolder() throws {
    try folder.write("", to: "file")
    let store = EditStore(directory: folder.path + "/file/edits")
    #expect { try store.save(.version(1)) } throws: { "\($0)".contains("cannot use the folder") }
  }
}

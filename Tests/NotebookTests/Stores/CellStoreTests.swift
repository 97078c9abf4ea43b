import Testing

@testable import Notebook

@Suite("What was typed into the console")
struct CellStoreTests {
  private let folder = Folder()
  private var store: CellStore { CellStore(directory: folder.path) }

  @Test("comes back as it was, of each lesson by itself, the newest of it")
  func roundTrip() throws {
    #expect(store.load(lesson: "em") == [])
    try store.save(["1 + 1", "let x = \"漢\"\nx"], lesson: "em")
    try store.save((0..<600).map { "\($0)" }, lesson: "svm")
    #expect(store.load(lesson: "em") == ["1 + 1", "let x = \"漢\"\nx"])
    #expect(store.load(lesson: "svm").count == CellStore.limit)
    #expect(store.load(lesson: "svm").last == "599")
  }

  @Test("that is damaged is none")
  func damaged() throws {
    try folder.write("{\"version\":1,", to: "em.json")
    #expect(store.load(lesson: "em") == [])
  }
}

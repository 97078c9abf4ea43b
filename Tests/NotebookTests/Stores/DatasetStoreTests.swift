import Testing

@testable import Notebook

@Suite("Names of data sets")
struct DatasetStoreTests {
  private let folder = Folder()
  private var store: DatasetStore { DatasetStore(directory: folder.path) }

  @Test("are kept, replaced and forgotten")
  func roundTrip() throws {
    #expect(try store.paths().isEmpty)
    try store.add("/data/a.csv", as: "a")
    try store.add("/data/漢 字.csv", as: "b")
    try store.add("/data/c.csv", as: "a")
    #expect(try store.paths() == ["a": "/data/c.csv", "b": "/data/漢 字.csv"])
    #expect(try store.remove("a") == "/data/c.csv")
    #expect(try store.remove("a") == nil)
    #expect(try store.paths() == ["b": "/data/漢 字.csv"])
  }

  @Test("in a damaged file are set aside, with a line that says where")
  func damaged() throws {
    try folder.write("{", to: "datasets.json")
    #expect(throws: StoreError.setAside(path: folder.path + "/datasets.json.1", reason: .damaged)) {
      try store.paths()
    }
    try store.add("/data/a.csv", as: "a")
    #expect(try store.paths() == ["a": "/data/a.csv"])
  }
}

import Testing

@testable import Notebook

@Suite("Progress")
struct ProgressStoreTests {
  private let folder = Folder()
  private var store: ProgressStore { ProgressStore(directory: folder.path) }

  @Test("comes back as it was")
  func roundTrip() throws {
    #expect(store.load().progress == Progress() && store.load().notice == nil)
    var progress = Progress()
    progress.lastLesson = "expectation-maximisation"
    progress.lessons["expectation-maximisation", default: .init()].stepsRead = [0, 2]
    progress.kernels["KMeans"] = .init(values: ["components": "5"], seed: .max)
    progress.language = .chinese
    progress.canvas = .ascii
    try store.save(progress)
    #expect(store.load().progress == progress)
  }

  @Test("that is damaged is set aside, in one line")
  func damaged() throws {
    try folder.write("{\"version\":1,", to: "progress.json")
    let (progress, notice) = store.load()
    #expect(progress == Progress())
    #expect(notice?.description.contains("progress.json.1") ?? false)
    #expect(store.load().notice == nil)
  }

  @Test("of an earlier margin lacks only what came later")
  func earlier() throws {
    try folder.write("{\"version\":1,\"content\":{\"lastLesson\":\"em\"}}", to: "progress.json")
    #expect(store.load().progress.lastLesson == "em" && store.load().notice == nil)
  }
}

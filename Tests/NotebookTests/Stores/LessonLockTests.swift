import Testing

@testable import Notebook

@Suite("A lesson's lock")
struct LessonLockTests {
  private let folder = Folder()

  @Test("is held by one at a time, lesson by lesson")
  func exclusive() throws {
    var first = try LessonLock(lesson: "em", directory: folder.path)
    #expect(first != nil)
    #expect(try LessonLock(lesson: "em", directory: folder.path) == nil)
    #expect(try LessonLock(lesson: "svm", directory: folder.path) != nil)
    first = nil
    #expect(try LessonLock(lesson: "em", directory: folder.path) != nil)
  }

  @Test("is held against another process, and free as soon as that is killed")
  func processes() throws {
    let child = try ChildProcess("lock", in: folder)
    let isReady = eventually { folder.names.contains("answer") }
    #expect(try LessonLock(lesson: "em", directory: folder.path) == nil)
    let second = try ChildProcess("lock", in: folder)
    let isRefused = try eventually { try folder.text(of: "answer") == "refused" }
    second.kill()
    child.kill()
    try #require(isReady && isRefused)
    #expect(try LessonLock(lesson: "em", directory: folder.path) != nil)
  }
}

import KernelRuntime
import Testing

@testable import margin

@Suite("Whatever a kernel tells", .serialized, .timeLimit(.minutes(5)))
struct LoadTests {
  @Test(
    "a key is answered within a few frames, the notebook stays small, and x stops the run",
    arguments: KernelLoad.allCases)
  func load(_ load: KernelLoad) throws {
    let home = try TemporaryHome()
    let session = try load.session(in: home.path)
    var worst = 0
    for number in 0..<40 {
      let former = session.lessonText
      session.type(number < 20 ? "\u{1B}OB" : "\u{1B}OA")
      var looks = 0
      while session.lessonText == former, looks < 1000 {
        session.look(within: 1)
        looks += 1
      }
      worst = max(worst, looks)
      // The rest of that frame, which is not to be taken for the answer to the next key.
      for _ in 0..<8 { session.look(within: 0.005) }
    }
    // A frame comes in pieces of at most 4 KiB, of which the largest has about four.
    #expect(worst <= 24)
    #expect(session.memory < 200)
    session.type("x")
    try session.wait(for: "the run's end") { screen in
      ["stopped", "killed"].contains { screen.line(0).contains($0) }
    }
    session.type("qq")
    try session.waitForEnd()
    #expect(session.program.exitCode == 0)
  }
}

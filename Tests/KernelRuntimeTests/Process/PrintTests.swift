import KernelRuntime
import Testing

@testable import KernelRuntime

@Suite("What a kernel prints", .serialized) struct PrintTests {
  @Test("a flood of lines arrives whole and in order")
  func flood() throws {
    let session = try Session()
    session.start("flood", count: 5000)
    _ = try session.finish()
    try session.first { if case .log("line 5000", _) = $0 { () } else { nil } }
    let isWhole = session.lines == (1...5000).map { "line \($0)" }
    #expect(isWhole)
  }

  @Test("what a run printed last is told before its end, also where both come at once")
  func lastWords() throws {
    let session = try Session()
    for run in 1...40 {
      session.start("flood", run: run, count: 3)
      try session.first { if case .finished(run, _, _, _) = $0 { () } else { nil } }
    }
    var lines = 0
    for event in session.all {
      if case .log = event { lines += 1 }
      if case .finished(let run, _, _, _) = event { #expect(lines == 3 * run) }
    }
  }

  @Test("10 MB without a line's end are kept as one line of bounded length")
  func endlessLine() throws {
    let session = try Session()
    session.start("line", count: 1_000_000)
    _ = try session.finish()
    session.client.send(.shutdown)
    _ = try session.exit()
    #expect(session.lines.allSatisfy { $0.count <= 4096 })
    #expect(session.lines.last?.count == 4096)
  }

  @Test("a progress bar overwrites itself")
  func bar() throws {
    let session = try Session()
    session.start("bar", count: 200)
    try session.first { if case .log("200 done", _) = $0 { () } else { nil } }
    let replaced = session.all.compactMap { event in
      if case .log(_, let replacesLast) = event { replacesLast } else { nil }
    }
    #expect(replaced.first == false)
    #expect(replaced.dropFirst().allSatisfy { $0 })
  }
}

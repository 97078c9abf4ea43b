import KernelRuntime
import Testing

@testable import KernelRuntime

@Suite("What a kernel prints", .serialized) struct PrintTests {
  @Test("a flood of lines arrives whole and in order")
  func flood() throws {
    let session = try Session()
    session.start("flood", count: 5000)
    _ = try session.finish()
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
      if case .printed(let printed) = event { lines += printed.lines.count }
      if case .finished(let run, _, _, _) = event { #expect(lines == 3 * run) }
    }
  }

  @Test("of a flood the last lines of each frame are told, and how many there were before")
  func thinnedFlood() throws {
    let session = try Session(linesPerFrame: 100)
    session.start("flood", count: 300_000)
    _ = try session.finish()
    let printed = session.printed
    #expect(printed.allSatisfy { $0.lines.count < 200 })
    #expect(printed.reduce(0) { $0 + $1.omitted + $1.lines.count } == 300_000)
    #expect(session.lines.last == "line 300000")
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
    try session.first { event in
      guard case .printed(let printed) = event else { return nil as Void? }
      return printed.lines.last?.text == "200 done" ? () : nil
    }
    let replaced = session.printed.flatMap(\.lines).map(\.replacesLast)
    #expect(replaced.first == false)
    #expect(replaced.dropFirst().allSatisfy { $0 })
  }
}

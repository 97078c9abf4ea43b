import KernelRuntime
import Margin
import Testing

@Suite("Runs in a kernel process", .serialized) struct RunTests {
  @Test("a kernel is found with its parameters")
  func ready() throws {
    let session = try Session()
    let description = try session.first {
      if case .ready(let description) = $0 { description } else { nil }
    }
    #expect(description.name == "Trouble")
    #expect(description.parameters.map(\.name) == ["deed", "count", "rate"])
  }

  @Test("every point arrives, in order, before the run's end")
  func points() throws {
    let session = try Session()
    session.start("plot", count: 100_000)
    #expect(try session.finish() == (false, 100_000))
    let points = session.points()
    #expect(points.map(\.step) == Array(1...100_000))
    #expect(points.map(\.y) == (1...100_000).map(Double.init))
  }

  @Test("pausing, three single steps and going on")
  func pauseAndStep() throws {
    let session = try Session()
    session.start("walk", count: 20, isPaused: true)
    try session.pause(atStep: 0)
    for step in 1...3 {
      session.client.send(.step(count: 1))
      try session.pause(atStep: step)
      #expect(session.points().count == step)
    }
    session.client.send(.step(count: 5))
    try session.pause(atStep: 8)
    session.client.send(.resume)
    #expect(try session.finish() == (false, 20))
  }

  @Test("a chart that is made when due is that of the step where the run pauses, and of the last")
  func postponedChart() throws {
    let session = try Session()
    session.start("lazyChart", count: 500, isPaused: true)
    session.client.send(.step(count: 123))
    try session.pause(atStep: 123)
    func shown() -> String? {
      session.all.compactMap { event in
        if case .display(_, _, .table(let table), _) = event { table.columns.first } else { nil }
      }.last
    }
    #expect(shown() == "123")
    session.client.send(.resume)
    #expect(try session.finish() == (false, 500))
    #expect(shown() == "500")
  }

  @Test("optimised code tells a run of quick code again, up to a step and on, whatever its pace")
  func toldAgain() throws {
    let quick = try Session(tier: .quick)
    let changes = [RunSetup.Change(step: 6, name: "rate", value: .number(0.25))]
    quick.start("walk", count: 40, changes: changes)
    #expect(try quick.finish() == (false, 40))
    let optimised = try Session(tier: .optimised)
    optimised.start("walk", count: 40, changes: changes, isPaused: true, pace: 0.01)
    optimised.client.send(.step(count: 30))
    try optimised.pause(atStep: 30)
    #expect(optimised.points().map(\.y) == quick.points().prefix(30).map(\.y))
    optimised.client.send(.pace(nil))
    optimised.client.send(.resume)
    #expect(try optimised.finish() == (false, 40))
    #expect(optimised.points().map(\.y) == quick.points().map(\.y))
  }

  @Test("a kernel that is done waits for changes, which act at its next step; the same by script")
  func waitForChange() throws {
    let session = try Session()
    session.start("settle", takesChanges: true)
    func wait(atStep step: Int) throws {
      try session.first { if case .state(_, .waiting, step, _) = $0 { () } else { nil } }
    }
    try wait(atStep: 10)
    session.client.send(.set(name: "rate", value: .number(0.25)))
    try wait(atStep: 20)
    session.client.send(.interrupt)
    #expect(try session.finish() == (true, 20))
    #expect(
      session.points().map(\.y) == Array(repeating: 0.5, count: 10)
        + Array(repeating: 0.25, count: 10))

    let again = try Session()
    again.start("settle", changes: [.init(step: 11, name: "rate", value: .number(0.25))])
    #expect(try again.finish() == (false, 20))
    #expect(again.points().map(\.y) == session.points().map(\.y))
  }

  @Test("a running kernel pauses when asked and ends when interrupted")
  func interrupt() throws {
    let session = try Session()
    session.start("fast", count: 1_000_000_000)
    try session.first { if case .state(1, .running, _, _) = $0 { () } else { nil } }
    session.client.send(.pause)
    try session.first { if case .state(1, .paused, _, _) = $0 { () } else { nil } }
    session.client.send(.interrupt)
    #expect(try session.finish().interrupted)
  }

  @Test("a slow pace delays neither a step by hand, nor an interrupt, nor its own end")
  func pace() throws {
    let anHour = 1.0 / 3600
    let session = try Session()
    session.start("walk", count: 3, pace: anHour)
    try session.first { if case .state(1, .running, step: 1, _) = $0 { () } else { nil } }
    session.client.send(.step(count: 1))
    try session.pause(atStep: 2)
    session.client.send(.resume)
    session.client.send(.pace(nil))
    #expect(try session.finish() == (false, 3))

    session.start("walk", run: 2, count: 3, pace: anHour)
    try session.first { if case .state(2, .running, step: 1, _) = $0 { () } else { nil } }
    session.client.send(.interrupt)
    try session.first {
      if case .finished(2, interrupted: true, steps: 1, _) = $0 { () } else { nil }
    }
  }

  @Test("a live change acts at the next step, is told, and its replay gives the same bits")
  func liveChange() throws {
    let session = try Session()
    session.start("walk", count: 40, seed: 7, isPaused: true)
    try session.pause(atStep: 0)
    session.client.send(.step(count: 12))
    try session.pause(atStep: 12)
    session.client.send(.set(name: "rate", value: .number(0.125)))
    session.client.send(.resume)
    _ = try session.finish()
    let change = try session.first {
      if case .changed(1, let step, let name, let value) = $0 {
        RunSetup.Change(step: step, name: name, value: value)
      } else {
        nil
      }
    }
    #expect(change == RunSetup.Change(step: 13, name: "rate", value: .number(0.125)))

    session.start("walk", run: 2, count: 40, seed: 7, changes: [change])
    _ = try session.finish(run: 2)
    let bits = session.points().map(\.y.bitPattern)
    #expect(bits == session.points(run: 2).map(\.y.bitPattern))

    session.start("walk", run: 3, count: 40, seed: 7)
    _ = try session.finish(run: 3)
    let plain = session.points(run: 3).map(\.y.bitPattern)
    #expect(plain.prefix(12) == bits.prefix(12))
    #expect(plain[12] != bits[12])
  }

  @Test("starting anew interrupts the run that is on")
  func startAgain() throws {
    let session = try Session()
    session.start("fast", run: 1, count: 1_000_000_000)
    session.start("walk", run: 2)
    #expect(try session.finish(run: 1).interrupted)
    #expect(try session.finish(run: 2) == (false, 10))
  }

  @Test("the step limit ends the loop as if it were over")
  func stepLimit() throws {
    let session = try Session()
    session.start("walk", count: 1000, stepLimit: 5)
    #expect(try session.finish() == (false, 5))
    try session.first { if case .result(1, _) = $0 { () } else { nil } }
  }

  @Test("an error that a kernel throws fails the run in its own words, and the next run works")
  func failure() throws {
    let session = try Session()
    session.start("error")
    let failure = try session.first {
      if case .failed(1, let failure) = $0 { failure } else { nil }
    }
    #expect(failure.message == "the matrix is not positive definite")
    session.start("walk", run: 2)
    #expect(try session.finish(run: 2) == (false, 10))
  }

  @Test("a chart of more bytes than can be told is told of once, and the run goes on")
  func hugeChart() throws {
    let session = try Session()
    session.start("huge")
    #expect(try session.finish() == (false, 2))
    let remarks = session.all.flatMap { (event: KernelEvent) -> [KernelRemark] in
      if case .printed(let printed) = event { printed.lines.compactMap(\.remark) } else { [] }
    }
    #expect(remarks.count == 1)
    guard case .chartTooLarge("huge", let bytes, let limit)? = remarks.first else {
      Issue.record("\(remarks)")
      return
    }
    #expect(bytes > limit && limit == 64 << 20)
    let shown = session.all.contains { event in
      if case .display(1, "small", _, _) = event { true } else { false }
    }
    #expect(shown)
  }

  @Test("an unknown parameter or kernel fails in words")
  func unknownNames() throws {
    let session = try Session(kernel: "NoSuchKernel")
    let absent = try session.first {
      if case .failed(0, let failure) = $0 { failure } else { nil }
    }
    #expect(absent.message.contains("NoSuchKernel"))
    let other = try Session()
    other.client.send(.start(RunSetup(run: 1, parameters: ["rat": .number(1)])))
    let refused = try other.first {
      if case .failed(1, let failure) = $0 { failure } else { nil }
    }
    #expect(refused.message.contains("did you mean rate?"))
  }
}

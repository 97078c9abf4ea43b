import CProcess
import Glibc
import KernelRuntime
import Testing

@testable import KernelRuntime

@Suite("The death of a kernel process", .serialized) struct DeathTests {
  private func death(of deed: String, count: Int = 10) throws -> KernelExit {
    let session = try Session()
    session.start(deed, count: count)
    return try session.exit()
  }

  /// The death of a process with less memory than the machine has.
  private func limitedDeath(of deed: String) throws -> KernelExit {
    let program = try LimitedProgram(kilobytes: 400_000)
    return try withExtendedLifetime(program) {
      let session = try Session(executable: program.path)
      session.start(deed)
      return try session.exit()
    }
  }

  @Test("an index out of range is told with its function and line")
  func index() throws {
    let exit = try death(of: "index")
    #expect(exit.message.contains("Index out of range in Trouble.value(at:)"))
    #expect(exit.line == Trouble.line(of: "values[index]"))
    #expect(exit.file?.hasSuffix("/Trouble.swift") == true)
    #expect(exit.lastLines == ["about to fail"])
  }

  @Test(
    "what a run told before it crashes or exits is told",
    arguments: ["crashAtThree", "exitAtThree"])
  func lastWords(deed: String) throws {
    for tellsEveryPoint in [true, false] {
      let session = try Session()
      session.start(deed, tellsEveryPoint: tellsEveryPoint)
      _ = try session.exit()
      let steps = session.all.compactMap { event -> Int? in
        if case .state(_, _, let step, _) = event { step } else { nil }
      }
      #expect(steps.last == 3)
      let told = tellsEveryPoint ? session.points() : session.samples["step"] ?? []
      #expect(told.map(\.y) == [1, 2, 3])
    }
  }

  @Test("in code that is not optimised too")
  func quickIndex() throws {
    let session = try Session(tier: .quick)
    session.start("index")
    let exit = try session.exit()
    #expect(exit.message.contains("Index out of range in Trouble.value(at:)"))
    #expect(exit.line == Trouble.line(of: "values[index]"))
  }

  @Test("a nil that was unwrapped is told with its function and line")
  func unwrap() throws {
    let exit = try death(of: "unwrap")
    #expect(exit.message.contains("Unexpectedly found nil"))
    #expect(exit.line == Trouble.line(of: "Int(text)!"))
  }

  @Test("a stack overflow is told as one, with its function")
  func stack() throws {
    let exit = try death(of: "stack")
    #expect(exit.message.contains("stack overflowed"))
    #expect(exit.function == "Trouble.depth(of:)")
  }

  @Test("a stack that the system sets no limit to overflows too, rather than take all memory")
  func unlimitedStack() throws {
    let exit = try limitedDeath(of: "stack")
    #expect(exit.message.contains("stack overflowed"))
  }

  @Test("exit(3) in a kernel's code is told as such")
  func exitCode() throws {
    let exit = try death(of: "exit")
    #expect(exit.cause == .exit(code: 3))
    #expect(exit.message == "The kernel's code called exit(3).")
  }

  @Test("abort() is told as such")
  func abort() throws {
    let exit = try death(of: "abort")
    #expect(exit.cause == .crash(signal: Int(SIGABRT), .abort))
    #expect(exit.message.contains("abort()"))
  }

  @Test("a runaway allocation ends its own process, in words")
  func memory() throws {
    #expect(try limitedDeath(of: "memory").message.hasPrefix("Out of memory"))
  }

  @Test("an endless loop does not hear an interrupt, and is killed")
  func endless() throws {
    let session = try Session()
    session.start("endless")
    try session.first { if case .state(1, .running, _, _) = $0 { () } else { nil } }
    session.client.send(.interrupt)
    try session.first { if case .state(1, .stopping, _, _) = $0 { () } else { nil } }
    session.client.kill()
    #expect(try session.exit().cause == .killed)
    let states = session.all.compactMap { event in
      if case .state(_, let state, _, _) = event { state } else { nil }
    }
    #expect(!states.drop { $0 == .running }.contains(.running))
    #expect(!exists(session.client.processIdentifier))
  }

  @Test("a process killed from outside is told as such")
  func killedFromOutside() throws {
    let session = try Session()
    session.start("endless")
    try session.first { if case .state(1, .running, _, _) = $0 { () } else { nil } }
    kill(session.client.processIdentifier, SIGKILL)
    let exit = try session.exit()
    #expect(exit.cause == .crash(signal: Int(SIGKILL), .killedFromOutside))
    #expect(exit.message.contains("killed from outside"))
  }

  @Test("a process asked to shut down does, with an endless loop on too")
  func shutdown() throws {
    let session = try Session()
    session.start("endless")
    try session.first { if case .state(1, .running, _, _) = $0 { () } else { nil } }
    session.client.send(.shutdown)
    #expect(try session.exit().cause == .shutdown)
  }

  @Test("requests to a stopped process do not block, and it can be killed")
  func stopped() throws {
    let session = try Session()
    try session.first { if case .ready = $0 { () } else { nil } }
    kill(session.client.processIdentifier, SIGSTOP)
    for value in 0..<20_000 {
      session.client.send(.set(name: "rate", value: .number(Double(value) / 20_000)))
    }
    session.client.kill()
    #expect(try session.exit().cause == .killed)
  }

  @Test("the process ends when its client is let go")
  func clientLetGo() throws {
    var session: Session? = try Session()
    session?.start("endless")
    try session?.first { if case .state(1, .running, _, _) = $0 { () } else { nil } }
    let pid = try #require(session?.client.processIdentifier)
    session = nil
    #expect(isGone(pid))
  }

  @Test("the process ends by itself when the front end has died, an endless loop on")
  func frontEndGone() throws {
    let library = try Trouble.library(.optimised)
    let child = try ChildProcess(executable: Installation.current.program, environment: [:])
    let setup = RunSetup(run: 1, parameters: ["deed": .choice("endless")])
    for request in [.load(kernel: Trouble.name, library: library), KernelRequest.start(setup)] {
      try writeAll(Frame.bytes(of: request), to: child.socket)
    }
    var reader = FrameReader<KernelEvent>()
    var isRunning = false
    while !isRunning {
      reader.append(try #require(receive(child.socket)))
      while let event = try reader.next() {
        if case .state(1, .running, _, _) = event { isRunning = true }
      }
    }
    close(child.socket)
    close(child.output)
    var status: Int32 = 0
    let isReaped = poll { waitpid(child.pid, &status, WNOHANG) == child.pid }
    #expect(isReaped)
  }

  @Test("a kernel that writes into the protocol is ended, and the words say why")
  func scribble() throws {
    let exit = try death(of: "scribble")
    guard case .protocolError = exit.cause else {
      Issue.record("\(exit)")
      return
    }
    #expect(exit.message.contains("more than the"))
  }

  @Test("a process that hears no request but noise says so and ends")
  func noise() throws {
    let child = try ChildProcess(executable: Installation.current.program, environment: [:])
    try writeAll([0, 0, 0, 5] + Array("noise".utf8), to: child.socket)
    var reader = FrameReader<KernelEvent>()
    var message: String?
    while message == nil, let bytes = receive(child.socket) {
      reader.append(bytes)
      if case .failed(0, let failure) = try reader.next() { message = failure.message }
    }
    #expect(message?.contains("no message") == true)
    var status: Int32 = 0
    #expect(poll { waitpid(child.pid, &status, WNOHANG) == child.pid })
    #expect(margin_exit_code(status) == ExitCode.protocolError)
    close(child.socket)
    close(child.output)
  }

  @Test("a program that is not there cannot be started, and that is said")
  func noProgram() throws {
    let failure = #expect(throws: KernelFailure.self) {
      _ = try KernelClient(executable: "/nowhere/margin") { _ in }
    }
    #expect(failure?.message.contains("/nowhere/margin") == true)
  }
}

/// Tries `isDone` until it is true or 20 seconds have passed.
private func poll(_ isDone: () -> Bool) -> Bool {
  let deadline = MonotonicTime.now + 20
  while !isDone() {
    if MonotonicTime.now > deadline { return false }
    usleep(1000)
  }
  return true
}

private func isGone(_ pid: Int32) -> Bool { poll { !exists(pid) } }

/// The next bytes from a socket; nil at its end, or after 20 seconds without any.
private func receive(_ socket: Int32) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: 4096)
  var count = 0
  let isDone = poll {
    count = read(socket, &bytes, bytes.count)
    return count >= 0 || errno != EAGAIN
  }
  return isDone && count > 0 ? Array(bytes[..<count]) : nil
}

import Glibc
import KernelRuntime
import Margin
import Testing

@testable import KernelRuntime

/// A kernel process under test, with all that it has told so far.
final class Session: Sendable {
  let client: KernelClient
  private let events: Monitor<[KernelEvent]>

  /// Starts a process and loads the kernel of trouble, or `kernel` of the lessons.
  init(
    kernel: String? = nil, executable: String = Installation.current.program,
    tier: KernelCompiler.Tier = .optimised
  ) throws {
    let events = Monitor<[KernelEvent]>([])
    self.events = events
    client = try KernelClient(executable: executable) { event in
      events.update { $0.append(event) }
    }
    if let kernel {
      client.send(.load(kernel: kernel, library: nil))
    } else {
      client.send(.load(kernel: Trouble.name, library: try Trouble.library(tier)))
    }
  }

  /// Starts a run of the deed.
  func start(
    _ deed: String, run: Int = 1, count: Int = 10, seed: UInt64 = 1,
    changes: [RunSetup.Change] = [], stepLimit: Int? = nil, isPaused: Bool = false,
    pace: Double? = nil
  ) {
    client.send(
      .start(
        RunSetup(
          run: run, parameters: ["deed": .choice(deed), "count": .integer(count)], seed: seed,
          changes: changes, stepLimit: stepLimit, isPaused: isPaused, pace: pace)))
  }

  /// Waits for the first event of which `find` makes something.
  func first<Found>(
    _ find: @escaping (KernelEvent) -> Found?, _ place: SourceLocation = #_sourceLocation
  ) throws -> Found {
    let found = events.wait(by: .now + 20) { $0.lazy.compactMap(find).first }
    return try #require(found, "it never came, but \(all.suffix(5))", sourceLocation: place)
  }

  /// Waits for the end of the process.
  func exit(_ place: SourceLocation = #_sourceLocation) throws -> KernelExit {
    try first({ if case .exited(let exit) = $0 { exit } else { nil } }, place)
  }

  /// Waits for the end of run `run`.
  func finish(run: Int = 1, _ place: SourceLocation = #_sourceLocation) throws -> (
    interrupted: Bool, steps: Int
  ) {
    try first(
      {
        guard case .finished(run, let interrupted, let steps, _) = $0 else { return nil }
        return (interrupted, steps)
      }, place)
  }

  /// Waits until run 1 stands still at `step`.
  func pause(atStep step: Int, _ place: SourceLocation = #_sourceLocation) throws {
    try first({ if case .state(_, .paused, step, _) = $0 { () } else { nil } }, place)
  }

  var all: [KernelEvent] { events.withLock { $0 } }

  /// What a series of a run has told so far.
  func points(run: Int = 1) -> [MetricPoint] {
    all.flatMap { event -> [MetricPoint] in
      if case .metrics(run, let batch) = event { Array(batch) } else { [] }
    }
  }

  var lines: [String] {
    all.compactMap { if case .log(let text, _) = $0 { text } else { nil } }
  }
}

/// Whether a process with this number exists.
func exists(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno != ESRCH }

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
    tier: KernelCompiler.Tier = .optimised, linesPerFrame: Int? = nil
  ) throws {
    let events = Monitor<[KernelEvent]>([])
    self.events = events
    client = try KernelClient(executable: executable, linesPerFrame: linesPerFrame) { event in
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
    pace: Double? = nil, tellsEveryPoint: Bool = true, takesChanges: Bool = false
  ) {
    client.send(
      .start(
        RunSetup(
          run: run, parameters: ["deed": .choice(deed), "count": .integer(count)], seed: seed,
          changes: changes, stepLimit: stepLimit, isPaused: isPaused, pace: pace,
          tellsEveryPoint: tellsEveryPoint, takesChanges: takesChanges)))
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
  func points(run: Int = 1) -> [MetricSample] {
    all.flatMap { event -> [MetricSample] in
      if case .metrics(run, let batch) = event { batch.map(\.sample) } else { [] }
    }
  }

  /// The series of a run as its updates leave them.
  var samples: [String: [MetricSample]] {
    var samples: [String: [MetricSample]] = [:]
    for case .series(_, let news) in all {
      for update in news.updates {
        samples[update.series, default: []].replaceSubrange(update.start..., with: update.samples)
      }
    }
    return samples
  }

  var lines: [String] {
    printed.flatMap(\.lines).map(\.text)
  }

  /// What was printed so far, as it was told.
  var printed: [PrintedLines] {
    all.compactMap { if case .printed(let printed) = $0 { printed } else { nil } }
  }
}

/// Whether a process with this number exists.
func exists(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno != ESRCH }

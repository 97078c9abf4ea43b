import Foundation
import KernelRuntime

/// What the learner feels: the start, a key while a kernel runs at full speed, the quiet after.
let screenBenchmarks: [Benchmark] =
  atRestBenchmarks + KernelLoad.allCases.map(keyBenchmark) + [soakBenchmark]

private let atRestBenchmarks: [Benchmark] = [
  Benchmark(group: "screen", work: "start-to-first-frame") { _ in
    try inTemporaryFolder { home in
      Measurement(samples: try (0..<15).map { _ in try startTime(home: home) })
    }
  },
  Benchmark(group: "screen", work: "key-to-frame-p99") { _ in
    try inTemporaryFolder { home in
      let lesson = try endlessLesson(in: home)
      let session = try NotebookSession(["open", lesson], home: home)
      try session.wait(for: "Line 1")
      session.type("r")
      try session.wait(for: "steps/s")
      let rounds = try (0..<5).map { _ in try keyTimes(session) }
      try session.wait(for: "running")
      return Measurement(samples: rounds.map { $0.sorted()[$0.count * 99 / 100 - 1] })
    }
  },
  Benchmark(group: "screen", work: "idle-cpu-10s") { _ in
    try inTemporaryFolder { home in
      let session = try NotebookSession(["open", "9"], home: home)
      try session.wait(for: "READ")
      session.type("r")
      try session.wait(for: "finished")
      try rest(session)
      let before = session.processorTime
      look(session, seconds: 10)
      let spent = session.processorTime - before
      return Measurement(samples: [spent], value: spent / 10)
    }
  },
]

/// A key to its frame while a kernel of that kind tells what it can; the value is the notebook's memory
/// at the end, in MiB.
private func keyBenchmark(under load: KernelLoad) -> Benchmark {
  Benchmark(group: "screen", work: "key-to-frame-p99-\(load.rawValue)") { _ in
    try inTemporaryFolder { home in
      let session = try load.session(in: home)
      let rounds = try (0..<3).map { _ in try keyTimes(session) }
      return Measurement(
        samples: rounds.map { $0.sorted()[$0.count * 99 / 100 - 1] }, value: session.memory)
    }
  }
}

/// How much memory the notebook has after a minute, or `MARGIN_SOAK_SECONDS`, of each load, in MiB: the
/// seconds are those of the load that took most.
private let soakBenchmark = Benchmark(group: "screen", work: "soak-memory") { _ in
  let seconds = environment("MARGIN_SOAK_SECONDS").flatMap(Double.init) ?? 60
  let share = seconds / Double(KernelLoad.allCases.count)
  let memories = try KernelLoad.allCases.map { load in
    try inTemporaryFolder { home in
      let session = try load.session(in: home)
      look(session, seconds: share)
      return session.memory
    }
  }
  return Measurement(samples: [seconds], value: memories.max())
}

/// The time from the start of the program to a lesson on the screen, in seconds.
private func startTime(home: String) throws -> Double {
  let began = ContinuousClock.now
  let session = try NotebookSession(["open", "9"], home: home)
  try session.wait(for: "READ")
  return (ContinuousClock.now - began) / .seconds(1)
}

/// The times from 200 scroll keys to the change of the lesson's text, in seconds.
///
/// Charts change beside it all the while; the text changes by nothing but these keys.
private func keyTimes(_ session: NotebookSession) throws -> [Double] {
  try (0..<200).map { number in
    let former = session.lessonText
    let began = ContinuousClock.now
    session.type(number < 100 ? "\u{1B}OB" : "\u{1B}OA")
    try session.wait(for: "another line of the lesson") { _ in session.lessonText != former }
    let time = (ContinuousClock.now - began) / .seconds(1)
    // Keys come at any moment between two frames.
    look(session, seconds: 0.001 * Double(3 + number * 7 % 20))
    return time
  }
}

private func look(_ session: NotebookSession, seconds: Double) {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < deadline {
    session.look(within: (deadline - ContinuousClock.now) / .seconds(1))
  }
}

/// Waits until what the start left to be done, such as a look at the compiler, is done.
private func rest(_ session: NotebookSession) throws {
  for _ in 0..<30 {
    let before = session.processorTime
    look(session, seconds: 1)
    if abs(session.processorTime - before) < 0.005 { return }
  }
}

extension NotebookSession {
  /// The memory that the notebook itself holds, in MiB.
  var memory: Double {
    Double(ProcessTree.residentBytes(of: program.processIdentifier)) / 1_048_576
  }

  /// The text of the region at the left.
  var lessonText: [String] {
    screen.rows.indices.dropFirst(2).dropLast(2).map { String(screen.line($0).prefix(40)) }
  }
}

/// A lesson whose kernel never ends, beside a text that is long enough to scroll.
private func endlessLesson(in home: String) throws -> String {
  let lesson = home + "/99-Endless"
  try FileManager.default.createDirectory(
    atPath: lesson + "/Lesson.docc", withIntermediateDirectories: true)
  let text = """
    # Endless

    Steps as fast as they can be had.

    ## Scrolling

    ```kernel GaussianMixture
    components = 5
    tolerance = 0
    steps = 100000
    restarts = 20
    ```

    \((1...200).map { "Line \($0)" }.joined(separator: "\n\n"))
    """
  try text.write(toFile: lesson + "/Lesson.docc/lesson.md", atomically: true, encoding: .utf8)
  let source = try KernelSource.current(for: "GaussianMixture")
  try source.text.write(
    toFile: lesson + "/GaussianMixture.swift", atomically: true, encoding: .utf8)
  return lesson
}

private func inTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = NSTemporaryDirectory() + "margin-bench-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

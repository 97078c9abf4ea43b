import Charts
import KernelRuntime
import Margin
import Notebook
import NotebookUI

/// A sweep on its way: starts the runs, tells and keeps what they come to.
final class SweepSession {
  private let grid: SweepGrid
  private let origin: SweepOrigin
  private let sourceHash: String
  /// Nil where nothing can be kept.
  private let file: SweepFile?
  private let options: SweepOptions
  private let shares: SweepShares
  private var teller: SweepTeller
  private var waiting: ArraySlice<SweepGrid.Run>
  private var jobs: [SweepJob] = []
  private var outcomes: [SweepOutcome]
  private let began = ContinuousClock.now
  private var isUnkept: Bool

  /// How long runs that are asked to end may take for it, in seconds.
  private static let patience = 2.0

  init(
    _ grid: SweepGrid, _ origin: SweepOrigin, sourceHash: String, _ file: SweepFile?,
    _ options: SweepOptions
  ) {
    self.grid = grid
    self.origin = origin
    self.sourceHash = sourceHash
    self.file = file
    isUnkept = file == nil
    self.options = options
    outcomes = file?.kept ?? []
    let kept = Set(outcomes.map(\.run))
    waiting = grid.runs.filter { !kept.contains($0) }[...]
    shares = SweepShares(
      jobs: options.jobs, runs: grid.runs.count, processors: Threads.processors,
      asked: environment("OPENBLAS_NUM_THREADS").flatMap { Int($0) },
      isLaunched: !options.launcher.isEmpty)
    teller = SweepTeller(
      kernel: origin.kernel, grid: grid, format: options.run.format, traits: options.run.traits)
  }

  /// Runs to the end, or until Ctrl-C or a request to end.
  ///
  /// - Returns: The exit code.
  /// - Throws: `UsageError` where the first run shows that the call is wrong.
  func run() throws(UsageError) -> Int32 {
    Interrupts.count(terminations: true)
    teller.begin(
      kept: outcomes, jobs: min(shares.jobs, waiting.count), resumes: options.resumes)
    while Interrupts.number == 0 {
      startJobs()
      if jobs.isEmpty { return end("finished") }
      BackgroundProgram.wait(for: jobs.map(\.program), atMost: 0.1)
      if try !takeOutcomes() {
        stopJobs()
        teller.complain(
          "the source has changed since the sweep began: its runs are no longer comparable; "
            + "sweep again to run the new one")
        return end("failed", canGoOn: false)
      }
      teller.refresh(done: outcomes.count, failed: outcomes.count { $0.failure != nil })
    }
    stopJobs()
    return end("interrupted")
  }

  private func startJobs() {
    while jobs.count < shares.jobs, let run = waiting.popFirst() {
      do throws(KernelFailure) {
        jobs.append(try SweepJob(run, command: command(run), variables: variables))
      } catch {
        take(SweepOutcome(run, failure: error.message, results: [], seconds: 0))
      }
    }
  }

  /// Takes in the runs that have ended.
  ///
  /// - Returns: Whether the source is still that of the sweep.
  private func takeOutcomes() throws(UsageError) -> Bool {
    for index in jobs.indices { jobs[index].read() }
    let ended = jobs.filter { $0.outcome != nil }
    guard !ended.isEmpty else { return true }
    guard (try? origin.source().hash) == sourceHash else { return false }
    jobs.removeAll { $0.outcome != nil }
    for job in ended {
      if let refusal = job.refusal, !outcomes.contains(where: { $0.failure == nil }) {
        stopJobs()
        teller.clear()
        throw .other(refusal)
      }
      job.outcome.map(take)
    }
    return true
  }

  private func take(_ outcome: SweepOutcome) {
    outcomes.append(outcome)
    teller.tell(outcome)
    guard outcome.failure == nil, !isUnkept else { return }
    do throws(StoreError) {
      try file?.add(outcome, in: grid)
    } catch {
      isUnkept = true
      teller.complain("\(error.description); --resume will run these runs again")
    }
  }

  /// The program and the words that do one run.
  private func command(_ run: SweepGrid.Run) -> [String] {
    var words = options.launcher + [Installation.current.program, "run", origin.kernel]
    words += [RunOptions.json.name, RunOptions.resultsOnly.name]
    func add(_ option: Option, _ value: String) { words += [option.name, value] }
    for (axis, value) in zip(grid.axes, grid.settings[run.setting]) {
      add(RunOptions.set, "\(axis.name)=\(value)")
    }
    add(RunOptions.seed, "\(run.seed)")
    if let limit = options.run.stepLimit { add(RunOptions.steps, "\(limit)") }
    for (name, path) in options.run.data.sorted(by: { $0.key < $1.key }) {
      add(RunOptions.data, "\(name)=\(path)")
    }
    for path in options.run.sourceFiles { add(RunOptions.source, path) }
    return words
  }

  private var variables: [String: String] {
    shares.threads.map { ["OPENBLAS_NUM_THREADS": "\($0)"] } ?? [:]
  }

  /// Ends all runs; at once where Ctrl-C is pressed again or they take long.
  private func stopJobs() {
    let presses = Interrupts.number
    let deadline = MonotonicTime.now + Self.patience
    for job in jobs { job.program.terminate() }
    while !jobs.isEmpty {
      BackgroundProgram.wait(for: jobs.map(\.program), atMost: 0.05)
      for index in jobs.indices { jobs[index].read() }
      jobs.removeAll { $0.program.ending != nil }
      if MonotonicTime.now > deadline || Interrupts.number > presses {
        for job in jobs { job.program.kill() }
      }
    }
  }

  private func end(_ status: String, canGoOn: Bool = true) -> Int32 {
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    let summary = SweepSummary(grid, outcomes, seconds: seconds)
    let status = summary.failed > 0 && status == "finished" ? "failed" : status
    teller.end(summary, status: status)
    let hasCharts = writeCharts(of: summary)
    if status != "finished", canGoOn {
      // Where no run could work, the next call would come to the same.
      let goOn =
        isUnkept || summary.finished == 0
        ? "" : "; what has finished is kept; go on with: \(callAgain)"
      teller.complain("\(summary.finished) of \(grid.runs.count) runs finished\(goOn)")
    }
    if status == "interrupted" { return 130 }
    return status == "finished" && hasCharts ? 0 : 1
  }

  /// The call that does what is missing.
  private var callAgain: String {
    var words = ["margin"] + CommandLine.arguments.dropFirst()
    if !options.resumes { words.append(SweepOptions.resume.name) }
    return words.map(shellQuoted).joined(separator: " ")
  }

  /// Writes the charts to the file that was asked for.
  ///
  /// - Returns: Whether that succeeded, or nothing was asked for.
  private func writeCharts(of summary: SweepSummary) -> Bool {
    guard let path = options.run.chartFile else { return true }
    return writeSVG(Chart.svg(SweepPicture(summary: summary).charts), to: path)
  }
}

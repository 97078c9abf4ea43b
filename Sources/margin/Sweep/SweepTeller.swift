import Cells
import Foundation
import NotebookUI

/// Tells a sweep while it goes on and when it has ended, in one of the formats of `margin run`.
struct SweepTeller {
  private let kernel: String
  private let grid: SweepGrid
  private let format: RunOptions.Format
  private let traits: OutputTraits
  private var share: Share?
  /// The runs that finished before this sweep.
  private var kept = 0
  private let began = ContinuousClock.now
  /// Whether the line of the progress stands on the terminal.
  private var hasLine = false

  init(kernel: String, grid: SweepGrid, format: RunOptions.Format, traits: OutputTraits) {
    self.kernel = kernel
    self.grid = grid
    self.format = format
    self.traits = traits
  }

  /// Seconds since this was made.
  private var time: Double { (ContinuousClock.now - began) / .seconds(1) }

  /// The sweep begins, with the runs that were kept.
  mutating func begin(kept: [SweepOutcome], jobs: Int, resumes: Bool) {
    self.kept = kept.count
    share = Share(done: kept.count, of: grid.runs.count, at: time)
    guard format == .live || format == .plain else {
      put(beginning(kept: kept.count, jobs: jobs).description)
      for outcome in kept { put(outcome.json(in: grid).description) }
      return flush()
    }
    let settings = counted(grid.settings.count, "setting")
    let seeds = counted(grid.seeds.count, "seed")
    var parts = ["\(settings) × \(seeds) = \(counted(grid.runs.count, "run"))"]
    if resumes {
      parts.append(kept.isEmpty ? "none finished before" : "\(kept.count) finished before")
    }
    if jobs > 1 { parts.append("\(jobs) at once") }
    let fixed = grid.axes.filter { $0.values.count == 1 }.map { "\($0.name)=\($0.values[0].shown)" }
    put(([kernel] + fixed + [parts.joined(separator: ", ")]).joined(separator: "  "))
    flush()
  }

  private func beginning(kept: Int, jobs: Int) -> JSON {
    .object([
      "event": .string("start"), "kernel": .string(kernel),
      "parameters": .object(
        grid.axes.map { .init(name: $0.name, value: .array($0.values.map(\.json))) }),
      "seeds": .array(grid.seeds.map(JSON.natural)), "runs": .integer(grid.runs.count),
      "kept": .integer(kept), "jobs": .integer(jobs),
    ])
  }

  /// A run has ended.
  mutating func tell(_ outcome: SweepOutcome) {
    switch format {
    case .json, .results:
      put(outcome.json(in: grid).description)
      flush()
    case .plain where outcome.failure == nil:
      let result = outcome.results.first.map {
        "  \($0.name) " + String(format: "%.6g", $0.value)
      }
      put(grid.words(for: outcome.run) + (result ?? ""))
      flush()
    case .plain, .live: break
    }
    if let failure = outcome.failure {
      complain("\(grid.words(for: outcome.run)) failed: \(failure)")
    }
  }

  /// How far the sweep has come, several times a second.
  mutating func refresh(done: Int, failed: Int) {
    guard format == .live else { return }
    let (total, time) = (grid.runs.count, time)
    share?.advance(to: done, of: total, at: time)
    let line =
      "\(done) of \(counted(total, "run"))" + (failed > 0 ? ", \(failed) failed" : "")
      + (share.map { "  " + $0.text(at: time) } ?? "")
    put("\r\u{1B}[K" + line.prefix(traits.width - 1), terminator: "")
    flush()
    hasLine = true
  }

  /// Takes the line of the progress away.
  mutating func clear() {
    if hasLine { put("\r\u{1B}[K", terminator: "") }
    hasLine = false
    flush()
  }

  /// Writes a line to stderr.
  mutating func complain(_ text: String) {
    clear()
    margin.complain(text)
  }

  /// The sweep is over.
  mutating func end(_ summary: SweepSummary, status: String) {
    clear()
    guard format == .live || format == .plain else {
      put(summary.json(status: status).description)
      return flush()
    }
    let picture = SweepPicture(summary: summary)
    for (title, chart) in picture.charts + picture.tables(width: traits.width, traits.chartStyle) {
      let lines = ChartPicture(title: title, chart: chart).lines(traits, style: traits.chartStyle)
      for line in lines + [""] { put(line) }
    }
    let before = kept > 0 ? ", \(kept) of them before," : ""
    let failed = summary.failed > 0 ? " finished, \(summary.failed) failed" : ""
    let seconds = String(format: "%.3g s", summary.seconds)
    put("\(status): \(counted(summary.finished, "run"))\(before)\(failed) in \(seconds)")
    flush()
  }
}

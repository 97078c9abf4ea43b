import Cells
import KernelRuntime
import Margin
import Notebook
import NotebookUI

/// Tells a recorded run, whole or while it is being written.
struct RecordedTeller {
  enum Format { case json, plain, live }

  private let run: RecordedRun
  private let format: Format
  private let traits: OutputTraits
  private var live: LiveTeller
  private var series = SeriesLines()

  init(run: RecordedRun, format: Format, traits: OutputTraits) {
    self.run = run
    self.format = format
    self.traits = traits
    live = LiveTeller(traits: traits)
  }

  /// Tells all that is known of it now.
  mutating func tellWhole() {
    let record = run.record
    if format == .json {
      for line in RecordedLines.all(of: run) { put(line.description) }
      return
    }
    tellHead()
    let picture = RecordPicture(record: record, traits: traits)
    for line in [""] + picture.charts + picture.results + [record.closingLine] { put(line) }
    if let message = record.ending?.words.message { put(harmless(message)) }
  }

  mutating func begin() {
    if format == .json {
      put(RecordedLines.start(of: run).description)
    } else {
      tellHead()
      put("")
    }
    flush()
  }

  mutating func refresh(_ record: RunRecord) {
    switch format {
    case .json:
      for line in series.lines(new: record) { put(line.description) }
      flush()
    case .live: live.refresh(record)
    case .plain: break
    }
  }

  mutating func end(_ record: RunRecord) {
    switch format {
    case .json:
      for line in series.lines(new: record) + RecordedLines.end(of: record) {
        put(line.description)
      }
    case .live: live.end(record)
    case .plain: PlainTeller(traits: traits).end(record)
    }
    if format != .json, let message = record.ending?.words.message { put(harmless(message)) }
  }

  private func tellHead() { for line in head { put(harmless(line)) } }

  /// What the run was: one fact a line.
  private var head: [String] {
    let record = run.record
    let origin = record.origin
    let lesson = run.lesson.map { "  lesson \($0)" } ?? ""
    let step = record.pane?.split(separator: "/").last.map { ", step \($0)" } ?? ""
    var lines = ["run \(run.number)  \(origin.kernel)\(lesson)\(step)"]
    func add(_ name: String, _ text: String) { lines.append("  \(padded(name, to: 10))  \(text)") }
    add("began", run.date)
    add("source", origin.isBuiltIn ? "the lesson's own" : "edited, SHA-256 \(origin.sourceHash)")
    add("seed", "\(origin.seed)")
    if let limit = origin.stepLimit { add("steps", "at most \(limit)") }
    for (name, path) in origin.data.sorted(by: { $0.key < $1.key }) {
      add("data", "\(name)=\(path)")
    }
    if !run.values.isEmpty { lines.append("  parameters") }
    let width = run.values.map(\.name.count).max() ?? 0
    let values = run.values.map(\.text.count).max() ?? 0
    for (name, text, parameter) in run.values {
      let usual = parameter?.defaultValue.description
      let note = usual.flatMap { $0 == text ? nil : "  default \($0)" } ?? ""
      let value = note.isEmpty ? text : padded(text, to: values)
      lines.append("    \(padded(name, to: width))  \(value)\(note)")
    }
    if !record.changes.isEmpty { lines.append("  changed while it ran") }
    for change in record.changes {
      lines.append("    before step \(change.step): \(change.name) \(change.value)")
    }
    // Where the edited files were is not recorded.
    if origin.isBuiltIn, !run.parameters.isEmpty {
      add("again", record.command(parameters: run.parameters))
    }
    return lines
  }
}

/// A recorded run as `margin run --json` would tell it, but for printed lines, which are not kept.
enum RecordedLines {
  static func start(of run: RecordedRun) -> JSON {
    let origin = run.record.origin
    return RunLines.start(
      kernel: origin.kernel, parameters: run.members, seed: origin.seed,
      source: origin.isBuiltIn ? "built-in" : "edited")
  }

  /// The results, and how it ended, unless it goes on.
  static func end(of record: RunRecord) -> [JSON] {
    record.results.map(RunLines.result) + (record.ending == nil ? [] : [RunLines.end(record)])
  }

  static func all(of run: RecordedRun) -> [JSON] {
    var series = SeriesLines()
    return [start(of: run)] + series.lines(new: run.record) + end(of: run.record)
  }
}

/// The points of a run, step by step, each told once.
struct SeriesLines {
  /// The step of each series up to which all was told.
  private var told: [String: Int] = [:]

  /// The points of later steps than those that were told before.
  mutating func lines(new record: RunRecord) -> [JSON] {
    var points: [(step: Int, series: String, sample: RunRecord.Sample)] = []
    for name in record.seriesNames {
      let known = told[name]
      let samples = record.series[name] ?? []
      let first =
        known.flatMap { known in samples.lastIndex { $0.step <= known } }.map { $0 + 1 } ?? 0
      points += samples[first...].map { ($0.step, name, $0) }
      if let last = samples.last { told[name] = last.step }
    }
    // Sorting keeps the order within a step.
    return points.sorted { $0.step < $1.step }.map {
      RunLines.metric($0.series, $0.sample, record.curves[$0.series])
    }
  }
}

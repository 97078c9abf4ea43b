import Foundation
import KernelRuntime
import Notebook

/// Tells a run by its last charts and its results, without escape sequences for the cursor.
struct PlainTeller: RunTeller {
  var traits: OutputTraits

  func begin(_ run: RunBeginning) { put(run.line) }

  func tell(_ event: KernelEvent) {
    if case .printed(let printed) = event {
      for line in printed.lines { put(line.text) }
      flush()
    }
  }

  func refresh(_ record: RunRecord) {}

  func end(_ record: RunRecord) {
    let picture = RecordPicture(record: record, traits: traits)
    for line in picture.charts + picture.results + [record.closingLine] { put(line) }
  }
}

extension RunBeginning {
  /// The kernel, its parameters and the seed.
  var line: String {
    let values = parameters.map { "\($0.name)=\($0.value)" } + ["seed=\(seed)"]
    return harmless(
      ([kernel] + values).joined(separator: "  ") + (source.map { "  (\($0))" } ?? ""))
  }
}

extension RunRecord {
  /// How the run went, in one line.
  var closingLine: String {
    let status = ending?.words.status ?? "running"
    return "\(status): \(steps) steps in " + String(format: "%.3g s", seconds)
  }
}

import LessonKit
import Notebook

/// What the runs of each setting came to together.
struct SweepSummary {
  /// A result over the seeds of a setting.
  struct Estimate: Hashable {
    var value: MeanEstimate
    /// The runs that told it.
    var count: Int

    /// From one value a run; nil where there is none.
    init?(_ values: [Double]) {
      guard let value = MeanEstimate(values) else { return nil }
      self.value = value
      count = values.count
    }
  }

  /// A setting.
  struct Row {
    var setting: Int
    /// By the result's name.
    var estimates: [String: Estimate]
    var finished: Int
    var failed: Int
  }

  var grid: SweepGrid
  /// Setting by setting.
  var rows: [Row]
  /// The names of the results, in the order in which kernels told them.
  var names: [String]
  /// "lower" or "higher", by name, where the kernel says it.
  var better: [String: String]
  /// The seconds of the sweep.
  var seconds: Double

  var finished: Int { rows.reduce(0) { $0 + $1.finished } }
  var failed: Int { rows.reduce(0) { $0 + $1.failed } }

  /// Of runs that ended in any order.
  init(_ grid: SweepGrid, _ outcomes: [SweepOutcome], seconds: Double) {
    self.grid = grid
    self.seconds = seconds
    names = []
    better = [:]
    // Sums are those of the seeds in their order, whichever run ended first.
    let ordered = Dictionary(grouping: outcomes, by: \.run.setting)
      .mapValues { $0.sorted { $0.run.seed < $1.run.seed } }
    rows = []
    for setting in grid.settings.indices {
      let all = ordered[setting] ?? []
      let finished = all.filter { $0.failure == nil }
      var values: [String: [Double]] = [:]
      for result in finished.flatMap(\.results) {
        if !names.contains(result.name) { names.append(result.name) }
        better[result.name] = result.better
        values[result.name, default: []].append(result.value)
      }
      rows.append(
        Row(
          setting: setting, estimates: values.compactMapValues(Estimate.init),
          finished: finished.count,
          failed: all.count - finished.count))
    }
  }

  /// The result by which settings are ranked: the first of which the kernel says what is better, else
  /// the first.
  var ranking: String? { names.first { better[$0] != nil } ?? names.first }

  /// The rows in the order of `ranking`, the best first, or the least where neither is better; those
  /// without it last.
  var sorted: [Row] {
    guard let name = ranking else { return rows }
    let sign = better[name] == "higher" ? -1.0 : 1.0
    func key(_ row: Row) -> Double {
      let value = row.estimates[name].map { sign * $0.value.mean } ?? .nan
      return value.isNaN ? .infinity : value
    }
    return rows.enumerated().sorted {
      (key($0.element), $0.offset) < (key($1.element), $1.offset)
    }.map(\.element)
  }

  /// The last line of a sweep that is told as JSON.
  func json(status: String) -> JSON {
    .object([
      "event": .string("summary"), "status": .string(status),
      "runs": .integer(grid.runs.count), "finished": .integer(finished),
      "failed": .integer(failed), "seconds": .number(seconds),
      "settings": .array(rows.map(json)),
    ])
  }

  private func json(_ row: Row) -> JSON {
    .object([
      "setting": .integer(row.setting), "parameters": grid.json(grid.settings[row.setting]),
      "finished": .integer(row.finished), "failed": .integer(row.failed),
      "results": .array(
        names.compactMap { name in row.estimates[name].map { json($0, of: name) } }),
    ])
  }

  private func json(_ estimate: Estimate, of name: String) -> JSON {
    let error = estimate.value.standardError
    return .object(
      [.init(name: "name", value: .string(name))]
        + JSON.members("mean", estimate.value.mean)
        + [
          .init(name: "standardError", value: error.map(JSON.number) ?? .null),
          .init(name: "n", value: .integer(estimate.count)),
        ] + JSON.members("better", better[name]))
  }
}

import Foundation
import KernelRuntime
import Notebook

/// How a run of a sweep ended, and what it came to.
struct SweepOutcome: Hashable {
  var run: SweepGrid.Run
  /// Why it failed; nil where it finished.
  var failure: String?
  /// In the order in which the kernel told them.
  var results: [RunRecord.Result] = []
  /// Inside of `run(in:)`.
  var seconds = 0.0

  /// As an object, which `init(line:)` reads.
  func json(in grid: SweepGrid) -> JSON {
    .object([
      "event": .string("run"), "setting": .integer(run.setting),
      "parameters": grid.json(grid.settings[run.setting]), "seed": .natural(run.seed),
      "status": .string(failure == nil ? "finished" : "failed"),
      "results": .array(results.map(\.json)), "seconds": .number(seconds),
      "message": JSON(failure),
    ])
  }

  /// The finished run that a line tells; nil where it tells another thing.
  init?(line: String) {
    guard let line = SweepLine(line), line.event == "run", line.status == "finished",
      let setting = line.setting, let seed = line.seed
    else { return nil }
    run = .init(setting: setting, seed: seed)
    results = (line.results ?? []).map(\.result)
    seconds = line.seconds ?? 0
  }

  /// A run that ended.
  init(_ run: SweepGrid.Run, failure: String?, results: [RunRecord.Result], seconds: Double) {
    self.run = run
    self.failure = failure
    self.results = results
    self.seconds = seconds
  }
}

/// A line that a run, or a sweep before this one, has told.
struct SweepLine: Decodable {
  /// A result.
  struct Result: Decodable {
    var name: String
    var value: Double?
    /// What the value is where it is not finite.
    var text: String?
    var better: String?

    var result: RunRecord.Result {
      .init(name: harmless(name), value: value ?? text.flatMap(Double.init) ?? .nan, better: better)
    }
  }

  var event: String
  var setting: Int?
  var seed: UInt64?
  var status: String?
  var message: String?
  var results: [Result]?
  var seconds: Double?

  /// Nil where `line` is no such object.
  init?(_ line: String) {
    guard let line = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else { return nil }
    self = line
  }
}

extension RunRecord.Result {
  /// As `margin run --json` tells it, without the event's name.
  fileprivate var json: JSON {
    .object(
      [.init(name: "name", value: .string(name))] + JSON.members("value", value)
        + JSON.members("better", better))
  }
}

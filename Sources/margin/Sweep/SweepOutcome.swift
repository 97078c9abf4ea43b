import Foundation
import KernelRuntime
import Margin
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
  ///
  /// - Parameters:
  ///   - line: A line of `json(in:)`.
  ///   - places: The places of the settings: they may have been others when the line was written.
  init?(line: String, among places: [[String: SweepLine.Value]: Int]) {
    guard let line = SweepLine(line), line.event == "run", line.status == "finished",
      let setting = line.parameters.flatMap({ places[$0] }), let seed = line.seed
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

  /// A parameter's value.
  enum Value: Hashable, Decodable {
    case number(Double)
    case toggle(Bool)
    case text(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let isOn = try? value.decode(Bool.self) {
        self = .toggle(isOn)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try value.decode(String.self))
      }
    }

    init(_ value: ParameterValue) {
      switch value {
      case .integer(let number): self = .number(Double(number))
      case .number(let number): self = .number(number)
      case .toggle(let isOn): self = .toggle(isOn)
      case .choice, .text, .automatic: self = .text(value.description)
      }
    }
  }

  var event: String
  var parameters: [String: Value]?
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

extension SweepGrid {
  /// The place of each setting by its values.
  var places: [[String: SweepLine.Value]: Int] {
    let names = axes.map(\.name)
    let pairs = settings.enumerated().map { place, values in
      (Dictionary(zip(names, values.map(SweepLine.Value.init))) { first, _ in first }, place)
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

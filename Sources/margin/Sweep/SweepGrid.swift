import KernelRuntime
import Margin

/// The settings of a sweep, and a run of each of them for each seed.
struct SweepGrid: Hashable {
  /// A parameter and the values that it takes.
  struct Axis: Hashable {
    var parameter: ParameterDescription
    /// The step before which it is set; nil for the start.
    var step: Int?
    /// At least one.
    var values: [ParameterValue]

    /// As `--set` names it.
    var name: String { parameter.name + (step.map { "@\($0)" } ?? "") }
  }

  /// One run.
  struct Run: Hashable {
    /// The place of its setting.
    var setting: Int
    var seed: UInt64
  }

  /// The most runs of a sweep.
  static let limit = 100_000

  let axes: [Axis]
  let seeds: [UInt64]
  /// The value of each axis, setting by setting: the last axis changes first.
  let settings: [[ParameterValue]]

  /// The grid of all values of `axes`; nil where it has more than `limit` runs.
  init?(axes: [Axis], seeds: [UInt64]) {
    var count = seeds.count
    for axis in axes {
      let (product, isTooMuch) = count.multipliedReportingOverflow(by: axis.values.count)
      guard !isTooMuch, product <= Self.limit else { return nil }
      count = product
    }
    self.axes = axes
    self.seeds = seeds
    settings = axes.reduce([[]]) { settings, axis in
      settings.flatMap { setting in axis.values.map { setting + [$0] } }
    }
  }

  /// The places of the axes with more than one value.
  var varied: [Int] { axes.indices.filter { axes[$0].values.count > 1 } }

  /// All settings with the first seed, then all with the next: what has been done of a sweep that was
  /// stopped can be compared.
  var runs: [Run] {
    let places = settings.indices
    return seeds.flatMap { seed in places.map { Run(setting: $0, seed: seed) } }
  }

  /// What tells a run from the others, in words: `components=3  seed=1`.
  func words(for run: Run) -> String {
    let values = settings[run.setting]
    let parts = varied.map { "\(axes[$0].name)=\(values[$0].shown)" } + ["seed=\(run.seed)"]
    return parts.joined(separator: "  ")
  }

  /// A setting as a JSON object.
  func json(_ setting: [ParameterValue]) -> JSON {
    .object(zip(axes, setting).map { JSON.Member(name: $0.name, value: $1.json) })
  }
}

extension ParameterValue {
  /// As `--set` takes it, in a form that any terminal can show: a power of ten without a needless digit.
  var shown: String {
    guard case .number(let number) = self else { return harmless(description) }
    return "\(number)".replacing("e-0", with: "e-").replacing("e+0", with: "e+")
  }
}

import LessonKit
import Margin

/// What came of each set that was learnt from, seed by seed.
struct Ablation {
  /// What is measured.
  enum Measure: String, CaseIterable {
    // Results stand on the screen in this order.
    case captions = "captions correct"
    case recall = "R@1"
    case kept = "kept web captions"
    case noise = "noise share of the set"

    fileprivate var better: RunResult.Direction? {
      switch self {
      case .captions, .recall: .higher
      case .noise: .lower
      case .kept: nil
      }
    }
  }

  typealias Arm = BootstrappedSet.Arm

  private var outcomes: [Arm: [[Measure: Double]]] = [:]
  /// Whose results bear the names of the measures alone.
  private let main: Arm

  /// Nothing yet; the results are those of `main`, the others stand behind them.
  init(of main: Arm) { self.main = main }

  /// Adds what came of one more seed.
  mutating func add(_ outcome: [Measure: Double], of arm: Arm) {
    outcomes[arm, default: []].append(outcome)
  }

  /// Whether something is known of an arm.
  func has(_ arm: Arm) -> Bool { outcomes[arm] != nil }

  private func estimate(_ measure: Measure, _ arm: Arm) -> MeanEstimate? {
    MeanEstimate(outcomes[arm, default: []].compactMap { $0[measure] })
  }

  /// Reports and draws all that is known.
  func show(in pane: Pane) {
    for measure in Measure.allCases { report(measure, main, measure.rawValue, in: pane) }
    for measure in [Measure.captions, .recall] {
      for arm in Arm.allCases where arm != main {
        report(measure, arm, "\(measure.rawValue) (\(arm.rawValue))", in: pane)
      }
    }
    let now = self
    pane.show(as: "ablation") { .bars(now.bars) }
  }

  private func report(_ measure: Measure, _ arm: Arm, _ name: String, in pane: Pane) {
    guard let estimate = estimate(measure, arm) else { return }
    pane.result(name, estimate.mean, better: measure.better)
    if let error = estimate.standardError {
      pane.result("\(name) ± standard error", error)
    }
  }

  private var bars: BarChart {
    let arms = Arm.allCases.filter(has)
    let series = [Measure.captions, .recall].map { measure in
      let estimates = arms.compactMap { estimate(measure, $0) }
      return BarChart.Series(
        measure.rawValue, estimates.map(\.mean), errors: estimates.compactMap(\.standardError))
    }
    return BarChart(arms.map(\.rawValue), series, xLabel: "share")
  }
}

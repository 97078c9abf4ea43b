import LessonKit
import Margin

/// What a training of support vector machines shows.
struct MarginCharts {
  private let examples: Examples

  /// With more points charts are only drawn at the end.
  private static let mostPoints = 500

  init(_ examples: Examples) { self.examples = examples }

  /// One step was taken, or found that none was left.
  func follow(_ machines: Machines, in pane: Pane) {
    let descent = machines.descent
    pane.plot("violation", max(descent.violation, 1e-12))
    guard examples.count <= Self.mostPoints, machines.parts.count == 1 else {
      return pane.plot("objective", descent.objective)
    }
    let present = descent.present
    if machines.settings.type == .cSVC {
      let dual = -descent.objective
      pane.plot("objectives", ["primal": primal(present, machines), "dual": dual])
    } else {
      pane.plot("objective", descent.objective)
    }
    let (examples, settings, rows) = (examples, machines.settings, machines.parts.map(\.rows))
    let pair = descent.pair
    let violation = descent.violation
    guard examples.isFlat, !examples.classNames.isEmpty else { return }
    pane.show(as: "margin") {
      let model = examples.model(settings, [present], rows)
      let labels = violation > settings.tolerance ? Self.labels(pair, rows[0], examples) : []
      return .scatter(examples.margin(of: model, labels: labels))
    }
  }

  /// ½ ‖w‖² + C Σ ξ at the present b.
  private func primal(_ solution: SupportVectorSolution, _ machines: Machines) -> Double {
    let (y, settings) = (machines.parts[0].y, machines.settings)
    var slack = 0.0
    for n in y.indices {
      let xi = max(0, 1 - y[n] * (y[n] - solution.v[n] + solution.bias[0]))
      slack += xi * (y[n] > 0 ? settings.C * settings.weight : settings.C)
    }
    return solution.squaredNorm / 2 + slack
  }

  /// The two points that moved.
  private static func labels(
    _ pair: (rising: Int, falling: Int)?, _ rows: [Int], _ examples: Examples
  ) -> [ScatterChart.Label] {
    guard let pair else { return [] }
    return [(pair.rising, "i"), (pair.falling, "j")].map { place, text in
      let x = examples.x.row(rows[place])
      return .init(x: x[0], y: x[1], text: text)
    }
  }

  /// The charts at the end of a training.
  func show(_ machines: Machines, _ model: SupportVectorModel, in pane: Pane) {
    show(model, in: pane)
    guard machines.parts.count == 1 else {
      return pane.show(as: "machines") { .table(examples.table(of: model, machines.solutions)) }
    }
    guard let solution = machines.solutions.first else { return }
    let alpha = SupportVectorCoefficients(solution, count: examples.count).c
    pane.show(as: "α") { .bars(examples.bars(alpha)) }
    if examples.isFlat, !examples.classNames.isEmpty {
      pane.show(as: "support vectors") { .scatter(examples.states(solution)) }
    }
  }

  /// The charts of a model alone.
  func show(_ model: SupportVectorModel, in pane: Pane) {
    let examples = examples
    switch (examples.classNames.count, examples.x.shape[1]) {
    case (2, 2),
      (0, 2) where examples.z.isEmpty:
      pane.show(as: "margin") { .scatter(examples.margin(of: model)) }
    case (3..., 2): pane.show(as: "regions") { .scatter(examples.regions(of: model)) }
    case (0, 1) where !examples.z.isEmpty:
      pane.show(as: "tube") { .line(examples.tube(of: model)) }
    default: break
    }
    if examples.classNames.count == 2 || examples.strangers != nil {
      pane.show(as: "decision values") { .histogram(examples.histogram(of: model)) }
    }
  }
}

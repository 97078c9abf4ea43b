import Margin

/// What a run along a path shows.
struct PathCharts {
  /// The weights at each penalty so far.
  private(set) var weights: [[Double]] = []
  private var penalties: [Double] = []
  private var choices: [LineChart.Reference] = []
  private let names: [String]
  private let data: Regression

  /// So many curves can still be told apart.
  private static let mostCurves = 12

  /// What is drawn: the predictors that go best with the target.
  private let drawn: [Int]

  init(_ names: [String], _ data: Regression) {
    (self.names, self.data) = (names, data)
    let ranked = names.indices.sorted { abs(data.xy[$0]) > abs(data.xy[$1]) }
    drawn = Array(ranked.prefix(Self.mostCurves))
  }

  /// The path has come to `alpha`.
  mutating func add(
    _ alpha: Double, _ w: [Double], _ trace: SweepTrace, kept: Int, freedom: Double,
    in pane: Pane
  ) {
    penalties.append(alpha)
    weights.append(w)
    pane.plot("features in the sweeps", Double(kept))
    pane.plot("degrees of freedom", freedom)
    let now = self
    pane.show(as: "paths") { .line(now.paths) }
    pane.show(as: "gap") { .line(Self.gaps(trace)) }
    pane.show(as: "coefficients") { .table(now.table(w)) }
  }

  /// One more fold was held out.
  mutating func show(_ curve: ValidationCurve, in pane: Pane) {
    guard let best = curve.best, let simpler = curve.withinOneStandardError,
      weights.count == penalties.count, weights.count > best
    else { return }
    choices = [
      .init(x: curve.penalties[best], name: "α"),
      .init(x: curve.penalties[simpler], name: "one SE"),
    ]
    let now = self
    pane.show(as: "cross-validation") { .line(now.chart(of: curve)) }
    pane.show(as: "paths") { .line(now.paths) }
    pane.show(as: "coefficients") {
      .table(now.table(now.weights[best], simpler: now.weights[simpler]))
    }
  }

  /// Weights by penalty.
  private var paths: LineChart {
    LineChart(
      drawn.map { j in .init(names[j], x: penalties, y: weights.map { $0[j] }) },
      xLabel: "α", yLabel: "weight", xScale: .log, references: choices)
  }

  /// The mean errors, with one standard error on either side.
  private func chart(of curve: ValidationCurve) -> LineChart {
    let (means, errors) = (curve.means, curve.standardErrors)
    return LineChart(
      [
        .init(
          "MSE", x: curve.penalties, y: means, lower: zip(means, errors).map { $0 - $1 },
          upper: zip(means, errors).map { $0 + $1 })
      ], xLabel: "α", yLabel: "MSE", xScale: .log, references: choices)
  }

  private static func gaps(_ trace: SweepTrace) -> LineChart {
    let sweeps = trace.gaps.indices.map { Double($0 + 1) }
    return LineChart(
      [
        .init("duality gap", x: sweeps, y: trace.gaps),
        .init("largest move", x: sweeps, y: trace.moves),
      ], xLabel: "sweep", yScale: .log, references: [.init(y: trace.tolerance, name: "tolerance")])
  }

  /// The weights as they are and in the predictors' own units, and those of the simpler model.
  private func table(_ w: [Double], simpler: [Double]? = nil) -> TableChart {
    TableChart(
      columns: ["predictor", "weight", "in its units"]
        + (simpler == nil ? [] : ["one standard error"]),
      rows: names.indices.map { j in
        [.text(names[j]), .number(w[j]), .number(w[j] / data.scale[j])]
          + (simpler.map { [.number($0[j])] } ?? [])
      })
  }
}

import Margin

/// What a run along a path shows.
struct PathCharts {
  /// The weights at each penalty so far.
  private(set) var weights: [Tensor<Double>] = []
  private var penalties: [Double] = []
  private var marks: [LineChart.Mark] = []
  private let names: [String]
  private let data: Regression

  /// So many curves can still be told apart.
  private static let mostCurves = 12

  init(_ names: [String], _ data: Regression) { (self.names, self.data) = (names, data) }

  /// The path has come to `alpha`.
  mutating func add(
    _ alpha: Double, _ w: Tensor<Double>, _ trace: SweepTrace, kept: Int, freedom: Double,
    in pane: Pane
  ) {
    penalties.append(alpha)
    weights.append(w)
    pane.plot("features in the sweeps", Double(kept))
    pane.plot("degrees of freedom", freedom)
    pane.show(.line(paths), as: "paths")
    pane.show(.line(Self.gaps(trace)), as: "gap")
    pane.show(.table(table(w)), as: "coefficients")
  }

  /// One more fold was held out.
  mutating func show(_ curve: ValidationCurve, in pane: Pane) {
    guard let best = curve.best, let simpler = curve.withinOneStandardError,
      weights.count == penalties.count, weights.count > best
    else { return }
    marks = [
      .init(x: curve.penalties[best], text: "α"),
      .init(x: curve.penalties[simpler], text: "one SE"),
    ]
    pane.show(.line(chart(of: curve)), as: "cross-validation")
    pane.show(.line(paths), as: "paths")
    pane.show(.table(table(weights[best], simpler: weights[simpler])), as: "coefficients")
  }

  /// Weights by penalty; of many predictors those with the largest weights at the end.
  private var paths: LineChart {
    let last = weights.last?.scalars ?? []
    let shown = last.indices.sorted { abs(last[$0]) > abs(last[$1]) }.prefix(Self.mostCurves)
    return LineChart(
      names.indices.filter(Set(shown).contains).map { j in
        LineChart.Series(names[j], x: penalties, y: weights.map { $0[j] })
      }, marks: marks, xLabel: "α", yLabel: "weight", xScale: .log)
  }

  private func chart(of curve: ValidationCurve) -> LineChart {
    let (means, errors) = (curve.means, curve.standardErrors)
    func series(_ name: String, _ side: Double) -> LineChart.Series {
      .init(name, x: curve.penalties, y: zip(means, errors).map { $0 + side * $1 })
    }
    return LineChart(
      [series("+ standard error", 1), series("− standard error", -1), series("MSE", 0)],
      marks: marks, xLabel: "α", yLabel: "MSE", xScale: .log)
  }

  private static func gaps(_ trace: SweepTrace) -> LineChart {
    let sweeps = trace.gaps.indices.map { Double($0 + 1) }
    return LineChart(
      [
        .init("duality gap", x: sweeps, y: trace.gaps),
        .init("largest move", x: sweeps, y: trace.moves),
      ], xLabel: "sweep", yScale: .log)
  }

  /// The weights as they are and in the predictors' own units, and those of the simpler model.
  private func table(_ w: Tensor<Double>, simpler: Tensor<Double>? = nil) -> TableChart {
    TableChart(
      columns: ["predictor", "weight", "in its units"]
        + (simpler == nil ? [] : ["one standard error"]),
      rows: names.indices.map { j in
        [.text(names[j]), .number(w[j]), .number(w[j] / data.scale[j])]
          + (simpler.map { [.number($0[j])] } ?? [])
      })
  }
}

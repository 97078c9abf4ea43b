import Margin

/// What a run of `PlattScaling` shows.
struct CalibrationCharts {
  private let data: ClassData
  /// What the sigmoid is fitted on: [N].
  private let f: Tensor<Double>
  /// Decision values of the points that were not learnt from, and their classes: [M].
  private let testValues: Tensor<Double>
  private let y: Tensor<Double>

  init(_ data: ClassData, _ f: Tensor<Double>, _ testValues: Tensor<Double>, _ y: Tensor<Double>) {
    (self.data, self.f, self.testValues, self.y) = (data, f, testValues, y)
  }

  /// The probabilities of the sigmoid where it was not fitted.
  func scores(_ sigmoid: FittedSigmoid) -> ProbabilityScores {
    ProbabilityScores(logits: sigmoid.logits(testValues), y)
  }

  /// The same for decision values taken as log odds.
  var plainScores: ProbabilityScores { ProbabilityScores(logits: testValues, y) }

  /// One Newton step.
  func show(_ sigmoid: FittedSigmoid, _ bins: Int, in pane: Pane) {
    pane.show(as: "reliability") { .line(reliability(sigmoid, bins)) }
    pane.show(as: "probabilities") { .histogram(histogram(sigmoid, bins)) }
    pane.show(as: "sigmoid") { .line(curve(sigmoid)) }
  }

  private func reliability(_ sigmoid: FittedSigmoid, _ bins: Int) -> LineChart {
    func points(_ name: String, _ scores: ProbabilityScores, bars: Bool) -> LineChart.Series {
      let bins = Reliability(scores, bins: bins).sorted
      return LineChart.Series(
        name, x: bins.map(\.mean), y: bins.map(\.share), style: bars ? .points : .line,
        lower: bars ? bins.map(\.interval.lowerBound) : [],
        upper: bars ? bins.map(\.interval.upperBound) : [], spread: bars ? .bars : nil)
    }
    return LineChart(
      [
        .init("calibrated", x: [0, 1], y: [0, 1]),
        points("σ(f)", plainScores, bars: false),
        points("Platt", scores(sigmoid), bars: true),
      ], xLabel: "mean probability", yLabel: "share of positives")
  }

  private func histogram(_ sigmoid: FittedSigmoid, _ bins: Int) -> Histogram {
    Histogram(
      [("Platt", scores(sigmoid).p.scalars), ("σ(f)", plainScores.p.scalars)], bins: bins,
      range: 0...1, xLabel: "probability")
  }

  /// The sigmoid over the values that it was fitted on; their shares of positives in stretches of equal
  /// size.
  private func curve(_ fitted: FittedSigmoid) -> LineChart {
    let sorted = f.scalars.indices.sorted { f[$0] < f[$1] }
    let size = max(1, sorted.count / 20)
    let stretches = stride(from: 0, to: sorted.count, by: size).map {
      Array(sorted[$0..<min(sorted.count, $0 + size)])
    }
    func mean(_ rows: [Int], _ value: (Int) -> Double) -> Double {
      rows.reduce(0) { $0 + value($1) } / Double(rows.count)
    }
    let (low, high) = (min(-2, f.min().scalar), max(2, f.max().scalar))
    let x = (0...200).map { low + (high - low) * Double($0) / 200 }
    return LineChart(
      [
        .init("Platt", x: x, y: sigmoid(fitted.logits(Tensor(x))).scalars),
        .init("σ(f)", x: x, y: sigmoid(Tensor(x)).scalars),
        .init(
          "share of positives", x: stretches.map { mean($0) { f[$0] } },
          y: stretches.map { mean($0) { data.y[$0] > 0 ? 1 : 0 } }, style: .points),
      ], xLabel: "decision value f", yLabel: "probability",
      references: fitted.A == 0 ? [] : [.init(x: -fitted.B / fitted.A, name: "p = ½")])
  }

  /// Errors and scores of several models.
  static func comparison(
    _ rows: [(name: String, scores: ProbabilityScores, coefficients: Int)]
  ) -> TableChart {
    TableChart(
      columns: ["model", "errors", "Brier score", "log-loss", "coefficients"],
      rows: rows.map { name, scores, coefficients in
        [
          .text(name), .number((scores.error * Double(scores.y.count)).rounded()),
          .number(scores.brier), .number(scores.logLoss), .number(Double(coefficients)),
        ]
      })
  }
}

import Margin

/// What is shown of scores beside the probabilities that they are learnt from.
struct ContrastiveCharts {
  private let logP: Tensor<Double>
  private let logQ: Tensor<Double>
  /// Σ exp(s + c) at each step.
  private var sums: [Double] = []
  /// The average of ln N − loss over about a hundred steps.
  private var bound: Double?

  /// For ln p and ln q, [V].
  init(_ logP: Tensor<Double>, _ logQ: Tensor<Double>) { (self.logP, self.logQ) = (logP, logQ) }

  mutating func show(
    _ s: Tensor<Double>, _ c: Double, _ objective: Objective, k: Int, in pane: Pane
  ) {
    sums.append(exp(s + c).sum().scalar)
    pane.show(as: "sum of exp(s + c)") { [sums] in
      let steps = sums.indices.map { Double($0 + 1) }
      return .line(
        LineChart(
          [.init("sum of exp(s + c)", x: steps, y: sums)], xLabel: "step", yScale: .log,
          references: [.init(y: 1, name: "1")]))
    }
    pane.plot("KL(p‖model)", divergence(s))
    let optimum = optimum(s, objective, k: k)
    pane.show(as: "log-probabilities") { [logP] in
      let ranks = logP.scalars.indices.map { Double($0 + 1) }
      let curves = [("ln p", logP)] + optimum + [("learned", s + c)]
      return .line(
        LineChart(
          curves.map { .init($0.0, x: ranks, y: $0.1.scalars) }, xLabel: "rank of the word",
          yLabel: "nats", xScale: .log))
    }
  }

  func report(_ s: Tensor<Double>, _ c: Double, _ objective: Objective, in pane: Pane) {
    pane.result("KL(p‖model) nats", divergence(s), better: .lower)
    pane.result("sum of exp(s + c)", exp(s + c).sum())
    pane.result("learned log constant", c)
    pane.result("true log constant", -s.logSumExp(axis: 0))
    pane.result("slope of the scores over ln p", slope(s))
  }

  /// ln N − loss, below ln N and, on average, below KL(p‖q).
  ///
  /// van den Oord et al. (2018), A.1.
  mutating func showBound(_ loss: Tensor<Double>, N: Int, in pane: Pane) {
    let value = log(Double(N)) - loss.scalar
    bound = bound.map { $0 + 0.01 * (value - $0) } ?? value
    let divergence = (exp(logP) * (logP - logQ)).sum()
    pane.plot(
      "bound", ["estimate": bound ?? value, "ln N": log(Double(N)), "KL(p‖q)": divergence])
    pane.result("ln N − loss (nats)", bound ?? value)
    pane.result("KL(p‖q) (nats)", divergence)
  }

  /// Where the scores go, if that is not ln p.
  private func optimum(
    _ s: Tensor<Double>, _ objective: Objective, k: Int
  ) -> [(String, Tensor<Double>)] {
    switch objective {
    case .nce: return []
    case .negativeSampling: return [("optimum", logP - logQ - log(Double(k)))]
    case .infoNCE:
      // The constant is left open.
      let ratio = logP - logQ
      return [("optimum", ratio + (s - ratio).mean())]
    }
  }

  /// KL(p ‖ e^s / Z).
  private func divergence(_ s: Tensor<Double>) -> Double {
    max(0, (exp(logP) * (logP - s + s.logSumExp(axis: 0))).sum().scalar)
  }

  /// Of the least squares line of s over ln p.
  private func slope(_ s: Tensor<Double>) -> Double {
    let x = logP - logP.mean()
    return (x * s).sum().scalar / square(x).sum().scalar
  }
}

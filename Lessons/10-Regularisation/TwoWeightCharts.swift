import Margin

extension PosteriorCharts {
  /// The loss over both weights, the ball of the penalty through the mode, and the modes of all λ.
  func showTwoWeights(
    _ w: Tensor<Double>, _ prior: Prior, _ lambda: Double, in pane: Pane, _ mode: PosteriorMode
  ) throws {
    let least = try mode(problem, .none, lambda)
    let modes = try minimaByLambda(prior, mode) + [.zeros(2)]
    let extent = max(1, 1.3 * abs(least).max().scalar)
    let H = matmul(problem.X.transposed(), problem.X) / Double(problem.t.count)
    let chart = ContourChart(
      x: -extent...extent, y: -extent...extent,
      paths: [
        ball(prior, prior.penalty(of: w)),
        .init("modes by λ", x: modes.map { $0[0] }, y: modes.map { $0[1] }),
        .init("least squares", x: [least[0]], y: [least[1]], style: .points),
        .init("mode", x: [w[0]], y: [w[1]], style: .points),
      ], xLabel: "w_1", yLabel: "w_2"
    ) { w1, w2 in
      let (a, b) = (w1 - least[0], w2 - least[1])
      return -(H[0, 0] * a * a + 2 * H[0, 1] * a * b + H[1, 1] * b * b) / 2
    }
    pane.show(.contour(chart), as: "loss and ball")
    pane.result("share at a corner", try shareAtCorners(prior, lambda, pane.random))
  }

  /// The weights whose penalty is `radius`.
  private func ball(_ prior: Prior, _ radius: Double) -> LineChart.Series {
    let points = (0...80).map { k in
      let angle = 2 * .pi * Double(k) / 80
      let (a, b) = (cos(angle), sin(angle))
      let length = prior == .laplace ? radius / (abs(a) + abs(b)) : sqrt(2 * radius)
      return (length * a, length * b)
    }
    return .init("ball", x: points.map(\.0), y: points.map(\.1))
  }

  /// How often a weight is exactly 0 where the true weights are drawn anew, 500 times.
  private func shareAtCorners(
    _ prior: Prior, _ lambda: Double, _ random: RandomSource
  ) throws -> Double {
    var (corners, random) = (0, random)
    for _ in 0..<500 {
      let f = matmul(problem.X, .normal([2], using: &random))
      let t = f + sigma * .normal([f.count], using: &random)
      let w = try prior.minimum(problem.X, t, lambda, problem.penalised, from: .zeros(2))
      if w[0] == 0 || w[1] == 0 { corners += 1 }
    }
    return Double(corners) / 500
  }
}

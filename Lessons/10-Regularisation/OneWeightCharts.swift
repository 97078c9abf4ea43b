import Margin

extension PosteriorCharts {
  /// Prior, likelihood and posterior over the weight, and the mode for every estimate z.
  func showOneWeight(
    _ w: Tensor<Double>, _ prior: Prior, _ lambda: Double, in pane: Pane
  ) throws {
    let N = Double(problem.t.count)
    let z = matmul(problem.X.transposed(), problem.t)[0] / N
    let grid = (-600...600).map { Double($0) / 200 }
    let logPrior = grid.map { -lambda * prior.penalty(of: Tensor([$0])) / (sigma * sigma) }
    let logLikelihood = grid.map { -N * ($0 - z) * ($0 - z) / (2 * sigma * sigma) }
    let posterior = Self.heights(zip(logPrior, logLikelihood).map { $0 + $1 })
    let mean = zip(grid, posterior).reduce(0) { $0 + $1.0 * $1.1 } / posterior.reduce(0, +)
    pane.show(
      .line(
        LineChart(
          [
            .init("prior", x: grid, y: Self.heights(logPrior)),
            .init("likelihood", x: grid, y: Self.heights(logLikelihood)),
            .init("posterior", x: grid, y: posterior),
          ], xLabel: "w", yLabel: "share of the top",
          references: [.init(x: w[0], name: "mode")])),
      as: "posterior")
    pane.result("estimate without prior", z)
    pane.result("posterior mode", w[0])
    pane.result("posterior mean", mean)
    if prior != .none { pane.result("prior width", prior.width(sigma: sigma, lambda)) }
    let t = lambda / N
    let estimates = (-300...300).map { Double($0) / 100 }
    pane.show(
      .line(
        LineChart(
          [
            .init("soft threshold", x: estimates, y: estimates.map { softThreshold($0, t) }),
            .init("shrinkage", x: estimates, y: estimates.map { $0 / (1 + t) }),
            .init("hard threshold", x: estimates, y: estimates.map { abs($0) > t ? $0 : 0 }),
          ], xLabel: "z", yLabel: "w", references: [.init(x: z, name: "z")])),
      as: "mode by estimate")
  }

  /// exp of the logarithms, the largest 1.
  private static func heights(_ logarithms: [Double]) -> [Double] {
    let top = logarithms.max() ?? 0
    return logarithms.map { exp($0 - top) }
  }
}

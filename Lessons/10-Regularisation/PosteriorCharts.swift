import Margin

/// The minimum for a problem, a prior and a λ.
typealias PosteriorMode = (PosteriorProblem, Prior, Double) throws -> Tensor<Double>

/// What a run of `MaximumAPosteriori` shows, by its model.
final class PosteriorCharts {
  let problem: PosteriorProblem
  /// The deviation of the noise; where there is none, one that can be drawn.
  let sigma: Double
  private var path: (prior: Prior, minima: [Tensor<Double>])?

  init(_ problem: PosteriorProblem, noise: Double) {
    (self.problem, sigma) = (problem, max(noise, 0.01))
  }

  /// The weights `w` as they are, and what other values of λ would have made of them.
  func show(
    _ w: Tensor<Double>, _ prior: Prior, _ lambda: Double, in pane: Pane,
    _ mode: PosteriorMode
  ) throws {
    switch problem.model {
    case .polynomial:
      pane.show(.line(fit(w, largest: 2.5)), as: "fit")
      pane.show(.line(fit(w, largest: .infinity)), as: "whole fit")
      pane.show(.line(try errorsByLambda(prior, lambda, mode)), as: "error by λ")
      pane.show(.line(try errorsByDegree(prior, lambda, mode)), as: "error by degree")
    case .oneWeight: try showOneWeight(w, prior, lambda, in: pane)
    case .twoWeights: try showTwoWeights(w, prior, lambda, in: pane, mode)
    case .logistic:
      pane.show(.line(try weightsByLambda(prior, lambda, mode)), as: "weights by λ")
    }
    pane.show(
      .table(
        TableChart(
          columns: ["name", "weight"],
          rows: problem.names.indices.map { [.text(problem.names[$0]), .number(w[$0])] })),
      as: "weights")
  }

  /// The points, the truth and the fit; what is higher than `largest` is drawn there.
  private func fit(_ w: Tensor<Double>, largest: Double) -> LineChart {
    let x = (0...600).map { Double($0) / 600 }
    let y = matmul(PosteriorProblem.legendre(x, w.count - 1), w).scalars
    return LineChart(
      [
        .init("truth", x: x, y: x.map(PosteriorProblem.sine)),
        .init("fit", x: x, y: y.map { max(-largest, min(largest, $0)) }),
        .init("data", x: problem.places, y: problem.t.scalars, style: .points),
      ], xLabel: "x", yLabel: "y", yScale: largest.isFinite ? .linear : .symlog)
  }

  /// λ from 1e-6 to 100.
  static let lambdas = (0...40).map { pow(10, Double($0) / 5 - 6) }

  /// The minimum for each of `lambdas`: found once for a prior, since no step changes it.
  private func minimaByLambda(
    _ prior: Prior, _ mode: PosteriorMode
  ) throws -> [Tensor<Double>] {
    if let path, path.prior == prior { return path.minima }
    let minima = try Self.lambdas.map { try mode(problem, prior, $0) }
    path = (prior, minima)
    return minima
  }

  /// Errors on the data and from the truth, had λ been another.
  private func errorsByLambda(
    _ prior: Prior, _ lambda: Double, _ mode: PosteriorMode
  ) throws -> LineChart {
    let w = try minimaByLambda(prior, mode)
    return LineChart(
      errors(Self.lambdas, w.map { (problem, $0) }), xLabel: "λ", yLabel: "RMSE",
      xScale: .log, yScale: .log, references: [.init(x: lambda, name: "λ")])
  }

  /// Errors on the data and from the truth, had the degree been lower.
  private func errorsByDegree(
    _ prior: Prior, _ lambda: Double, _ mode: PosteriorMode
  ) throws -> LineChart {
    let degrees = 0..<problem.names.count
    let fits = try degrees.map { degree in
      let lower = problem.limited(toDegree: degree)
      return (lower, try mode(lower, prior, lambda))
    }
    return LineChart(
      errors(degrees.map(Double.init), fits), xLabel: "degree", yLabel: "RMSE", yScale: .log)
  }

  /// On the data an error of 0 is drawn as a thousandth, lest rounding errors fill the axis.
  private func errors(
    _ x: [Double], _ fits: [(problem: PosteriorProblem, w: Tensor<Double>)]
  ) -> [LineChart.Series] {
    [
      .init("true", x: x, y: fits.map { $0.problem.trueError(of: $0.w) ?? .nan }),
      .init("train", x: x, y: fits.map { max(1e-3, $0.problem.trainingError(of: $0.w)) }),
    ]
  }

  /// The weights, had λ been another.
  private func weightsByLambda(
    _ prior: Prior, _ lambda: Double, _ mode: PosteriorMode
  ) throws -> LineChart {
    let w = try minimaByLambda(prior, mode)
    return LineChart(
      problem.names.indices.map { j in
        .init(problem.names[j], x: Self.lambdas, y: w.map { $0[j] })
      }, xLabel: "λ", yLabel: "weight", xScale: .log, references: [.init(x: lambda, name: "λ")])
  }
}

// One weight.
extension PosteriorCharts {
  /// Prior, likelihood and posterior over the weight, and the mode for every estimate z.
  private func showOneWeight(
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

// Two weights.
extension PosteriorCharts {
  /// The loss over both weights, the ball of the penalty through the mode, and the modes of all λ.
  private func showTwoWeights(
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

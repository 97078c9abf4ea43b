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
  func minimaByLambda(
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

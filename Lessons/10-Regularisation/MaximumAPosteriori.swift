import LessonKit
import Margin

// X [N, D] · t [N] · w [D] · f = X w · L(w): ½ ‖t − f‖², or ∑ log(1 + exp(−t f)) where t = ±1
// −σ² log p(w | t) = L(w) + λ R(w) + a constant (σ = 1 for classes)
// Gaussian prior 𝒩(0, τ²): R = ½ ‖w‖², λ = σ²/τ² · Laplace prior of width b: R = ‖w‖₁, λ = σ²/b

/// The most probable weights under a prior: a loss and its penalty.
///
/// Tibshirani (1996), section 5; Bishop (2006), sections 1.1 and 3.3.
final class MaximumAPosteriori: Kernel {
  @Choice("model", restarts: true) var model = PosteriorModel.polynomial
  @Choice("prior") var prior = Prior.gaussian
  @Slider("λ", 1e-6...1e2, scale: .log) var lambda = 0.1
  @Slider("degree", 0...14, restarts: true) var degree = 14
  @Slider("points", 5...100, restarts: true) var points = 15
  @Slider("noise σ", 0...1, restarts: true) var noise = 0.2

  static let reads = ["iris"]

  func run(in pane: Pane) throws {
    let problem = try PosteriorProblem(model, degree, points, noise: noise, in: pane)
    let charts = PosteriorCharts(problem, noise: noise)
    var w = Tensor<Double>.zeros(problem.X.shape[1])
    var isConverged = false
    for _ in pane.steps(upTo: 100) {
      let next = try newton(from: w, problem, prior, lambda)
      isConverged = abs(next - w).max().scalar <= 1e-9 * (1 + abs(next).max().scalar)
      w = next
      if !problem.isDrawn { pane.plot("objective", objective(w, problem, prior, lambda)) }
      try charts.show(w, prior, lambda, in: pane) { [self] problem, prior, lambda in
        try minimum(of: problem, prior, lambda)
      }
      if isConverged { break }
    }
    if pane.step > 0 { report(w, problem, isConverged, in: pane) }
  }

  /// L(w) + λ R(w); the intercept has no prior.
  func objective(
    _ w: Tensor<Double>, _ problem: PosteriorProblem, _ prior: Prior, _ lambda: Double
  ) -> Double {
    let f = matmul(problem.X, w)
    let loss = problem.isLogistic ? softplus(-problem.t * f) : square(problem.t - f) / 2
    return loss.sum().scalar + lambda * prior.penalty(of: w * problem.penalised)
  }

  /// One Newton step: the minimum of the penalty and the second-order model of L at w, which is
  /// ½ ‖z − A v‖² up to a constant, and no step further than P falls.
  func newton(
    from w: Tensor<Double>, _ problem: PosteriorProblem, _ prior: Prior, _ lambda: Double
  ) throws -> Tensor<Double> {
    if !problem.isLogistic {
      return try prior.minimum(problem.X, problem.t, lambda, problem.penalised, from: w)
    }
    let f = matmul(problem.X, w)
    let p = sigmoid(f)
    let root = sqrt(maximum(p * (1 - p), 1e-12))
    let z = root * f + ((1 + problem.t) / 2 - p) / root
    let A = problem.X * root.unsqueezed(axis: 1)
    let v = try prior.minimum(A, z, lambda, problem.penalised, from: w)
    let P = objective(w, problem, prior, lambda)
    let share = (0..<30).map { pow(0.5, Double($0)) }.first {
      objective(w + $0 * (v - w), problem, prior, lambda) <= P
    }
    return w + (share ?? 0) * (v - w)
  }

  /// Newton steps until nothing changes.
  func minimum(
    of problem: PosteriorProblem, _ prior: Prior, _ lambda: Double
  ) throws -> Tensor<Double> {
    var w = Tensor<Double>.zeros(problem.X.shape[1])
    for _ in 0..<(problem.isLogistic ? 50 : 1) {
      let former = w
      w = try newton(from: former, problem, prior, lambda)
      if abs(w - former).max().scalar <= 1e-9 { break }
    }
    return w
  }

  func report(
    _ w: Tensor<Double>, _ problem: PosteriorProblem, _ isConverged: Bool, in pane: Pane
  ) {
    pane.result("train RMSE", problem.trainingError(of: w), better: .lower)
    if let error = problem.trueError(of: w) { pane.result("true RMSE", error, better: .lower) }
    pane.result("largest weight", abs(w * problem.penalised).max().scalar)
    pane.result("objective", objective(w, problem, prior, lambda))
    let free = w * problem.penalised
    pane.result("non-zero coefficients", Double(free.scalars.count { $0 != 0 }))
    reportConvergence(isConverged, in: pane)
  }
}

import LessonKit
import Margin

// x [N, D] · y [N] ±1 · t = (1 + y)/2 · K [N, N] · alpha [N] · f = K α + b [N] · p = σ(f) [N]
// w = p (1 − p) [N] · r = λα − (t − p) [N], zero at the optimum; the gradient of J is K r
// Wahba's representer theorem; Newton's steps as in Zhu & Hastie (2005), section 2.

/// Logistic regression with a kernel: the scores are sums of k(x, x_n) over the training points.
///
/// J(α, b) = λ/2 αᵀKα + ∑ log(1 + exp(−y f)). Zhu & Hastie (2005).
final class KernelLogisticRegression: Kernel {
  @Choice("data", restarts: true) var data = ClassSource.table
  @Slider("λ", 1e-4...1e2, scale: .log) var lambda = 0.1
  @Choice("kernel", restarts: true) var kernel = KernelChoice.rbf
  @Slider("width γ", 1e-3...1e2, scale: .log, automatic: "1/(D·var)", restarts: true)
  var gamma: Double?
  @Choice("solver", restarts: true) var solver = NewtonSolver.cholesky
  @Slider("basis", 10...2000, scale: .log, automatic: "all points", restarts: true)
  var basis: Int?
  @Toggle("intercept", restarts: true) var intercept = true
  @Slider("training share", 0.1...1, restarts: true) var share = 2.0 / 3
  @Toggle("standardise", restarts: true) var standardise = true
  @Slider("points", 20...1000, scale: .log, restarts: true) var points = 200
  @Slider("noise", 0...1, restarts: true) var noise = 0.2

  static let reads = ["breast_cancer", "train", "test"]

  /// A residual r that is smaller than this everywhere ends the run.
  let tolerance = 1e-9

  func run(in pane: Pane) throws {
    let data = try ClassData(self.data, share, standardise, points, noise, in: pane)
    let k = kernel.function(gamma: gamma, data.x)
    let K = try GramMatrix(k, data.x, columns: basis, solver, using: &pane.random)
    var charts = KernelLogisticCharts(data, K)
    var fit = KernelLogisticFit(points: data.y.count)
    var isConverged = false
    for _ in pane.steps(upTo: 100) {
      let lambda = lambda
      let r = residual(fit, data, lambda)
      charts.show(fit, lambda, gradient: abs(r).max().scalar, in: pane)
      isConverged = abs(r).max().scalar <= tolerance
      if isConverged { break }
      guard let next = newtonStep(from: fit, r, data, K, lambda) else { break }
      fit = next
    }
    if pane.step > 0 { report(fit, data, K, isConverged, in: pane) }
  }

  /// r = λα − (t − p): unlike the gradient K r it is not masked by small eigenvalues of K.
  func residual(_ fit: KernelLogisticFit, _ data: ClassData, _ lambda: Double) -> Tensor<Double> {
    lambda * fit.alpha - ((1 + data.y) / 2 - sigmoid(fit.f))
  }

  /// J.
  func objective(_ fit: KernelLogisticFit, _ y: Tensor<Double>, _ lambda: Double) -> Double {
    lambda / 2 * (fit.alpha * (fit.f - fit.b)).sum().scalar + softplus(-y * fit.f).sum().scalar
  }

  /// Newton's step for r = 0 and 1ᵀα = 0, halved until J falls; nil where no step is lower.
  ///
  /// With Δα = −r/λ + W½ v it needs no W⁻¹: B v = W½ (K r/λ − Δb 1), where B = λI + W½ K W½.
  func newtonStep(
    from fit: KernelLogisticFit, _ r: Tensor<Double>, _ data: ClassData, _ K: GramMatrix,
    _ lambda: Double
  ) -> KernelLogisticFit? {
    let p = sigmoid(fit.f)
    let root = sqrt(p * sigmoid(-fit.f))
    let gradient = K.times(r)
    let v = K.solve(root, lambda, [root * gradient / lambda, root], gradient: r.norm().scalar)
    var step = KernelLogisticFit(alpha: -r / lambda + root * v[0], b: 0, f: 0 * fit.f)
    let response = (root * v[1]).sum().scalar
    if intercept, response > 0 {
      step.b = (fit.alpha + step.alpha).sum().scalar / response
      step.alpha = step.alpha - step.b * root * v[1]
    }
    step.f = K.times(step.alpha) + step.b
    let slope =
      (gradient * step.alpha).sum().scalar + step.b * (p - (1 + data.y) / 2).sum().scalar
    let J = objective(fit, data.y, lambda)
    for halvings in 0..<40 {
      let share = pow(0.5, Double(halvings))
      let next = fit.moved(share, along: step)
      let limit = J + 1e-4 * share * slope + 1e-13 * J  // Armijo's rule, up to rounding
      if objective(next, data.y, lambda) <= limit { return next }
    }
    return nil
  }

  /// Newton steps until r is 0 to the tolerance.
  func fit(
    _ data: ClassData, _ K: GramMatrix, lambda: Double, tolerance: Double = 1e-9
  ) -> KernelLogisticFit {
    var fit = KernelLogisticFit(points: data.y.count)
    for _ in 0..<100 {
      let r = residual(fit, data, lambda)
      guard abs(r).max().scalar > tolerance,
        let next = newtonStep(from: fit, r, data, K, lambda)
      else { break }
      fit = next
    }
    return fit
  }

  func report(
    _ fit: KernelLogisticFit, _ data: ClassData, _ K: GramMatrix, _ isConverged: Bool,
    in pane: Pane
  ) {
    pane.result("objective", objective(fit, data.y, lambda), better: .lower)
    let r = residual(fit, data, lambda)
    pane.result("gradient norm", max(abs(r).max().scalar, intercept ? abs(r.sum().scalar) : 0))
    pane.result("Newton steps", Double(pane.step - 1), better: .lower)
    pane.result("CG iterations", Double(K.iterations), better: .lower)
    let coefficients = K.coefficients(fit.alpha).scalars
    pane.result("coefficients above 1e-6", Double(coefficients.count { abs($0) > 1e-6 }))
    if let test = data.test {
      ProbabilityScores(logits: K.scores(fit, test.x), test.y).report(in: pane)
    }
    reportConvergence(isConverged, in: pane)
  }
}

/// What is learnt: a coefficient for each training point, an intercept, and the scores they give.
struct KernelLogisticFit: Hashable {
  var alpha: Tensor<Double>
  var b: Double
  /// K α + b.
  var f: Tensor<Double>

  /// Nothing learnt: p = ½ everywhere.
  init(points: Int) { self.init(alpha: .zeros(points), b: 0, f: .zeros(points)) }

  init(alpha: Tensor<Double>, b: Double, f: Tensor<Double>) {
    (self.alpha, self.b, self.f) = (alpha, b, f)
  }

  func moved(_ share: Double, along step: KernelLogisticFit) -> KernelLogisticFit {
    KernelLogisticFit(
      alpha: alpha + share * step.alpha, b: b + share * step.b, f: f + share * step.f)
  }
}

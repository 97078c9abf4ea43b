import LessonKit
import Margin

// f [N] decision values · y [N] ±1 · t [N] targets · A, B · p = 1/(1 + exp(A f + B)) [N]
// Platt (1999); Newton's method after Lin, Lin & Weng (2007), appendix.

/// Probabilities from a support vector machine: the machine first, then a sigmoid over its values.
final class PlattScaling: Kernel {
  @Choice("data", restarts: true) var data = ClassSource.table
  @Slider("C", 1e-2...1e4, scale: .log, restarts: true) var C = 1.0
  @Slider("width γ", 1e-3...1e2, scale: .log, automatic: "1/(D·var)", restarts: true)
  var gamma: Double?
  @Slider("folds", 2...10, restarts: true) var folds = 5
  @Choice("fitted on", restarts: true) var use = CalibrationValues.folds
  @Choice("targets") var targets = SigmoidTargets.platt
  @Slider("bins", 5...20) var bins = 10
  @Slider("training share", 0.1...0.9, restarts: true) var share = 2.0 / 3
  @Toggle("standardise", restarts: true) var standardise = true
  @Slider("points", 20...1000, scale: .log, restarts: true) var points = 200
  @Slider("noise", 0...1, restarts: true) var noise = 0.2

  static let reads = ["breast_cancer", "train", "test"]

  func run(in pane: Pane) throws {
    let data = try ClassData(self.data, share, standardise, points, noise, in: pane)
    let k = KernelChoice.rbf.function(gamma: gamma, data.x)
    let heldOut = use == .folds ? heldOutValues(data, k, in: pane) : nil
    guard let test = data.test, !pane.isInterrupted else { return }
    let machine = SupportMachine(data.x, data.y, k, C: C, in: pane)
    let f = heldOut ?? machine.values(data.x)
    let charts = CalibrationCharts(data, f, machine.values(test.x), test.y)
    var sigmoid = FittedSigmoid(positives: data.y.scalars.count { $0 > 0 }, of: data.y.count)
    var isConverged = false
    for _ in pane.steps(upTo: 100) {
      let t = targets.values(data.y)
      pane.plot("objective", sigmoid.objective(f, t))
      charts.show(sigmoid, bins, in: pane)
      let next = sigmoid.newtonStep(f, t)
      isConverged = next == nil
      guard let next else { break }
      sigmoid = next
    }
    report(sigmoid, charts, machine, in: pane)
    if targets == .zeroOne, areDivided(f, data.y) {
      pane.log("A has no end: a threshold divides the values, targets are 0 and 1")
      pane.result("converged", 0)
    } else {
      reportConvergence(isConverged, in: pane)
    }
    compare(sigmoid, charts, machine, data, k, in: pane)
  }

  /// f of each point by the machine that was trained without its fold.
  func heldOutValues(_ data: ClassData, _ k: KernelFunction, in pane: Pane) -> Tensor<Double> {
    var f = Tensor<Double>.zeros(data.y.count)
    let folds = stratifiedFolds(data.y, self.folds, using: &pane.random)
    for fold in pane.steps(self.folds) {
      let rows = folds.indices.filter { folds[$0] == (fold - 1) % self.folds }
      let others = folds.indices.filter { folds[$0] != (fold - 1) % self.folds }
      let machine = SupportMachine(
        data.x.rows(at: others), data.y.rows(at: others), k, C: C, in: pane)
      let values = machine.values(data.x.rows(at: rows))
      for (place, n) in rows.enumerated() { f[n] = values[place] }
    }
    return f
  }

  func report(
    _ sigmoid: FittedSigmoid, _ charts: CalibrationCharts, _ machine: SupportMachine, in pane: Pane
  ) {
    pane.result("A", sigmoid.A)
    pane.result("B", sigmoid.B)
    let scores = charts.scores(sigmoid)
    scores.report(in: pane)
    pane.result(
      "expected calibration error", Reliability(scores, bins: bins).expectedError, better: .lower)
    pane.result("Brier score of σ(f)", charts.plainScores.brier, better: .lower)
    pane.result("log-loss of σ(f)", charts.plainScores.logLoss, better: .lower)
    pane.result("support vectors", Double(machine.supportVectors))
  }

  /// The machine with and without its sigmoid, beside kernel logistic regression with λ = 1/C.
  func compare(
    _ sigmoid: FittedSigmoid, _ charts: CalibrationCharts, _ machine: SupportMachine,
    _ data: ClassData, _ k: KernelFunction, in pane: Pane
  ) {
    guard !pane.isInterrupted, let test = data.test,
      let K = try? GramMatrix(k, data.x, columns: nil, .cholesky, using: &pane.random)
    else { return }
    let fit = KernelLogisticRegression().fit(data, K, lambda: 1 / C)
    let rows = [
      ("σ(f)", charts.plainScores, machine.supportVectors),
      ("Platt", charts.scores(sigmoid), machine.supportVectors),
      (
        "kernel logistic", ProbabilityScores(logits: K.scores(fit, test.x), test.y), data.y.count
      ),
    ]
    pane.show(as: "comparison") { .table(CalibrationCharts.comparison(rows)) }
  }
}

/// A and B, which are all that is learnt of the sigmoid.
struct FittedSigmoid: Hashable {
  var A = 0.0
  var B: Double

  /// Where the descent begins: every probability is the share of the positives, with one more of each.
  init(positives: Int, of count: Int) {
    B = log((Double(count - positives) + 1) / (Double(positives) + 1))
  }

  init(A: Double, B: Double) { (self.A, self.B) = (A, B) }

  /// The logits −(A f + B) of y = 1.
  func logits(_ f: Tensor<Double>) -> Tensor<Double> { -(A * f + B) }

  /// F = ∑ log(1 + exp(f′)) − (1 − t) f′ with f′ = A f + B, in the branch that cannot overflow.
  func objective(_ f: Tensor<Double>, _ t: Tensor<Double>) -> Double {
    let logits = logits(f)
    return (softplus(-logits) + (1 - t) * logits).sum().scalar
  }

  /// One step of Newton's method, halved until F falls; nil where the gradient is 0 to rounding, or no
  /// step is lower.
  func newtonStep(_ f: Tensor<Double>, _ t: Tensor<Double>) -> FittedSigmoid? {
    let p = sigmoid(logits(f))
    let (d1, d2) = (t - p, p * sigmoid(-logits(f)))
    let (g1, g2) = ((f * d1).sum().scalar, d1.sum().scalar)
    let rounding = 1e-12  // of the sums' terms
    if abs(g1) <= rounding * abs(f).sum().scalar, abs(g2) <= rounding * Double(f.count) {
      return nil
    }
    let floor = 1e-12  // Lin, Lin & Weng's σ, for a Hessian that has lost its digits
    let (h11, h22) = ((f * f * d2).sum().scalar + floor, d2.sum().scalar + floor)
    let h21 = (f * d2).sum().scalar
    let determinant = h11 * h22 - h21 * h21
    let (dA, dB) = (-(h22 * g1 - h21 * g2) / determinant, -(h11 * g2 - h21 * g1) / determinant)
    let (F, slope) = (objective(f, t), g1 * dA + g2 * dB)
    var share = 1.0
    while share >= 1e-10 {
      let next = FittedSigmoid(A: A + share * dA, B: B + share * dB)
      if next != self, next.objective(f, t) <= F + 1e-4 * share * slope + 1e-14 * F { return next }
      share /= 2
    }
    return nil
  }
}

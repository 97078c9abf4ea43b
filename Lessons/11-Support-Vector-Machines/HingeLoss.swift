import LessonKit
import Margin

// x [N, D] · y [N] ±1 · w [D] · α [N], 0 ≤ α_n ≤ C · λ = 1/(C N)
// P(w) = ½ ‖w‖² + C Σ max(0, 1 − y_n w·x_n), D(α) = ½ ‖Σ α_n y_n x_n‖² − Σ α_n, P + D ≥ 0
// A constant feature stands for the bias, which is therefore penalised as the others are.

/// A linear soft margin as a loss with a penalty: hinge and L2.
///
/// Shalev-Shwartz, Singer & Srebro (2007); Hsieh and others (2008).
final class HingeLoss: Kernel {
  @Choice("data", restarts: true) var data = ExampleSource.moons
  @Slider("C", 1e-3...1e3, scale: .log) var C = 1.0
  @Choice("solver", restarts: true) var solver = HingeSolver.dual
  @Toggle("bias", restarts: true) var bias = true
  @Slider("passes", 1...10_000, scale: .log, restarts: true) var passes = 200
  @Toggle("standardise", restarts: true) var standardise = false

  static let reads = ["train", "test", "breast_cancer", "digits", "iris", "diabetes"]

  func run(in pane: Pane) throws {
    let examples = try Examples(data, for: .cSVC, standardising: standardise, in: pane)
    let problem = try HingeProblem(examples, bias: bias)
    var (descent, stochastic) = (DualDescent(problem), Pegasos(problem))
    var (best, bestC) = (Double.nan, Double.nan)
    repeat {
      var isConverged = false
      for _ in pane.steps(upTo: passes) {
        let C = self.C
        if C != bestC { (best, bestC) = (DualDescent.minimum(of: problem, C), C) }
        let w =
          solver == .pegasos
          ? stochastic.pass(C, using: &pane.random) : descent.pass(C, using: &pane.random)
        let alpha = solver == .pegasos ? stochastic.alpha(C) : descent.alpha
        let (P, D) = (problem.primal(w, C), problem.dual(alpha))
        pane.plot("objectives", ["primal": P, "dual": -D])
        pane.plot("primal − best", curve: solver.rawValue, max(P - best, 1e-12 * best))
        problem.show(w, alpha, C, in: pane)
        problem.report(w, P, D, in: pane)
        isConverged = P + D <= 1e-6 * P
        if isConverged { break }
      }
      if pane.step == 0 { return }
      reportConvergence(isConverged, in: pane)
    } while pane.waitForChange()
  }
}

/// How the minimum is looked for.
enum HingeSolver: String, CaseIterable {
  case pegasos = "Pegasos"
  case dual = "dual coordinate descent"
}

/// Sub-gradient steps on one example at a time: Shalev-Shwartz, Singer & Srebro (2007), figure 1.
struct Pegasos {
  private let problem: HingeProblem
  private var w: [Double]
  private var sum: [Double]
  private var summed = 0
  /// t of the paper, and how often each example was inside its margin until then.
  private var t = 0
  private var hits: [Double]

  init(_ problem: HingeProblem) {
    self.problem = problem
    w = problem.zero
    sum = w
    hits = problem.y.map { _ in 0 }
  }

  /// N steps; gives the mean of w over the last half of all steps, or a little more.
  mutating func pass(_ C: Double, using random: inout RandomSource) -> Tensor<Double> {
    let N = problem.y.count
    let lambda = 1 / (C * Double(N))
    for _ in 0..<N {
      t += 1
      let n = random.integer(below: N)
      let eta = 1 / (lambda * Double(t))
      let isInside = problem.y[n] * problem.x.product(ofRow: n, with: w) < 1
      // w ← (1 − η λ) w + η y x where x is inside: the sub-gradient of hinge and penalty.
      for d in w.indices { w[d] *= 1 - eta * lambda }
      if isInside {
        problem.x.addRow(n, times: eta * problem.y[n], to: &w)
        hits[n] += 1
      }
      // Anew at each power of two: the beginning is forgotten.
      if t & (t - 1) == 0 { (sum, summed) = (problem.zero, 0) }
      for d in w.indices { sum[d] += w[d] }
      summed += 1
    }
    return Tensor(sum) / Double(summed)
  }

  /// The α that belong to w = Σ α_n y_n x_n, brought into their box.
  func alpha(_ C: Double) -> [Double] {
    let scale = C * Double(hits.count) / Double(max(1, t))
    return hits.map { min(C, scale * $0) }
  }
}

/// One α at a time to its minimum: Hsieh and others (2008), algorithm 1, with the loss L1.
struct DualDescent {
  private let problem: HingeProblem
  private(set) var alpha: [Double]
  private var w: [Double]

  init(_ problem: HingeProblem) {
    self.problem = problem
    (alpha, w) = (problem.y.map { _ in 0 }, problem.zero)
  }

  /// A pass over all examples in random order.
  mutating func pass(_ C: Double, using random: inout RandomSource) -> Tensor<Double> {
    for n in random.permutation(alpha.count) {
      let (y, Q_nn) = (problem.y[n], problem.squares[n])
      let G = y * problem.x.product(ofRow: n, with: w) - 1
      // Where x is 0 only the box holds α.
      let target = Q_nn > 0 ? alpha[n] - G / Q_nn : C
      let next = min(max(target, 0), C)
      if next == alpha[n] { continue }
      problem.x.addRow(n, times: (next - alpha[n]) * y, to: &w)
      alpha[n] = next
    }
    return Tensor(w)
  }

  /// The minimum of P, as nearly as a thousand passes come.
  static func minimum(of problem: HingeProblem, _ C: Double) -> Double {
    var descent = DualDescent(problem)
    var (random, best) = (RandomSource(seed: 0), Double.infinity)
    for _ in 0..<1000 {
      let P = problem.primal(descent.pass(C, using: &random), C)
      best = min(best, P)
      if P + problem.dual(descent.alpha) <= 1e-9 * P { break }
    }
    return best
  }
}

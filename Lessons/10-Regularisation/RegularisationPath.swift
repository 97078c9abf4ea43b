import Margin

// x [D, N] a predictor a row · y [N] · w [D] · r = y − Xw · c_j = ‖x_j‖²/N · S a set of predictors
// P(w) = ‖y − Xw‖²/2N + α (ρ ‖w‖₁ + (1 − ρ)/2 ‖w‖²), with X and y centred
// Equation numbers are those of Friedman, Hastie & Tibshirani (2010).

/// The weights of a linear regression over all strengths of its penalty.
final class RegularisationPath: Kernel {
  @Choice("penalty", restarts: true) var penalty = Penalty.lasso
  @Slider("mix ρ", 0.05...1) var mix = 0.5
  @Slider("alphas", 10...200, restarts: true) var alphas = 100
  @Slider("smallest α / α_max", 1e-4...1e-1, scale: .log, restarts: true) var smallest = 1e-3
  @Slider("folds", 2...20, restarts: true) var folds = 10
  @Slider("tolerance", 1e-10...1e-3, scale: .log) var tolerance = 1e-8
  @Choice("screening") var screening = Screening.strongRule
  @Toggle("duplicate a column", restarts: true) var duplicate = false
  @Toggle("standardise", restarts: true) var standardise = true
  static let quick = ["penalty": "elastic net"]
  static let reads = ["diabetes"]

  func run(in pane: Pane) throws {
    var table = try RegressionTable(pane.dataset("diabetes"))
    if duplicate { table = table.withTwin() }
    let data = Regression(table, standardising: standardise)
    data.tellConstantColumns(in: pane)
    let grid = data.penalties(alphas, smallest: smallest, rho: penalty.rho(mix: mix))
    var (net, charts) = (try ElasticNet(data, penalty, in: pane), PathCharts(table.names, data))
    for (alpha, _) in zip(grid, pane.steps(grid.count)) {
      solve(&net, alpha)
      charts.add(alpha, net.w, net.trace, kept: net.kept, freedom: net.degreesOfFreedom, in: pane)
    }
    let parts = Folds(table.y.count, folds, using: &pane.random)
    var curve = ValidationCurve(grid)
    for (fold, _) in zip(0..<parts.count, pane.steps(parts.count)) {
      // What is held out has no say in the centres and the scales either.
      let data = Regression(table.rows(parts.others(fold)), standardising: standardise)
      let w = try path(data, grid, in: pane)
      if !pane.isInterrupted { curve.add(data.errors(of: w, on: table.rows(parts.rows(fold)))) }
      charts.show(curve, in: pane)
    }
    curve.report(charts.weights, in: pane)
    net.trace.report(in: pane)
  }

  func solve(_ net: inout ElasticNet, _ alpha: Double) {
    net.solve(.init(alpha: alpha, rho: penalty.rho(mix: mix)), screening, tolerance: tolerance)
  }

  /// The weights at all penalties: [A, D].
  func path(_ data: Regression, _ grid: [Double], in pane: Pane) throws -> Tensor<Double> {
    var net = try ElasticNet(data, penalty, in: pane)
    let w = grid.map { alpha in
      solve(&net, alpha)
      return Tensor(net.w)
    }
    return Tensor(rows: w)
  }
}

/// What is learnt: the weights, and what they leave of the target.
struct ElasticNet {
  let data: Regression
  let ridge: RidgePath?
  var w: [Double]
  var residual: Residual
  var alpha: Double  // that w is the minimum for
  var former: (alpha: Double, w: [Double])?  // the minimum before
  var trace: SweepTrace
  /// How many predictors the sweeps went over.
  var kept: Int
  var degreesOfFreedom = 0.0

  init(_ data: Regression, _ penalty: Penalty, in pane: Pane? = nil) throws {
    (self.data, w, trace) = (data, data.c.map { _ in 0 }, SweepTrace(pane))
    ridge = penalty == .ridge ? try RidgePath(data) : nil
    residual = Residual(data, w)
    (alpha, kept) = (data.strongest, data.varying.count)
  }

  /// The minimum at a penalty, from the weights of the former one: a warm start.
  mutating func solve(_ p: PenaltyStrength, _ screening: Screening, tolerance: Double) {
    if let ridge {
      (w, degreesOfFreedom) = ridge.solution(p.alpha)
      return
    }
    trace.begin(tolerance: tolerance)
    var S = candidates(p, screening)
    let last = (alpha, w)
    if screening == .strongRule { w = foreseen(p.alpha) }
    repeat {
      kept = S.count
      residual = Residual(data, w, of: S)
      repeat {
        sweep(S, p)
        trace.endSweep(gap: gap(S, p))
        if trace.sweeps % 100 == 0 { residual = Residual(data, w, of: S) }
      } while !trace.isOver
      residual = Residual(data, w)
      S += violators(outside: S, p)
    } while S.count > kept
    trace.end(screened: data.predictors - kept)
    (former, alpha) = (last, p.alpha)
    degreesOfFreedom = Double(w.count { $0 != 0 })
  }

  /// One cycle over the coordinates S.
  mutating func sweep(_ S: [Int], _ p: PenaltyStrength) {
    for j in S {
      let former = w[j]
      let z = residual.correlation(j) + data.c[j] * former  // (8)
      let next = softThreshold(z, p.l1) / (data.c[j] + p.l2)  // (5)
      if next == former { continue }
      w[j] = next
      residual.follow(next - former, of: j)
      trace.move(by: next - former)
    }
  }

  /// Where the last two minima lead: between two knots the path is straight (Efron and others 2004).
  func foreseen(_ alpha: Double) -> [Double] {
    guard let former, former.alpha != self.alpha else { return w }
    let t = (alpha - self.alpha) / (self.alpha - former.alpha)
    return zip(w, former.w).map { w, v in
      let next = w + t * (w - v)
      return v != 0 && next * w > 0 ? next : w
    }
  }

  /// How fast the smooth part of P falls along w_j: x_jᵀr/N − α (1 − ρ) w_j.
  func slope(_ j: Int, _ p: PenaltyStrength) -> Double { residual.correlation(j) - p.l2 * w[j] }

  /// P(w) less the dual at s r, as a share of ‖y‖²/2N; no weights are better by more.
  func gap(_ S: [Int], _ p: PenaltyStrength) -> Double {
    var (steepest, norm1, norm2) = (0.0, 0.0, 0.0)
    for j in S {
      steepest = max(steepest, abs(slope(j, p)))
      norm1 += abs(w[j])
      norm2 += w[j] * w[j]
    }
    let s = steepest > p.l1 ? p.l1 / steepest : 1
    let (rr, ry) = residual.products(w, S)
    let primal = rr / 2 + p.l1 * norm1 + p.l2 / 2 * norm2
    let dual = s * ry - s * s / 2 * (rr + p.l2 * norm2)
    // Near the minimum the difference is rounding error, and may be below 0.
    return data.yy > 0 ? max(0, primal - dual) / (data.yy / 2) : 0
  }
}

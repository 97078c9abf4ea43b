import LessonKit
import Margin

// p the target · q_θ the model · x the grid [G] · v = q δd/δq [G], so that ∇d = Σ v ∇ ln q_θ
// θ: weights softmax(a), means μ and widths σ of K Gaussians, a, mu, logSigma [K]

/// min over θ of d(p, q_θ): a model that walks downhill towards two modes, one distance for another.
///
/// Theis, van den Oord & Bethge (2016), figure 1.
final class DistributionMatching: Kernel {
  @Choice("d") var divergence = Divergence.forwardKL
  @Choice("model", restarts: true) var family = ModelFamily.gaussian
  @Slider("distance of the modes", 0.0...8.0) var separation = 4.0
  @Slider("weight of the left mode", 0.05...0.95) var balance = 0.5
  @Slider("samples n (0 = exact)", 0...10_000, scale: .log) var samples = 0
  @Slider("kernel width h", 0.05...5.0, scale: .log) var bandwidth = 1.0
  @Slider("start mean", -4.0...4.0, restarts: true) var start = 1.5
  @Slider("start sigma", 0.1...4.0, scale: .log, restarts: true) var startSigma = 0.7
  @Slider("learning rate", 1e-3...0.3, scale: .log) var rate = 0.05
  @Slider("steps at most", 0...20_000, scale: .log, restarts: true) var steps = 5000
  @Toggle("show p") var reveal = true

  /// The data, drawn anew where a parameter of theirs has another value.
  private var data: TargetData?
  /// What a family without parameters has made of them.
  var former: (data: TargetData, law: Law)?
  /// A step that moves θ by less, at rate 1, is the last one.
  let tolerance = 1e-6

  func run(in pane: Pane) throws {
    let draws = StandardDraws(count: 10_000, using: &pane.random)
    switch family {
    case .gaussian: try descend(from: [start], draws, in: pane)
    case .mixture2: try descend(from: [start - 1, start + 1], draws, in: pane)
    case .histogram, .kernelDensity: smooth(draws, in: pane)
    }
  }

  /// Gradient descent on θ, until it stands still.
  func descend(from means: [Double], _ draws: StandardDraws, in pane: Pane) throws {
    var q = Model(means: means, sigma: startSigma)
    let charts = MatchingCharts(start: q)
    var isConverged = false
    charts.show(q, seen(draws), divergence, isTold: reveal, in: pane)
    for _ in pane.steps(upTo: steps) {
      let p = seen(draws)
      let (objective, gradient) = p.objective(divergence, q)
      pane.plot("objective", objective)
      pane.plot("gradient", gradient.length)
      charts.show(q, p, divergence, isTold: reveal, in: pane)
      let move = q.step(
        downhill: gradient, rate: rate, narrowest: p.narrowest(divergence))
      isConverged = move < tolerance * rate
      if isConverged { break }
    }
    charts.show(q, seen(draws), divergence, isTold: reveal, in: pane)
    report(q, seen(draws), isConverged, in: pane)
  }

  func report(_ q: Model, _ p: TargetData, _ isConverged: Bool, in pane: Pane) {
    pane.result("mean", q.mixture.mean)
    pane.result("sigma", q.mixture.deviation)
    pane.result("objective", p.objective(divergence, q).value, better: .lower)
    if let error = p.standardError(divergence, q) {
      pane.result("standard error of the objective", error)
    }
    reportDistances(p.distances(of: q.mixture), in: pane)
    if pane.step > 0 { reportConvergence(isConverged, in: pane) }
  }

  /// What is known of the target with the values as they are now.
  func seen(_ draws: StandardDraws) -> TargetData {
    let settings = TargetData.Settings(
      separation: separation, balance: balance, samples: samples, bandwidth: bandwidth)
    if let data, data.settings == settings { return data }
    let new = TargetData(settings, draws)
    data = new
    return new
  }
}

import LessonKit
import Margin

// x [B, P] pixels · C [B, M, c] feature map, M places · y [B, d] vector · v [B, d] uniform in [0, 1]

/// An encoder whose vector is to tell as much as it can of the image, of its places, or both.
///
/// Hjelm et al. (2019).
final class DeepInfoMax: Kernel {
  @Choice("estimator", restarts: true) var estimator = Estimator.infoNCE
  @Slider("α global", 0...2) var alpha = 0.0
  @Slider("β local", 0...2) var beta = 1.0
  @Slider("γ prior", 0...10) var gamma = 1.0
  @Slider("size d of y", 4...128, restarts: true) var dimensions = 32
  @Slider("batch B", 16...256, restarts: true) var batch = 64
  @Toggle("batch normalisation", restarts: true) var normalisation = true
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 1e-3
  @Slider("steps", 100...5000, scale: .log, restarts: true) var steps = 600

  static let reads = ["digits"]
  static let quick = ["steps": "100", "dimensions": "8"]

  func run(in pane: Pane) throws {
    let digits = try ImageSplit("digits", in: pane)
    let E = try InfoMaxEncoder<Float>(
      digits.train.images, dimensions: dimensions, isNormalised: normalisation, using: &pane.random)
    let critics = Critics<Float>(E, dimensions, using: &pane.random)
    let prior = PriorMatching<Float>(dimensions, using: &pane.random)
    var worth = try CodeWorth(digits, E, dimensions, using: &pane.random)
    let optimizer = Adam(E.parameters + critics.parameters, rate: rate)
    let adversary = Adam(prior.parameters, rate: rate, betas: (0.5, 0.999))
    let B = min(batch, digits.train.count)
    let charts = InfoMaxCharts(digits, estimator, batch: B)
    for _ in pane.steps(steps) {
      (optimizer.rate, adversary.rate) = (rate, rate)
      let (C, y) = E(digits.train.rows(at: pane.random.sample(B, of: digits.train.count)))
      let v = Tensor<Float>.uniform(y.shape, using: &pane.random)
      let terms = Terms(
        global: alpha > 0 ? estimator(critics.global(C, y)) : nil,
        local: beta > 0 ? estimator(critics.local(C, y)) : nil,
        prior: gamma > 0 ? prior.value(v, y) : nil)
      if let L = loss(terms, prior, y) { try optimizer.minimize(L) }
      if let value = terms.prior { try adversary.minimize(-value) }
      charts.show(terms, E, critics, v, in: pane)
    }
    try worth.report(E, in: pane)
  }

  /// −α I_global − β I_local + γ · the prior's cost (equation 8); nil where no weight is above 0.
  private func loss(
    _ terms: Terms, _ prior: PriorMatching<Float>, _ y: Tensor<Float>
  ) -> Tensor<Float>? {
    let costs = [
      terms.global.map { Float(-alpha) * $0 }, terms.local.map { Float(-beta) * $0 },
      terms.prior.map { _ in Float(gamma) * prior.cost(y) },
    ].compactMap(\.self)
    return costs.dropFirst().reduce(costs.first) { sum, cost in sum.map { $0 + cost } }
  }
}

/// What is maximised, and the prior's value, as far as their weights are above 0.
struct Terms {
  var global: Tensor<Float>?
  var local: Tensor<Float>?
  var prior: Tensor<Float>?
}

import Margin

// x, y [N, d] a batch, y = ρ x + √(1 − ρ²) ε · F [N, N] the critic's scores of all pairs

/// Bounds of mutual information that a critic is trained for, where the truth is known.
///
/// Poole, Ozair, van den Oord, Alemi & Tucker (2019).
final class MutualInformationBounds: Kernel {
  @Choice("bound", restarts: true) var estimator = BoundEstimator.infoNCE
  @Slider("correlation ρ", 0.0...0.99) var rho = 0.5
  @Slider("dimensions d", 1...32, restarts: true) var dimensions = 20
  @Slider("batch N", 8...512, scale: .log, restarts: true) var batch = 64
  @Choice("critic", restarts: true) var critic = CriticKind.separable
  @Slider("hidden units", 16...256, scale: .log, restarts: true) var hidden = 128
  @Slider("learning rate", 1e-5...1e-2, scale: .log) var rate = 5e-4
  @Slider("moving-average rate", 0.001...1, scale: .log) var emaRate = 0.01
  @Slider("steps", 1...20_000, scale: .log, restarts: true) var steps = 1200

  static let quick = ["steps": "100", "batch": "16", "hidden": "16"]

  func run(in pane: Pane) throws {
    var weights = pane.random.split()
    var f = Critic(critic, dimensions, hidden, using: &weights)
    let optimizer = Adam(f.parameters, rate: rate)
    var average = LogMovingAverage()
    var record = BoundRecord(N: batch)
    for _ in pane.epochs(steps) {
      if critic == .exact { f = .exact(rho: rho, offset: estimator.bestOffset) }
      let (x, y) = draw(in: pane)
      let F = f(x, y)
      average.add(Double(logMeanExp(F.stoppingGradient()).scalar), rate: emaRate)
      let estimate = Double(estimator.value(F.stoppingGradient()).scalar)
      record.add(estimate, truth: gaussianInformation(rho, dimensions), F.stoppingGradient())
      record.show(in: pane)
      if critic == .exact { continue }
      optimizer.rate = rate
      let gain = estimator.objective(F, logAverage: Float(average.value ?? 0))
      try optimizer.minimize(-gain, clippingTo: 100)
    }
    record.report(in: pane)
  }

  /// A fresh batch of N pairs.
  func draw(in pane: Pane) -> (x: Tensor<Float>, y: Tensor<Float>) {
    let shape = [batch, dimensions]
    let x = Tensor<Float>.normal(shape, using: &pane.random)
    let noise = Tensor<Float>.normal(shape, using: &pane.random)
    return (x, Float(rho) * x + Float(sqrt(1 - rho * rho)) * noise)
  }
}

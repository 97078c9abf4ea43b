import Margin

// p [N] probabilities of y = 1 · t = (1 + y)/2 [N]

/// What predicted probabilities are worth where the classes are known.
struct ProbabilityScores {
  /// log p/(1 − p): [N].
  let logits: Tensor<Double>
  /// ±1: [N].
  let y: Tensor<Double>

  init(logits: Tensor<Double>, _ y: Tensor<Double>) { (self.logits, self.y) = (logits, y) }

  var p: Tensor<Double> { sigmoid(logits) }
  private var t: Tensor<Double> { (1 + y) / 2 }

  /// The share of points whose likelier class is not theirs.
  var error: Double {
    Double(zip(logits.scalars, y.scalars).count { ($0 > 0) != ($1 > 0) }) / Double(y.count)
  }

  /// The mean of (p − t)²: Brier (1950).
  var brier: Double { square(p - t).mean().scalar }

  /// The mean of −log p(class), from the logits so that nothing is log 0.
  var logLoss: Double { softplus(-y * logits).mean().scalar }

  /// Reports them.
  func report(in pane: Pane) {
    pane.result("test error", error, better: .lower)
    pane.result("Brier score", brier, better: .lower)
    pane.result("log-loss (nats)", logLoss, better: .lower)
  }
}

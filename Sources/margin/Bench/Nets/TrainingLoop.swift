import Margin

// x [N, D] · y: N classes · W1 [H, D] · b1 [H] · W2 [C, H] · b2 [C]

/// A training loop as a learner writes it, on random data: the same file is measured as it was built
/// and as it is after an edit.
final class TrainingLoop: Kernel {
  @Parameter var W1 = Tensor<Float>.zeros(64, 32)
  @Parameter var b1 = Tensor<Float>.zeros(64)
  @Parameter var W2 = Tensor<Float>.zeros(10, 64)
  @Parameter var b2 = Tensor<Float>.zeros(10)

  func run(in pane: Pane) throws {
    W1 = .normal([64, 32], deviation: 0.2, using: &pane.random)
    W2 = .normal([10, 64], deviation: 0.2, using: &pane.random)
    let x = Tensor<Float>.normal([32, 32], using: &pane.random)
    let y = (0..<32).map { _ in pane.random.integer(below: 10) }
    let optimizer = Adam([$W1, $b1, $W2, $b2], rate: 1e-3)
    for _ in pane.steps(3000) {
      let h = tanh(linear(x, W1, b1))
      let logits = linear(h, W2, b2)
      let penalty = square(W1).mean() + square(W2).mean()
      let loss = -logits.logSoftmax(axis: 1).picked(at: y).mean() + 1e-3 * penalty
      // A loop of the learner's own over elements, as lessons have them.
      var largest: Float = 0
      for i in 0..<32 { for j in 0..<10 { largest = max(largest, abs(logits[i, j])) } }
      try optimizer.minimize(loss)
      pane.plot("loss", loss)
      pane.plot("largest logit", largest)
    }
  }
}

import LessonKit
import Margin

// x [N, P] pixels · a, b [B, D] the ends of B pairs · y [B] 1 where they are alike, else 0 · d [B] · m: margin

/// A Siamese net, which learns from pairs what is near and what is far.
///
/// Hadsell, Chopra & LeCun (2006); their Y is 1 − y.
final class PairwiseContrastive: Kernel {
  @Slider("margin", 0.05...5) var margin = 1.0
  @Slider("pairs a batch", 16...512, restarts: true) var batch = 128
  @Slider("share of positive pairs", 0...1) var positives = 0.5
  @Slider("dimensions", 2...16, restarts: true) var dimensions = 2
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 1e-3
  @Slider("steps", 1...10_000, scale: .log, restarts: true) var steps = 500

  static let reads = ["digits"]
  static let quick = ["steps": "40"]

  func run(in pane: Pane) throws {
    let digits = try ImageSplit("digits", in: pane)
    let trial = PairTrial(digits.test, using: &pane.random)
    let charts = PairCharts(digits: digits, trial: trial)
    let f = MLP<Float>([digits.pixels, 128, 64, dimensions], using: &pane.random)
    let optimizer = Adam(f.parameters, rate: rate)
    for step in pane.steps(steps) {
      let pairs = Pairs(batch, of: digits.train, positives: positives, using: &pane.random)
      let (a, b) = (f(digits.train.rows(at: pairs.a)), f(digits.train.rows(at: pairs.b)))
      let L = contrastiveLoss(a, b, y: Tensor(pairs.y), margin: Float(margin))
      optimizer.rate = rate
      try optimizer.minimize(L)
      pane.plot("loss", L)
      if step % 10 == 0 { pane.plot("k-NN accuracy", digits.nearestNeighbourAccuracy { f($0) }) }
      charts.show(f, margin: margin, in: pane)
    }
    report(f, digits, trial, in: pane)
  }

  func report(_ f: MLP<Float>, _ digits: ImageSplit, _ trial: PairTrial, in pane: Pane) {
    let (similar, dissimilar) = trial.distances(f)
    let m = margin
    let costs = similar.map { $0 * $0 } + dissimilar.map { max(m - $0, 0) * max(m - $0, 0) }
    pane.result("loss", costs.mean / 2, better: .lower)
    pane.result("mean distance of similar pairs", similar.mean)
    pane.result("mean distance of dissimilar pairs", dissimilar.mean)
    pane.result("share inside the margin", dissimilar.map { $0 < m ? 1 : 0 }.mean)
    pane.result("k-NN accuracy", digits.nearestNeighbourAccuracy { f($0) }, better: .higher)
    pane.result("spread", digits.spread { f($0) })
  }
}

/// L = 1/2N Σ y d² + (1 − y) max(m − d, 0)², with d = ‖a − b‖ (equation 4).
func contrastiveLoss<Scalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, y: Tensor<Scalar>, margin m: Scalar
) -> Tensor<Scalar> {
  let d = (a - b).norm(axis: 1)
  return (y * square(d) + (1 - y) * square(relu(m - d))).mean() / 2
}

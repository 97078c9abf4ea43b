import LessonKit
import Margin

// z [B, D] · d [B, B] distances · (a, p, n): anchor, an image of its class, one of another · m: the margin

/// A net that learns from triplets which of two images is nearer.
///
/// Schroff, Kalenichenko & Philbin (2015), section 3, with distances that are not squared.
final class TripletLoss: Kernel {
  @Choice("mining") var mining = Mining.semiHard
  @Slider("margin", 0.05...2) var margin = 0.5
  @Slider("batch", 24...256, restarts: true) var batch = 96
  @Slider("dimensions", 2...16, restarts: true) var dimensions = 2
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 1e-3
  @Slider("steps", 1...10_000, scale: .log, restarts: true) var steps = 500

  static let reads = ["digits"]
  static let quick = ["steps": "20"]

  func run(in pane: Pane) throws {
    let digits = try ImageSplit("digits", in: pane)
    let f = MLP<Float>([digits.pixels, 128, 64, dimensions], using: &pane.random)
    let optimizer = Adam(f.parameters, rate: rate)
    var (L, active) = (Tensor<Float>(0), 0.0)
    for step in pane.steps(steps) {
      let rows = pane.random.sample(min(batch, digits.train.count), of: digits.train.count)
      let z = f(digits.train.rows(at: rows))
      let m = Float(margin)
      let t = mining.triplets(distances(z), rows.map { digits.train.labels[$0] }, margin: m)
      // The mean over all triplets, those that cost nothing included.
      L =
        tripletCosts(
          z.rows(at: t.anchors), z.rows(at: t.positives), z.rows(at: t.negatives), margin: m
        ).sum() / Float(max(1, t.count))
      active = t.activeShare
      optimizer.rate = rate
      if active > 0 { try optimizer.minimize(L) }
      pane.plot("loss", L)
      pane.plot("active triplets", active)
      if step % 10 == 0 { pane.plot("k-NN accuracy", digits.nearestNeighbourAccuracy { f($0) }) }
      pane.show(as: "embedding") { .scatter(embeddingChart({ f($0) }, digits.test)) }
    }
    pane.result("loss", L, better: .lower)
    pane.result("active triplets", active)
    pane.result("k-NN accuracy", digits.nearestNeighbourAccuracy { f($0) }, better: .higher)
    pane.result("spread", digits.spread { f($0) })
  }
}

/// max(d(a, p) − d(a, n) + m, 0) of rows [T, D]: [T].
func tripletCosts<Scalar>(
  _ a: Tensor<Scalar>, _ p: Tensor<Scalar>, _ n: Tensor<Scalar>, margin m: Scalar
) -> Tensor<Scalar> {
  relu((a - p).norm(axis: 1) - (a - n).norm(axis: 1) + m)
}

/// ‖z_i − z_j‖: [B, B], by ‖z_i‖² + ‖z_j‖² − 2 z_i · z_j, of which rounding may leave less than 0.
func distances<Scalar>(_ z: Tensor<Scalar>) -> Tensor<Scalar> {
  withoutGradients {
    let lengths = square(z).sum(axis: 1)
    let squares = lengths.unsqueezed(axis: 1) + lengths - 2 * matmul(z, z.transposed())
    return sqrt(relu(squares))
  }
}

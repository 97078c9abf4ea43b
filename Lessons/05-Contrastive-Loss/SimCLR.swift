import LessonKit
import Margin

// x [N, P] pixels · h [2N, 128] representation · z [2N, 64] projection · u = z / ‖z‖ · τ: temperature
// Rows n and n + N are two views of one image.

/// A net that learns without labels which two views are of one image.
///
/// Chen, Kornblith, Norouzi & Hinton (2020).
final class SimCLR: Kernel {
  @Slider("temperature τ", 0.05...2, scale: .log) var temperature = 0.2
  @Slider("batch N", 16...512, restarts: true) var batch = 128
  @Slider("augmentation", 0...2.5) var strength = 1.0
  @Choice("encoder", restarts: true) var encoder = DigitEncoder.Kind.convolutional
  @Toggle("projection", restarts: true) var projection = true
  @Toggle("negatives") var negatives = true
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 1e-3
  @Slider("steps", 1...5000, scale: .log, restarts: true) var steps = 300

  static let reads = ["digits"]
  static let quick = ["steps": "12", "batch": "64", "encoder": "mlp"]

  func run(in pane: Pane) throws {
    let digits = try ImageSplit("digits", in: pane)
    let f = DigitEncoder(encoder, digits.train.images, using: &pane.random)
    let g = projection ? MLP<Float>([128, 128, 64], using: &pane.random) : nil
    var worth = Worth(digits, using: &pane.random)
    worth.add("raw pixels") { $0 }
    worth.add("untrained") { f($0) }
    let optimizer = Adam(f.parameters + (g?.parameters ?? []), rate: rate)
    let N = min(batch, digits.train.count)
    var charts = SimCLRCharts(digits, N)
    for _ in pane.steps(steps) {
      let x = digits.train.rows(at: pane.random.sample(N, of: digits.train.count))
      let t = Views(strength: strength, digits.train.images)
      let h = f(concatenate([t(x, using: &pane.random), t(x, using: &pane.random)]))
      let z = g?(h) ?? h
      // Without negatives the numerator alone is left: two views are to be one point.
      let L = negatives ? ntXent(z, temperature: Float(temperature)) : alignment(z)
      optimizer.rate = rate
      try optimizer.minimize(L)
      charts.show(L, z, f, in: pane)
    }
    worth.add("SimCLR") { f($0) }
    charts.report(f, in: pane)
    worth.report(in: pane)
  }
}

/// E ‖u − u⁺‖²: how far apart two views of one image are.
///
/// Wang & Isola (2020), with α = 2.
func alignment<Scalar>(_ z: Tensor<Scalar>) -> Tensor<Scalar> {
  let u = z.normalized(axis: 1)
  let N = u.shape[0] / 2
  return square(u[..<N] - u[N...]).sum(axis: 1).mean()
}

/// ln E_{i ≠ j} exp(−t ‖u_i − u_j‖²): the lower, the more evenly the rows fill the sphere.
///
/// Wang & Isola (2020); 0 where all are one point.
func uniformity<Scalar>(_ z: Tensor<Scalar>, t: Scalar = 2) -> Tensor<Scalar> {
  let u = z.normalized(axis: 1)
  let N = u.shape[0]
  let squares = 2 - 2 * matmul(u, u.transposed())
  return (-t * squares).withDiagonal(-.infinity).logSumExp() - Scalar(log(Double(N * (N - 1))))
}

/// The share of rows whose nearest other row is the other view of their image.
func firstRankedShare<Scalar>(_ z: Tensor<Scalar>) -> Double {
  let u = z.normalized(axis: 1)
  let N = u.shape[0]
  let nearest = matmul(u, u.transposed()).withDiagonal(-.infinity).argmax(axis: 1)
  return Double((0..<N).count { nearest[$0] == ($0 + N / 2) % N }) / Double(N)
}

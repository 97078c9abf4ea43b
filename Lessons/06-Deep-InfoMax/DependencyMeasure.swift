import Margin

/// How far the coordinates of a vector depend on each other: 0 where they don't.
///
/// A net is to tell y from ỹ, whose coordinates come from different rows each; what it finds is a lower
/// bound on KL(p(y) ‖ Π p(y_i)), the total correlation (Hjelm et al. 2019, section 4.1).
struct DependencyMeasure: Module {
  private let T: MLP<Float>

  private static let (steps, batch) = (200, 128)

  /// A net for vectors of d numbers.
  init(_ d: Int, using random: inout RandomSource) { T = MLP([d, 64, 1], using: &random) }

  /// Donsker & Varadhan's value in nats on rows `test`, of a net that has learnt from others.
  func value(
    learntFrom y: Tensor<Float>, on test: Tensor<Float>, in pane: Pane
  ) throws -> Double {
    let standardised = Standardisation(y)
    let (y, test) = (standardised(y), standardised(test))
    let optimizer = Adam(parameters, rate: 1e-3)
    for _ in 0..<Self.steps where pane.checkpoint() {
      let rows = pane.random.sample(min(Self.batch, y.shape[0]), of: y.shape[0])
      try optimizer.minimize(-bound(y.rows(at: rows), using: &pane.random))
    }
    return withoutGradients { Double(bound(test, using: &pane.random).scalar) }
  }

  /// E T(y) − ln E e^T(ỹ).
  private func bound(_ y: Tensor<Float>, using random: inout RandomSource) -> Tensor<Float> {
    let N = y.shape[0]
    return T(y).mean() - (T(shuffled(y, using: &random)).logSumExp() - log(Float(N)))
  }
}

/// y [N, d] with the rows of each column in an order of its own.
func shuffled<Scalar>(_ y: Tensor<Scalar>, using random: inout RandomSource) -> Tensor<Scalar> {
  let (N, d) = (y.shape[0], y.shape[1])
  let places = (0..<d).map { column in random.permutation(N).map { $0 * d + column } }
  let flat = y.reshaped(N * d)
  return Tensor(columns: places.map { flat.rows(at: $0) })
}

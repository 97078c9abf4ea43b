import Margin

// x [N, D] of 0 and 1 · W [D, H] · c [H] · V [D, H] · b [D] · a, h [H]

/// Neural autoregressive distribution estimator of binary vectors.
///
/// Larochelle & Murray (2011): one hidden layer that all conditionals share, so that everything takes
/// O(HD).
struct NADENet<Scalar: TensorScalar>: Module {
  @Parameter var W: Tensor<Scalar>
  @Parameter var c: Tensor<Scalar>
  @Parameter var V: Tensor<Scalar>
  @Parameter var b: Tensor<Scalar>

  init(_ D: Int, hidden H: Int, using random: inout RandomSource) {
    W = .normal([D, H], deviation: 0.4 / sqrt(Double(D)), using: &random)
    c = .zeros(H)
    V = .normal([D, H], deviation: 0.05, using: &random)
    b = .zeros(D)
  }

  /// −log p(x_n) in nats: [N].
  @specialized(where Scalar == Float)
  func nll(_ x: Tensor<Scalar>) -> Tensor<Scalar> { binaryCrossEntropy(logits: logits(x), x) }

  /// The logits of p(x_d = 1 | x_<d): [N, D].
  func logits(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Self.logits(b.count)(x, W, c, V, b) }

  /// A vector for each row of logistic noise: x_d is 1 where the noise stays below the logit.
  @specialized(where Scalar == Float)
  func samples(_ noise: Tensor<Scalar>) -> Tensor<Scalar> {
    withoutGradients { Self.samples(b.count)(noise, W, c, V, b) }
  }

  /// a_1 = c, h_d = σ(a_d), the logit b_d + V_d·h_d, a_d+1 = a_d + x_d W_d (7–8).
  ///
  /// Where x_d is 0 the hidden units stay as they are, and cost nothing.
  private static func logits(_ D: Int) -> RowFunction<Scalar> {
    RowFunction("NADE", size: D) { row in
      let (x, logits, W, V, b) = (row.x, row.y, row[0], row[2], row[3])
      let (a, h) = (row.copy(row[1]), row.vector(row[1].count))
      for d in 0..<D {
        if d == 0 || x[d - 1] != 0 { h.set(.sigmoid, of: a) }
        logits[d] = b[d] + dot(V.row(d), h)
        a += x[d] * W.row(d)
      }
    } gradient: { row in
      // From the last pixel back to the first: each takes its weights out of a again.
      let (x, W, V, delta) = (row.x, row[0], row[2], row.dy)
      let (dW, dc, dV, db) = (row.gradient(0), row.gradient(1), row.gradient(2), row.gradient(3))
      let (a, h, g) = (row.copy(row[1]), row.vector(row[1].count), row.vector(row[1].count))
      for d in 0..<D { a += x[d] * W.row(d) }
      for d in (0..<D).reversed() {
        a -= x[d] * W.row(d)
        if d == D - 1 || x[d] != 0 { h.set(.sigmoid, of: a) }
        dW.row(d) += x[d] * g
        dV.row(d) += delta[d] * h
        db[d] += delta[d]
        g += delta[d] * V.row(d) * h * (1 - h)
      }
      dc += g
    }
  }

  private static func samples(_ D: Int) -> RowFunction<Scalar> {
    RowFunction("NADE's samples", size: D) { row in
      let (noise, x, W, V, b) = (row.x, row.y, row[0], row[2], row[3])
      let (a, h) = (row.copy(row[1]), row.vector(row[1].count))
      for d in 0..<D {
        if d == 0 || x[d - 1] != 0 { h.set(.sigmoid, of: a) }
        x[d] = noise[d] < b[d] + dot(V.row(d), h) ? 1 : 0
        a += x[d] * W.row(d)
      }
    }
  }
}

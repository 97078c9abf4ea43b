import Margin

// V [N, D] · U [M, D] · h [D] the mean of some rows of V · y = 1 or 0 the label of a row u of U
// ℓ = −Σ ln σ(u·h) where y = 1, −ln σ(−u·h) where y = 0 · ∂ℓ/∂(u·h) = σ(u·h) − y

/// Logistic regressions between the rows of two matrices: in each, the mean h of some rows of V is to tell
/// rows of U with the label 1 from those with the label 0.
///
/// With negative sampling the label says whether a word is from the text or from the noise, with
/// hierarchical softmax which way a path goes on from a node.
struct LogisticBatch: Hashable {
  /// The rows of V, those of one regression behind those of the other; so the rows of U and their labels.
  private var inputs: [Int32] = []
  private var outputs: [Int32] = []
  private var labels: [UInt8] = []
  /// Where those of each regression end, and before all 0.
  private var inputEnds = [0]
  private var outputEnds = [0]

  /// How many regressions there are.
  var count: Int { inputEnds.count - 1 }

  /// Takes row `i` of V into the mean of the regression that is being written.
  mutating func appendInput(_ i: Int32) { inputs.append(i) }

  /// Takes row `i` of U, which may stand there already, into the regression that is being written.
  mutating func appendOutput(_ i: Int32, label: UInt8) {
    outputs.append(i)
    labels.append(label)
  }

  /// Ends the regression that is being written.
  mutating func endRegression() {
    inputEnds.append(inputs.count)
    outputEnds.append(outputs.count)
  }

  /// Forgets all regressions, but keeps their room.
  mutating func removeAll() {
    inputs.removeAll(keepingCapacity: true)
    outputs.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    (inputEnds, outputEnds) = ([0], [0])
  }

  /// The rows of V of regression `r`.
  func inputs(of r: Int) -> ArraySlice<Int32> { inputs[inputEnds[r]..<inputEnds[r + 1]] }

  /// The rows of U of regression `r`.
  func outputs(of r: Int) -> ArraySlice<Int32> { outputs[outputEnds[r]..<outputEnds[r + 1]] }

  /// The labels of these rows.
  func labels(of r: Int) -> ArraySlice<UInt8> { labels[outputEnds[r]..<outputEnds[r + 1]] }

  /// Makes a step of gradient descent for each regression in turn.
  ///
  /// With g = y − σ(u·h), taken before the step: u ← u + η g h, and v ← v + η Σ g u for each input's row v,
  /// divided by the number of inputs where the gradient is the true one. A row that stands there twice
  /// moves twice.
  ///
  /// - Parameters:
  ///   - V: The inputs' vectors.
  ///   - U: The outputs' vectors.
  ///   - rate: η.
  ///   - dividesByInputs: Whether each input gets its share of the gradient of h; word2vec.c gives the whole
  ///     to each.
  /// - Returns: The sum of the losses in nats, each before its step.
  func descend<Scalar: TensorScalar>(
    _ V: inout Tensor<Scalar>, _ U: inout Tensor<Scalar>, rate: Double, dividesByInputs: Bool
  ) -> Double {
    let D = V.shape[1]
    // Arrays cost less at each element; they are copied once a batch.
    var (v, u) = (V.scalars, U.scalars)
    var (loss, h, dh) = (0.0, [Scalar](repeating: 0, count: D), [Scalar](repeating: 0, count: D))
    var g: [Scalar] = []
    for r in 0..<count {
      let share = 1 / Scalar(inputs(of: r).count)
      for d in 0..<D { (h[d], dh[d]) = (0, 0) }
      for i in inputs(of: r) { add(v, Int(i) * D, times: share, to: &h, 0, count: D) }
      g.removeAll(keepingCapacity: true)
      for (o, y) in zip(outputs(of: r), labels(of: r)) {
        let start = Int(o) * D
        var product: Scalar = 0
        for d in 0..<D { product += u[start + d] * h[d] }
        let score = Double(product)
        let e = exp(-abs(score))
        loss += max(y == 1 ? -score : score, 0) + log1p(e)
        let sigma = score < 0 ? e / (1 + e) : 1 / (1 + e)
        g.append(Scalar(rate * (Double(y) - sigma)))
      }
      for (o, g) in zip(outputs(of: r), g) { add(u, Int(o) * D, times: g, to: &dh, 0, count: D) }
      for (o, g) in zip(outputs(of: r), g) { add(h, 0, times: g, to: &u, Int(o) * D, count: D) }
      let part = dividesByInputs ? share : 1
      for i in inputs(of: r) { add(dh, 0, times: part, to: &v, Int(i) * D, count: D) }
    }
    V = Tensor(v, shape: V.shape)
    U = Tensor(u, shape: U.shape)
    return loss
  }

  /// y_(b+d) ← y_(b+d) + factor · x_(a+d) for d < count.
  @inline(__always)
  private func add<Scalar: TensorScalar>(
    _ x: [Scalar], _ a: Int, times factor: Scalar, to y: inout [Scalar], _ b: Int, count: Int
  ) {
    for d in 0..<count { y[b + d] += factor * x[a + d] }
  }
}

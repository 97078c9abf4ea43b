import Margin

// K components · w, mu, sigma [K] · x [G]

/// Σ_k w_k 𝒩(x | μ_k, σ_k²) on the line: the target, the models, a kernel density; with σ = 0, a
/// sample.
struct Mixture: Hashable {
  var w: Tensor<Double>
  var mu: Tensor<Double>
  var sigma: Tensor<Double>

  init(w: Tensor<Double>, mu: Tensor<Double>, sigma: Tensor<Double>) {
    (self.w, self.mu, self.sigma) = (w, mu, sigma)
  }

  /// Equal weight at each point of a sample, `width` wide.
  init(sample: Tensor<Double>, width: Double) {
    let K = sample.count
    self.init(
      w: Tensor(repeating: 1 / Double(K), shape: [K]), mu: sample,
      sigma: Tensor(repeating: width, shape: [K]))
  }

  var mean: Double { (w * mu).sum().scalar }

  /// The deviation of the whole.
  var deviation: Double {
    sqrt((w * (square(sigma) + square(mu - mean))).sum().scalar)
  }

  /// ln of w_k 𝒩(x | μ_k, σ_k²): [K, G].
  func logJoint(_ x: Tensor<Double>) -> Tensor<Double> {
    let constants = log(w) - log(sigma) - log(2 * .pi) / 2
    return constants.unsqueezed(axis: 1) - square(distances(x)) / 2
  }

  /// (x − μ_k)/σ_k: [K, G].
  func distances(_ x: Tensor<Double>) -> Tensor<Double> {
    (x - mu.unsqueezed(axis: 1)) / sigma.unsqueezed(axis: 1)
  }

  /// ln of the density: [G].
  func logDensity(_ x: Tensor<Double>) -> Tensor<Double> {
    inParts(x) { logJoint($0).logSumExp(axis: 0) }
  }

  /// E k(x, X) of the Gaussian kernel of width h: [G].
  ///
  /// In closed form, for a Gaussian and a kernel are together a Gaussian of variance h² + σ².
  func kernelMean(_ x: Tensor<Double>, h: Double) -> Tensor<Double> {
    let width = sqrt(square(sigma) + h * h)
    let both = Mixture(w: w, mu: mu, sigma: width)
    return inParts(x) { matmul(w * h / width, exp(-square(both.distances($0)) / 2)) }
  }

  /// E k(X, X') of independent X and X'.
  func kernelSelf(h: Double) -> Double {
    let variance = square(sigma) + h * h
    // The kernel mean at a component is that at its centre, once the kernel is as wide as both.
    let means = (0..<mu.count).map { k in
      let both = variance + sigma[k] * sigma[k]
      return w[k] * (w * h / sqrt(both) * exp(-square(mu - mu[k]) / (2 * both))).sum().scalar
    }
    return means.reduce(0, +)
  }

  /// `body` of a million pairs of points and components at a time.
  private func inParts(
    _ x: Tensor<Double>, _ body: (Tensor<Double>) -> Tensor<Double>
  ) -> Tensor<Double> {
    let size = max(1, 1_000_000 / mu.count)
    if x.count <= size { return body(x) }
    return concatenate(
      stride(from: 0, to: x.count, by: size).map { body(x[$0..<min(x.count, $0 + size)]) })
  }
}

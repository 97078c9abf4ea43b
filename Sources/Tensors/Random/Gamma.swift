import Glibc

extension RandomSource {
  /// A number from the gamma distribution: density ∝ x^(shape − 1) exp(−x / scale), mean shape · scale.
  ///
  /// Marsaglia & Tsang (2000).
  public mutating func gamma(shape: Double, scale: Double = 1) -> Double {
    require(scale >= 0, "gamma(scale: \(scale)): a scale of at least 0 is needed")
    return shape < 1 ? scale * exp(logGamma(shape)) : scale * gamma(atLeastOne: shape)
  }

  /// A number from (0, 1) from the beta distribution: density ∝ x^(a − 1) (1 − x)^(b − 1).
  ///
  /// X / (X + Y) for gamma numbers X and Y; by their logarithms, for both underflow where a and b are
  /// small.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = logGamma(a)
    let y = logGamma(b)
    return 1 / (1 + exp(y - x))
  }

  /// Probabilities from the Dirichlet distribution: density ∝ Π x_k^(α_k − 1), means α / Σ α.
  ///
  /// Gamma numbers divided by their sum; by their logarithms, for all underflow where α is small.
  ///
  /// - Parameter alpha: α, each above 0, at least one.
  /// - Returns: As many probabilities, which sum to 1.
  public mutating func dirichlet(_ alpha: some Collection<Double>) -> [Double] {
    require(!alpha.isEmpty, "dirichlet: at least one α is needed")
    let logs = alpha.map { logGamma($0) }
    let total = logSumExp(logs)
    return logs.map { exp($0 - total) }
  }

  /// The logarithm of a gamma number, which is finite where the number itself would underflow.
  ///
  /// Below 1, G(a) = G(a + 1) U^(1 / a).
  private mutating func logGamma(_ shape: Double) -> Double {
    require(
      shape > 0 && shape.isFinite, "gamma: the shape \(shape) is no finite number above 0")
    if shape >= 1 { return log(gamma(atLeastOne: shape)) }
    return log(gamma(atLeastOne: shape + 1)) - exponential() / shape
  }

  /// A cubed normal number d (1 + c x)³, kept with the probability that makes it a gamma number.
  private mutating func gamma(atLeastOne shape: Double) -> Double {
    require(
      shape >= 1 && shape.isFinite, "gamma: the shape \(shape) is no finite number above 0")
    let d = shape - 1.0 / 3
    let c = 1 / sqrt(9 * d)
    while true {
      let x = normal()
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = openUniform()
      // The first is the quick way to what the second decides.
      if u < 1 - 0.0331 * (x * x) * (x * x) { return d * v }
      if log(u) < 0.5 * x * x + d * (1 - v + log(v)) { return d * v }
    }
  }
}

import Margin

/// All vectors of n bits: [2ⁿ, n].
func allVectors(_ n: Int) -> Tensor<Double> {
  Tensor(shape: [1 << n, n]) { Double(($0 / n) >> (n - 1 - $0 % n) & 1) }
}

/// The largest difference of two arrays.
func distance<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Double {
  Double(abs(a - b).max().scalar)
}

/// The same numbers that a seed draws, for weights that nothing has been learnt with.
func weights(_ shape: [Int], seed: UInt64, deviation: Double = 1) -> Tensor<Double> {
  var random = RandomSource(seed: seed)
  return .normal(shape, deviation: deviation, using: &random)
}

/// Logistic noise: [N, D].
func noise(_ count: Int, _ size: Int, seed: UInt64) -> Tensor<Double> {
  var random = RandomSource(seed: seed)
  let u = Tensor<Double>.uniform([count, size], using: &random)
  return log(u) - log(1 - u)
}

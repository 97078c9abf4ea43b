import Glibc

// What a mixture's components cost, all of them at once.

/// log 𝒩(x_n | μ_k, L_k L_kᵀ) of every row under every component (Bishop 2006, equation 2.43).
///
/// −½ (‖L⁻¹(x − μ)‖² + 2 Σ_i log L_ii + D log 2π): no covariance is inverted, no density underflows.
///
/// - Parameters:
///   - x: Points: [N, D].
///   - means: μ: [K, D].
///   - factors: L, lower triangular, such as `choleskyFactors` gives them: K times [D, D].
/// - Returns: [N, K].
public func logNormal<Scalar>(
  _ x: Tensor<Scalar>, means: Tensor<Scalar>, factors: [Tensor<Scalar>]
) -> Tensor<Scalar> {
  require(
    x.rank == 2 && means.shape == [factors.count, x.shape[1]],
    "logNormal: points \(x.shape), means \(means.shape) and \(factors.count) factors do not fit "
      + "together")
  let logTwoPi = Scalar(Double(x.shape[1]) * log(2 * .pi))
  return Tensor(
    columns: factors.enumerated().map { k, factor in
      let logDeterminant = 2 * log(factor.diagonal).sum()
      let distances = squaredMahalanobis(x, mean: means.row(k), factor: factor)
      return -(distances + (logDeterminant + logTwoPi)) / 2
    })
}

/// Σ_n w_nk (x_n − μ_k)(x_n − μ_k)ᵀ for every component, symmetric to the bit.
///
/// - Parameters:
///   - x: Points: [N, D].
///   - weights: w, none below 0, such as responsibilities: [N, K].
///   - centers: μ: [K, D].
/// - Returns: K times [D, D].
public func weightedScatters<Scalar>(
  _ x: Tensor<Scalar>, weights: Tensor<Scalar>, around centers: Tensor<Scalar>
) -> [Tensor<Scalar>] {
  require(
    weights.rank == 2 && centers.rank == 2 && weights.shape[1] == centers.shape[0],
    "weightedScatters: weights \(weights.shape) and centers \(centers.shape) are not of as many "
      + "components")
  return (0..<centers.shape[0]).map { k in
    weightedScatter(x, weights: weights.column(k), around: centers.row(k))
  }
}

import Margin

/// Ridge in closed form at any penalty, from one singular value decomposition X = U diag(d) Vᵀ.
///
/// w = V diag(d/(d² + Nα)) Uᵀ y; Hastie, Tibshirani & Friedman (2009), equations 3.47 and 3.50.
struct RidgePath {
  private let d: Tensor<Double>
  private let V: Tensor<Double>
  private let uy: Tensor<Double>
  private let N: Double

  init(_ data: Regression) throws {
    // The rows are the predictors: what is decomposed here is Xᵀ = V diag(d) Uᵀ.
    let (V, d, uTransposed) = try data.x.svd()
    (self.V, self.d, N) = (V, d, Double(data.rows))
    uy = matmul(uTransposed, data.y)
  }

  /// The weights at α [D], and Σ d²/(d² + Nα): how many free weights they are worth.
  func solution(_ alpha: Double) -> (w: [Double], degreesOfFreedom: Double) {
    let w = matmul(V, d / (square(d) + N * alpha) * uy)
    return (w.scalars, (square(d) / (square(d) + N * alpha)).sum().scalar)
  }
}

// Determinants overflow and underflow long before their logarithms do (2 I of order 2000 has the
// determinant 2²⁰⁰⁰), and a likelihood needs the logarithm.
extension Tensor {
  /// log det A of a symmetric positive definite matrix A [D, D]; 0 for D = 0.
  ///
  /// 2 Σ log L_ii with A = L Lᵀ. Only the lower triangle is read.
  ///
  /// - Throws: `NotPositiveDefinite` with the order of the leading minor that is not positive.
  public func logDeterminant() throws(NotPositiveDefinite) -> Scalar {
    2 * log(try cholesky().diagonal).scalars.reduce(0, +)
  }

  /// The sign of det A, −1, 0 or 1, and log |det A| of any square matrix A [D, D].
  ///
  /// From A = P L U: the product of the diagonal of U. A singular matrix has 0 and −∞; where an
  /// element is NaN or infinite, both are NaN.
  public func signAndLogDeterminant() -> (sign: Scalar, logDeterminant: Scalar) {
    require(
      rank == 2 && shape[0] == shape[1],
      "signAndLogDeterminant: a square matrix is needed, not \(shape)")
    do throws(LinearAlgebraError) {
      try checkFinite("signAndLogDeterminant")
    } catch {
      return (.nan, .nan)
    }
    let factor = LUFactor(self)
    if factor.zeroPivot != nil { return (0, -.infinity) }
    let diagonal = factor.diagonal
    let isNegative = diagonal.reduce(factor.isOdd) { $0 != ($1 < 0) }
    return (isNegative ? -1 : 1, log(Tensor(diagonal.map(\.magnitude))).scalars.reduce(0, +))
  }
}

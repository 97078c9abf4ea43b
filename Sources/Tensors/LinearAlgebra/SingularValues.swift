extension Tensor {
  /// The thin singular value decomposition A = U diag(s) Vᵀ of a matrix [N, M], K = min(N, M).
  ///
  /// U [N, K] has orthonormal columns, s [K] is descending and not negative, Vᵀ [K, M] has orthonormal
  /// rows. The signs of each pair u_k, v_k are LAPACK's. By divide and conquer (Gu & Eisenstat 1995),
  /// `gesdd`.
  ///
  /// - Throws: `LinearAlgebraError.notFinite` where an element is NaN or infinite, `.notConverged`.
  public func svd() throws(LinearAlgebraError)
    -> (u: Tensor, singularValues: Tensor, vTransposed: Tensor)
  {
    require(rank == 2, "svd: a matrix is needed, not \(shape)")
    if isColumnMajor {
      let (v, s, uTransposed) = try transposed().svd()
      return (uTransposed.transposed(), s, v.transposed())
    }
    try checkFinite("svd")
    let (rows, columns) = (shape[0], shape[1])
    let smaller = Swift.min(rows, columns)
    var s = [Scalar](repeating: 0, count: smaller)
    // LAPACK sees Aᵀ = V diag(s) Uᵀ. What it returns column by column as V and Uᵀ is, row by row,
    // Vᵀ and U.
    var vTransposed = [Scalar](repeating: 0, count: smaller * columns)
    var u = [Scalar](repeating: 0, count: rows * smaller)
    if smaller > 0 {
      var matrix = scalars
      var (m, n, k) = (int32(columns), int32(rows), int32(smaller))
      var (leading, leadingV) = (m, m)
      let info = LAPACKRoutines<Scalar>.withRoom(integers: 8 * smaller) {
        Scalar.lapack.gesdd(
          "S", &m, &n, &matrix, &leading, &s, &vTransposed, &leadingV, &u, &k, $0, $1, $2, $3, 1)
      }
      if info != 0 { throw .notConverged(operation: "svd", shape: shape) }
    }
    return (
      Tensor(u, shape: [rows, smaller]), Tensor(s), Tensor(vTransposed, shape: [smaller, columns])
    )
  }

  /// The Moore–Penrose pseudoinverse A⁺ = V diag(1 / s) Uᵀ: [N, M] gives [M, N].
  ///
  /// For A⁺ b, `leastSquares` is the cheaper way.
  ///
  /// - Parameter tolerance: Singular values up to this times the largest count as 0; by default
  ///   max(N, M) times the scalar type's `ulpOfOne`.
  /// - Returns: A⁺: [M, N].
  /// - Throws: `LinearAlgebraError` as `svd` does.
  public func pseudoinverse(tolerance: Scalar? = nil) throws(LinearAlgebraError) -> Tensor {
    let (u, s, vTransposed) = try svd()
    let limit = (tolerance ?? singularValueTolerance) * (s.scalars.first ?? 0)
    let inverses = Tensor(s.scalars.map { $0 > limit ? 1 / $0 : 0 })
    return matmul(vTransposed.transposed() * inverses, u.transposed())
  }

  /// Below which part of the largest a singular value of a matrix is rounding error.
  var singularValueTolerance: Scalar { Scalar(shape.max() ?? 0) * Scalar.ulpOfOne }
}

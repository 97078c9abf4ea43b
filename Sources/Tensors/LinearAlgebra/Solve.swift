import COpenBLAS

// There is no `inverse`: A⁻¹ b through an inverse costs three times as much as `solve(A, b)` and
// loses more digits when A is ill-conditioned (Higham 2002, chapter 14). Where a formula says
// A⁻¹ B, write `solve(A, B)`; bᵀ A⁻¹ b with A = L Lᵀ is ‖L⁻¹ b‖², by `solveTriangular`.

/// The solution X of A X = B for a square A [D, D]; B is a vector [D] or a matrix [D, M].
///
/// Gaussian elimination with partial pivoting: LAPACK's `gesv` in its two halves `getrf` and `getrs`.
/// A symmetric positive definite A is solved twice as fast by `cholesky` and `choleskySolve`.
///
/// - Throws: `LinearAlgebraError.singular` where a pivot is exactly 0, `.notFinite` where A or B has
///   an element that is NaN or infinite. A matrix that is only nearly singular is solved, with large
///   errors.
public func solve<Scalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>
) throws(LinearAlgebraError) -> Tensor<Scalar> {
  require(
    a.rank == 2 && a.shape[0] == a.shape[1] && 1...2 ~= b.rank && b.shape[0] == a.shape[0],
    "solve: the shapes \(a.shape) and \(b.shape) do not fit together")
  try a.checkFinite("solve")
  try b.checkFinite("solve")
  let factor = LUFactor(a)
  if let pivot = factor.zeroPivot {
    throw .singular(operation: "solve", line: factor.line, pivot: pivot, size: factor.size)
  }
  return factor.solution(of: b)
}

/// The solution X of A X = B from the Cholesky factor L of A = L Lᵀ [D, D]; B is [D] or [D, M].
///
/// Only the lower triangle of L is read. BLAS's `trsm`, for L and then for Lᵀ.
public func choleskySolve<Scalar>(
  _ factor: Tensor<Scalar>, _ b: Tensor<Scalar>
) -> Tensor<Scalar> {
  require(
    factor.rank == 2 && factor.shape[0] == factor.shape[1] && 1...2 ~= b.rank
      && b.shape[0] == factor.shape[0],
    "choleskySolve: the shapes \(factor.shape) and \(b.shape) do not fit together")
  let columns = b.rank == 1 ? 1 : b.shape[1]
  var solution = b.scalars
  if b.count > 0 {
    factor.withBLAS { l in
      let isStored = !l.isTransposed
      solution.withUnsafeMutableBufferPointer { x in
        for isTransposed in [false, true] {
          Scalar.routines.trsm(
            CblasRowMajor, CblasLeft, isStored ? CblasLower : CblasUpper,
            isStored == isTransposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
            int32(b.shape[0]), int32(columns), 1, l.base, int32(l.leading), x.baseAddress,
            int32(columns))
        }
      }
    }
  }
  return Tensor(solution, shape: b.shape)
}

import COpenBLAS

/// A matrix that has no Cholesky factor.
public struct NotPositiveDefinite: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  /// The order of the first leading minor that is not positive, from 1.
  public var order: Int
  /// How many rows and columns the matrix has.
  public var size: Int
  /// Which of several matrices it is, from 0.
  public var index = 0

  /// What is wrong with the matrix.
  public var description: String {
    "the \(size)×\(size) matrix is not positive definite: its leading minor of order \(order) is "
      + "not positive"
  }
}

extension Tensor {
  /// The lower triangular L with positive diagonal and A = L Lᵀ, of a symmetric matrix A: [D, D].
  ///
  /// Only the lower triangle of A is read. LAPACK's `potrf`.
  ///
  /// - Throws: `NotPositiveDefinite` with the order of the leading minor that is not positive, or is
  ///   NaN or infinite.
  public func cholesky() throws(NotPositiveDefinite) -> Tensor {
    require(rank == 2 && shape[0] == shape[1], "cholesky: a square matrix is needed, not \(shape)")
    let size = shape[0]
    var factor = contiguous.scalars
    var order = int32(size)
    var info: Int32 = 0
    // Row-major lower is LAPACK's column-major upper.
    if size > 0 {
      factor.withUnsafeMutableBufferPointer { buffer in
        var leading = order
        Scalar.routines.potrf("U", &order, buffer.baseAddress, &leading, &info, 1)
      }
    }
    if info != 0 { throw NotPositiveDefinite(order: Int(info), size: size) }
    // OpenBLAS lets NaN pass: it then stands on the diagonal from its first row on.
    if let i = (0..<size).first(where: { !factor[$0 * size + $0].isFinite }) {
      throw NotPositiveDefinite(order: i + 1, size: size)
    }
    Self.clearUpperTriangle(&factor, size)
    return Tensor(factor, shape: shape)
  }

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private static func clearUpperTriangle(_ matrix: inout [Scalar], _ size: Int) {
    for i in 0..<size { for j in (i + 1)..<Swift.max(size, i + 1) { matrix[i * size + j] = 0 } }
  }
}

/// The Cholesky factors of several matrices, such as the covariances of a mixture's components.
///
/// - Throws: `NotPositiveDefinite` with the index of the first that has none.
public func choleskyFactors<Scalar>(
  of matrices: [Tensor<Scalar>]
) throws(NotPositiveDefinite) -> [Tensor<Scalar>] {
  var factors: [Tensor<Scalar>] = []
  for (index, matrix) in matrices.enumerated() {
    do throws(NotPositiveDefinite) {
      factors.append(try matrix.cholesky())
    } catch {
      throw NotPositiveDefinite(order: error.order, size: error.size, index: index)
    }
  }
  return factors
}

/// Which triangle of a matrix is meant.
public enum Triangle: Sendable {
  case lower
  case upper
}

/// The solution X of A X = B for a triangular A [D, D]; B is a vector [D] or a matrix [D, M].
///
/// Only the named triangle of A is read. BLAS's `trsm`.
public func solveTriangular<Scalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, _ triangle: Triangle = .lower
) -> Tensor<Scalar> {
  require(
    a.rank == 2 && a.shape[0] == a.shape[1] && 1...2 ~= b.rank && b.shape[0] == a.shape[0],
    "solveTriangular: the shapes \(a.shape) and \(b.shape) do not fit together")
  let right = b.rank == 1 ? b.unsqueezed(axis: 1) : b
  let (size, columns) = (right.shape[0], right.shape[1])
  var solution = right.scalars
  if right.count > 0 {
    a.withBLAS { a in
      // A transposed matrix lies in memory with its triangles exchanged.
      let stored = (triangle == .lower) == (!a.isTransposed)
      solution.withUnsafeMutableBufferPointer { x in
        Scalar.routines.trsm(
          CblasRowMajor, CblasLeft, stored ? CblasLower : CblasUpper, a.transposition,
          CblasNonUnit, int32(size), int32(columns), 1, a.base, int32(a.leading), x.baseAddress,
          int32(columns))
      }
    }
  }
  return Tensor(solution, shape: b.shape)
}

extension Tensor {
  /// The eigenvalues of a symmetric matrix, in ascending order: [D, D] gives [D].
  ///
  /// Only the lower triangle is read. LAPACK's `syevd`. Where the matrix has an element that is not
  /// finite, all are NaN.
  public func symmetricEigenvalues() -> Tensor {
    require(
      rank == 2 && shape[0] == shape[1],
      "symmetricEigenvalues: a square matrix is needed, not \(shape)")
    let size = shape[0]
    var values = [Scalar](repeating: .nan, count: size)
    if size == 0 || !isFinite { return Tensor(values) }
    var matrix = scalars
    var work = [Scalar](repeating: 0, count: 2 * size + 1)
    var integerWork: [Int32] = [0]
    var (order, leading, workCount) = (int32(size), int32(size), int32(work.count))
    var (integerCount, info): (Int32, Int32) = (1, 0)
    matrix.withUnsafeMutableBufferPointer { matrix in
      values.withUnsafeMutableBufferPointer { values in
        work.withUnsafeMutableBufferPointer { work in
          Scalar.routines.syevd(
            "N", "U", &order, matrix.baseAddress, &leading, values.baseAddress, work.baseAddress,
            &workCount, &integerWork, &integerCount, &info, 1, 1)
        }
      }
    }
    require(info == 0, "symmetricEigenvalues: no convergence (LAPACK's info is \(info))")
    return Tensor(values)
  }
}

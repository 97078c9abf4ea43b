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

extension Tensor {
  /// A = V diag(λ) Vᵀ of a symmetric matrix [D, D]: the eigenvalues λ in ascending order, [D], and
  /// the orthonormal eigenvectors as the columns of V, [D, D].
  ///
  /// Only the lower triangle is read. The signs of the vectors are LAPACK's. By divide and
  /// conquer (Gu & Eisenstat 1995), `syevd`.
  ///
  /// - Throws: `LinearAlgebraError.notFinite` where an element is NaN or infinite, `.notConverged`.
  public func symmetricEigen() throws(LinearAlgebraError) -> (values: Tensor, vectors: Tensor) {
    require(
      rank == 2 && shape[0] == shape[1], "symmetricEigen: a square matrix is needed, not \(shape)")
    try checkFinite("symmetricEigen")
    let size = shape[0]
    var values = [Scalar](repeating: 0, count: size)
    var vectors = scalars
    if size > 0 {
      // Row-major lower is LAPACK's column-major upper.
      var (order, leading, integers) = (int32(size), int32(size), int32(3 + 5 * size))
      let info = LAPACKRoutines<Scalar>.withRoom(integers: Int(integers)) {
        Scalar.routines.syevd(
          "V", "U", &order, &vectors, &leading, &values, $0, $1, $2, &integers, $3, 1, 1)
      }
      if info != 0 { throw .notConverged(operation: "symmetricEigen", shape: shape) }
    }
    return (Tensor(values), Tensor(vectors, shape: shape).transposed())
  }
}

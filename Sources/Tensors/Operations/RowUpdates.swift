// One row at a time, in place: for sweeps over coordinates, where a row costs so little that making
// an array of it would cost more.
extension Tensor {
  /// Adds `factor` times row `i` of `matrix` to this vector: y ← y + a X_i, BLAS's `axpy`.
  ///
  /// Fast where the matrix lies row by row. No gradient flows through it.
  ///
  /// - Parameters:
  ///   - factor: a.
  ///   - i: Which row.
  ///   - matrix: X: [N, M], for a vector [M].
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func add(_ factor: Scalar, timesRow i: Int, of matrix: Tensor) {
    matrix.checkRow(i, against: self, "add(_:timesRow:of:)")
    ownElements()
    let (size, start, step) = (extent0, matrix.offset + i * matrix.stride0, matrix.stride1)
    guard step == 1, stride0 == 1 else {
      for j in 0..<size { self[j] += factor * matrix[i, j] }
      return
    }
    let (first, loops) = (offset, Scalar.routines.loops)
    matrix.elements.withUnsafeBufferPointer { row in
      elements.withUnsafeMutableBufferPointer { elements in
        guard let row = row.baseAddress, let y = elements.baseAddress else { return }
        loops.multiplyAdd(y + first, factor, row + start, size)
      }
    }
  }

  /// The inner product of row `i` of this matrix with `vector`: X_i · y.
  ///
  /// - Parameters:
  ///   - i: Which row.
  ///   - vector: y: [M], for a matrix [N, M].
  /// - Returns: Σ_j X_ij y_j, without gradient.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func product(ofRow i: Int, with vector: Tensor) -> Scalar {
    checkRow(i, against: vector, "product(ofRow:with:)")
    let (size, start, first) = (extent1, offset + i * stride0, vector.offset)
    guard stride1 == 1, vector.stride0 == 1 else {
      return (0..<size).reduce(0) { $0 + self[i, $1] * vector[$1] }
    }
    let loops = Scalar.routines.loops
    return elements.withUnsafeBufferPointer { row in
      vector.elements.withUnsafeBufferPointer { y in
        guard let row = row.baseAddress, let y = y.baseAddress else { return 0 }
        return loops.dot(row + start, y + first, size)
      }
    }
  }

  @inline(__always)
  private func checkRow(_ i: Int, against vector: Tensor, _ name: String) {
    require(
      rank == 2 && vector.rank == 1 && UInt(bitPattern: i) < UInt(bitPattern: extent0)
        && vector.extent0 == extent1,
      "\(name): row \(i) of \(shape) does not fit a vector \(vector.shape)")
  }
}

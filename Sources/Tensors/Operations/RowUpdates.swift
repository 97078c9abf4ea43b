// Rows of a matrix against a program's own numbers, in place: for sweeps over coordinates, where a
// row costs so little that making an array of it would cost more. No gradient flows through these.
extension Tensor {
  /// Adds `factor` times row `i` of this matrix to `vector`: y ← y + a X_i, BLAS's `axpy`.
  ///
  /// - Parameters:
  ///   - i: Which row of a matrix X [N, M].
  ///   - factor: a.
  ///   - vector: y: M numbers.
  @inlinable
  public func addRow(_ i: Int, times factor: Scalar, to vector: inout [Scalar]) {
    checkRow(i, vector.count, "addRow")
    guard stride1 == 1 else {
      for j in vector.indices { vector[j] += factor * self[i, j] }
      return
    }
    let start = offset &+ i &* stride0
    elements.withUnsafeBufferPointer { elements in
      vector.withUnsafeMutableBufferPointer { vector in
        guard let x = elements.baseAddress, let y = vector.baseAddress else { return }
        let row = x + start
        for j in 0..<vector.count { y[j] += factor * row[j] }
      }
    }
  }

  /// The inner product of row `i` of this matrix with `vector`: Σ_j X_ij y_j.
  ///
  /// - Parameters:
  ///   - i: Which row of a matrix X [N, M].
  ///   - vector: y: M numbers.
  /// - Returns: A number.
  @inlinable
  public func product(ofRow i: Int, with vector: [Scalar]) -> Scalar {
    checkRow(i, vector.count, "product(ofRow:with:)")
    guard stride1 == 1 else { return vector.indices.reduce(0) { $0 + self[i, $1] * vector[$1] } }
    let start = offset &+ i &* stride0
    return elements.withUnsafeBufferPointer { elements in
      vector.withUnsafeBufferPointer { vector in
        guard let x = elements.baseAddress, let y = vector.baseAddress else { return 0 }
        return rowDot(x + start, y, vector.count)
      }
    }
  }

  @inlinable
  func checkRow(_ i: Int, _ count: Int, _ name: StaticString) {
    if shape.count != 2 || UInt(bitPattern: i) >= UInt(bitPattern: extent0) || count != extent1 {
      stopRow(i, count, name)
    }
  }

  @inline(never) @usableFromInline
  func stopRow(_ i: Int, _ count: Int, _ name: StaticString) -> Never {
    stop("\(name): row \(i) of \(shape) does not fit \(count) numbers")
  }
}

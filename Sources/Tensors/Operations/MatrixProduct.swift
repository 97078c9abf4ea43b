extension Primitive {
  /// A B of matrices [M, K] and [K, N], or of as many pairs of them: dy Bᵀ and Aᵀ dy.
  ///
  /// Transposed operands are passed as such, without a copy.
  static var matmul: Primitive {
    Primitive("matmul") { x in
      let (a, b) = (x[0], x[1])
      return (
        a.product(b),
        { dy in
          [
            a.wantsGradient ? dy.product(b.transposedView) : nil,
            b.wantsGradient ? a.transposedView.product(dy) : nil,
          ]
        }
      )
    }
  }
}

/// The matrix product: [N, M] times [M, K] gives [N, K]; a vector [M] on the right gives [N], one on
/// the left [K], and two vectors their inner product with shape [].
///
/// Axes before the last two are a batch, which broadcasts: [B, N, M] times [B, M, K], or times [M, K].
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func matmul<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  let left = a.rank == 1 ? a.unsqueezed(axis: 0) : a
  let right = b.rank == 1 ? b.unsqueezed(axis: 1) : b
  let (batchA, batchB) = (Array(left.shape.dropLast(2)), Array(right.shape.dropLast(2)))
  guard a.rank > 0, b.rank > 0, left.shape[left.rank - 1] == right.shape[right.rank - 2],
    let batch = broadcastShape(batchA, batchB)
  else { stop("matmul: the shapes \(a.shape) and \(b.shape) do not fit together") }
  let shape = batch + a.shape.suffix(2).dropLast() + (b.rank > 1 ? [b.shape[b.rank - 1]] : [])
  let product: Tensor<Scalar>
  if batch.isEmpty {
    product = Primitive.matmul(left, right)
  } else if batchB.isEmpty {
    // One large product instead of a batch of small ones.
    product = Primitive.matmul(left.flattened(0, left.rank - 1), right)
  } else {
    let (matrixA, matrixB) = (Array(left.shape.suffix(2)), Array(right.shape.suffix(2)))
    product = Primitive.matmul(
      left.broadcast(to: batch + matrixA).reshaped([-1] + matrixA),
      right.broadcast(to: batch + matrixB).reshaped([-1] + matrixB))
  }
  return product.shape == shape ? product : product.reshaped(shape)
}

extension Tensor {
  /// A B of matrices or of equally many of each, outside the graph.
  func product(_ other: Tensor) -> Tensor {
    if rank == 3 { return batchProduct(other) }
    let (rows, inner, columns) = (shape[0], shape[1], other.shape[1])
    if inner == 0 { return .zeros(rows, columns) }
    return Tensor(shape: [rows, columns]) { output in
      if rows * columns == 0 { return }
      multiply(other, into: output, beta: 0)
    }
  }

  private func batchProduct(_ other: Tensor) -> Tensor {
    let (batch, rows, inner, columns) = (shape[0], shape[1], shape[2], other.shape[2])
    if inner == 0 { return Tensor(repeating: 0, shape: [batch, rows, columns]) }
    return Tensor(shape: [batch, rows, columns]) { c in
      if rows * columns == 0 { return }
      withMatrices { a, strideA in
        other.withMatrices { b, strideB in
          Product(rows: rows, columns: columns, inner: inner, a: a, b: b, c: c, leading: columns)
            .makeBatch(batch, strides: (strideA, strideB, rows * columns))
        }
      }
    }
  }

  /// Calls `body` with a matrix, or the first of a batch, as BLAS reads it, and how far the next one is; only
  /// views with gaps in both axes are copied.
  func withMatrices<Result>(_ body: (StoredMatrix<Scalar>, Int) -> Result) -> Result {
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let (rowStride, columnStride) = (strides[rank - 2], strides[rank - 1])
    let isRowMajor = columnStride == 1 && rowStride >= Swift.max(1, columns)
    let isColumnMajor = rowStride == 1 && columnStride >= Swift.max(1, rows)
    guard count > 0, isRowMajor || isColumnMajor else {
      return contiguous.withElements {
        body(StoredMatrix(base: $0, leading: Swift.max(1, columns)), rows * columns)
      }
    }
    return elements.withUnsafeBufferPointer { buffer in
      body(
        StoredMatrix(
          base: buffer.baseAddress.unsafelyUnwrapped + offset,
          leading: isRowMajor ? rowStride : columnStride, isTransposed: !isRowMajor),
        rank == 3 ? strides[0] : 0)
    }
  }

  /// Calls `body` with a matrix as BLAS reads it; only views with gaps in both axes are copied.
  func withBLAS<Result>(_ body: (StoredMatrix<Scalar>) -> Result) -> Result {
    withMatrices { matrix, _ in body(matrix) }
  }

  /// C ← A B + β C, then the epilogue; where nothing else is asked for by the routine that suits the sizes.
  func multiply(
    _ other: Tensor, into c: UnsafeMutablePointer<Scalar>, beta: Scalar = 0,
    _ epilogue: Epilogue<Scalar>? = nil, by routine: Product<Scalar>.Routine = Scalar.routines.gemm
  ) {
    withBLAS { a in
      other.withBLAS { b in
        routine(
          Product(
            rows: shape[0], columns: other.shape[1], inner: shape[1], a: a, b: b, c: c,
            leading: other.shape[1], beta: beta, epilogue: epilogue))
      }
    }
  }
}

/// A size as BLAS takes it.
func int32(_ size: Int) -> Int32 {
  require(size <= Int32.max, "a matrix with \(size) rows or columns is too large for OpenBLAS")
  return Int32(truncatingIfNeeded: size)
}

import COpenBLAS

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

/// A matrix as BLAS reads it.
struct BLASMatrix<Scalar> {
  var base: UnsafePointer<Scalar>
  var transposition: CBLAS_TRANSPOSE
  var leading: Int32
}

extension Tensor {
  /// Calls `body` with a matrix as BLAS reads it; only views with gaps in both axes are copied.
  func withBLAS<Result>(_ body: (BLASMatrix<Scalar>) -> Result) -> Result {
    let rows = shape[0]
    let columns = shape[1]
    let isRowMajor = strides[1] == 1 && strides[0] >= Swift.max(1, columns)
    let isColumnMajor = strides[0] == 1 && strides[1] >= Swift.max(1, rows)
    guard count > 0, isRowMajor || isColumnMajor else {
      return contiguous.withElements {
        body(
          BLASMatrix(base: $0, transposition: CblasNoTrans, leading: int32(Swift.max(1, columns))))
      }
    }
    return elements.withUnsafeBufferPointer { buffer in
      body(
        BLASMatrix(
          base: buffer.baseAddress.unsafelyUnwrapped + offset,
          transposition: isRowMajor ? CblasNoTrans : CblasTrans,
          leading: int32(isRowMajor ? strides[0] : strides[1])))
    }
  }

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
    let (batch, rows, columns) = (shape[0], shape[1], other.shape[2])
    if shape[2] == 0 { return Tensor(repeating: 0, shape: [batch, rows, columns]) }
    return Tensor(shape: [batch, rows, columns]) { output in
      if rows * columns == 0 { return }
      withBatch { a in
        other.withBatch { b in
          Scalar.routines.gemmBatch(
            inner: batch, rows: rows, columns: columns, depth: shape[2], 1, a, b, 0,
            MatrixBatch(base: output, leading: columns, stride: rows * columns))
        }
      }
    }
  }

  /// Calls `body` with a batch of matrices as BLAS reads it; only views with gaps are copied.
  private func withBatch<Result>(
    _ body: (MatrixBatch<UnsafePointer<Scalar>>) -> Result
  ) -> Result {
    let (rows, columns) = (shape[1], shape[2])
    let isRowMajor = strides[2] == 1 && strides[1] >= columns
    guard isRowMajor || (strides[1] == 1 && strides[2] >= rows) else {
      return contiguous.withElements {
        body(MatrixBatch(base: $0, leading: columns, stride: rows * columns))
      }
    }
    return elements.withUnsafeBufferPointer { buffer in
      body(
        MatrixBatch(
          base: buffer.baseAddress.unsafelyUnwrapped + offset,
          transposition: isRowMajor ? CblasNoTrans : CblasTrans,
          leading: isRowMajor ? strides[1] : strides[2], stride: strides[0]))
    }
  }

  /// C ← A B + β C, then the epilogue; where nothing else is asked for by the routine that suits the sizes.
  func multiply(
    _ other: Tensor, into output: UnsafeMutablePointer<Scalar>, beta: Scalar = 0,
    _ epilogue: Epilogue<Scalar>? = nil, by product: Product<Scalar> = Scalar.routines.gemm
  ) {
    let (rows, inner, columns) = (shape[0], shape[1], other.shape[1])
    withBLAS { a in
      other.withBLAS { b in
        product(
          CblasRowMajor, a.transposition, b.transposition, int32(rows), int32(columns),
          int32(inner), 1, a.base, a.leading, b.base, b.leading, beta, output, int32(columns),
          epilogue)
      }
    }
  }
}

/// A size as BLAS takes it.
func int32(_ size: Int) -> Int32 {
  require(size <= Int32.max, "a matrix with \(size) rows or columns is too large for OpenBLAS")
  return Int32(truncatingIfNeeded: size)
}

import COpenBLAS

/// The matrix product: [N, M] times [M, K] gives [N, K]; a vector [M] on the right gives [N], one on
/// the left [K], and two vectors their inner product with shape [].
///
/// Transposed operands are passed as such, without a copy.
public func matmul<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  require(
    1...2 ~= a.rank && 1...2 ~= b.rank && a.shape[a.rank - 1] == b.shape[0],
    "matmul: the shapes \(a.shape) and \(b.shape) do not fit together")
  let left = a.rank == 1 ? a.unsqueezed(axis: 0) : a
  let right = b.rank == 1 ? b.unsqueezed(axis: 1) : b
  let product = left.product(right)
  let shape = a.shape.dropLast() + b.shape.dropFirst()
  return Tensor(
    elements: product.elements, shape: [Int](shape), strides: rowMajorStrides([Int](shape)),
    offset: 0)
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

  fileprivate func product(_ other: Tensor) -> Tensor {
    let (rows, inner, columns) = (shape[0], shape[1], other.shape[1])
    if inner == 0 { return .zeros(rows, columns) }
    return Tensor(shape: [rows, columns]) { output in
      if rows * columns == 0 { return }
      withBLAS { a in
        other.withBLAS { b in
          Scalar.routines.gemm(
            CblasRowMajor, a.transposition, b.transposition, int32(rows), int32(columns),
            int32(inner), 1, a.base, a.leading, b.base, b.leading, 0, output, int32(columns))
        }
      }
    }
  }
}

/// A size as BLAS takes it.
func int32(_ size: Int) -> Int32 {
  require(size <= Int32.max, "a matrix with \(size) rows or columns is too large for OpenBLAS")
  return Int32(truncatingIfNeeded: size)
}

import COpenBLAS

/// A matrix as it lies in memory, row by row or column by column.
struct StoredMatrix<Scalar> {
  var base: UnsafePointer<Scalar>
  /// From one row as stored to the next.
  var leading: Int
  /// Whether what is stored as rows are its columns.
  var isTransposed = false

  var rowStride: Int { isTransposed ? 1 : leading }
  var columnStride: Int { isTransposed ? leading : 1 }

  /// The same as CBLAS says it.
  var transposition: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }

  /// Rows for columns.
  var transposed: StoredMatrix {
    StoredMatrix(base: base, leading: leading, isTransposed: !isTransposed)
  }

  @inline(__always)
  subscript(row: Int, column: Int) -> Scalar { base[row * rowStride + column * columnStride] }

  /// The same matrix from another element on.
  func from(row: Int, column: Int) -> StoredMatrix {
    var part = self
    part.base += row * rowStride + column * columnStride
    return part
  }
}

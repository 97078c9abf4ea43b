import COpenBLAS

/// A product of matrices as CBLAS takes it, C ← α A B + β C, and what is done with it; where that is
/// anything, C is row by row.
typealias Product<Scalar: TensorScalar> =
  @Sendable (
    CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, Int32, Int32, Int32, Scalar,
    UnsafePointer<Scalar>?, Int32, UnsafePointer<Scalar>?, Int32, Scalar,
    UnsafeMutablePointer<Scalar>?, Int32, Epilogue<Scalar>?
  ) -> Void

/// One side of a product: α and β aside, all that CBLAS takes of a matrix.
private struct Side<Scalar> {
  var transposition: CBLAS_TRANSPOSE
  var base: UnsafePointer<Scalar>?
  var leading: Int32

  /// From row `i`, of the matrix as it enters the product.
  func fromRow(_ i: Int) -> UnsafePointer<Scalar>? {
    base.map { $0 + i * (transposition == CblasNoTrans ? Int(leading) : 1) }
  }

  /// From column `j`.
  func fromColumn(_ j: Int) -> UnsafePointer<Scalar>? {
    base.map { $0 + j * (transposition == CblasNoTrans ? 1 : Int(leading)) }
  }
}

/// From how many multiplications on a second thread is worth waking.
let worthwhileProduct = 1 << 18

/// C ← α A B + β C, large ones in blocks of rows or columns of C, the longer side's, by `Threads`.
///
/// The blocks' edges are at multiples of the tiles by which OpenBLAS works, and depend on the sizes
/// and the number of threads alone. The last bits may depend on that number: OpenBLAS has other
/// routines for small matrices and for what is left at the edges.
@inline(__always)
func splitProduct<Scalar: TensorScalar>(
  _ order: CBLAS_ORDER, _ transA: CBLAS_TRANSPOSE, _ transB: CBLAS_TRANSPOSE,
  _ rows: Int32, _ columns: Int32, _ inner: Int32, _ alpha: Scalar,
  _ a: UnsafePointer<Scalar>?, _ leadingA: Int32, _ b: UnsafePointer<Scalar>?, _ leadingB: Int32,
  _ beta: Scalar, _ c: UnsafeMutablePointer<Scalar>?, _ leadingC: Int32,
  _ epilogue: Epilogue<Scalar>?, by product: Product<Scalar>
) {
  guard Int(rows) * Int(columns) * Int(inner) >= worthwhileProduct else {
    return product(
      order, transA, transB, rows, columns, inner, alpha, a, leadingA, b, leadingB, beta, c,
      leadingC, epilogue)
  }
  let left = Side(transposition: transA, base: a, leading: leadingA)
  let right = Side(transposition: transB, base: b, leading: leadingB)
  // Column by column, C is (A B)ᵀ = Bᵀ Aᵀ row by row.
  if order == CblasRowMajor {
    splitProduct(
      left, right, Int(rows), Int(columns), inner, alpha, beta, c, leadingC, epilogue, product)
  } else {
    splitProduct(
      right, left, Int(columns), Int(rows), inner, alpha, beta, c, leadingC, epilogue, product)
  }
}

@inline(__always)
private func splitProduct<Scalar: TensorScalar>(
  _ a: Side<Scalar>, _ b: Side<Scalar>, _ rows: Int, _ columns: Int, _ inner: Int32,
  _ alpha: Scalar, _ beta: Scalar, _ c: UnsafeMutablePointer<Scalar>?, _ leading: Int32,
  _ epilogue: Epilogue<Scalar>?, _ product: Product<Scalar>
) {
  let byRows = rows >= columns
  let side = byRows ? rows : columns
  let tile = 16
  let tiles = (side + tile - 1) / tile
  let tilesWorthwhile = max(1, tiles * worthwhileProduct / 2 / (rows * columns * Int(inner)))
  Threads.parallel(over: tiles, grain: tilesWorthwhile) { range in
    let (start, end) = (range.lowerBound * tile, min(side, range.upperBound * tile))
    let size = Int32(truncatingIfNeeded: end - start)
    if byRows {
      product(
        CblasRowMajor, a.transposition, b.transposition, size, Int32(columns), inner, alpha,
        a.fromRow(start), a.leading, b.base, b.leading, beta, c.map { $0 + start * Int(leading) },
        leading, epilogue)
    } else {
      product(
        CblasRowMajor, a.transposition, b.transposition, Int32(rows), size, inner, alpha, a.base,
        a.leading, b.fromColumn(start), b.leading, beta, c.map { $0 + start }, leading,
        epilogue?.from(column: start))
    }
  }
}

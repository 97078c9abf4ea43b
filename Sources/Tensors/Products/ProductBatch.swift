import COpenBLAS

/// Equally large matrices in memory: `outer` groups, each `outerStride` from the one before, of
/// `inner` matrices that are `stride` apart.
///
/// The heads of attention lie so, interleaved within each sequence of a batch; where matrices simply
/// follow one another there is one group. A stride of 0 repeats a matrix.
struct MatrixBatch<Pointer> {
  var base: Pointer
  var transposition = CblasNoTrans
  /// From one row as stored to the next.
  var leading: Int
  var stride: Int
  var outerStride = 0

  func offset(of position: Int, in inner: Int) -> Int {
    position / inner * outerStride + position % inner * stride
  }
}

extension ScalarRoutines {
  typealias Inputs = MatrixBatch<UnsafePointer<Scalar>>
  typealias Outputs = MatrixBatch<UnsafeMutablePointer<Scalar>>

  /// C_i ← α A_i B_i + β C_i for `outer` × `inner` products, with C_i [rows, columns] row by row.
  ///
  /// Parallel over the batch, or within each product where they are few and large.
  func gemmBatch(
    outer: Int = 1, inner: Int, rows: Int, columns: Int, depth: Int, _ alpha: Scalar,
    _ a: Inputs, _ b: Inputs, _ beta: Scalar, _ c: Outputs
  ) {
    let count = outer * inner
    let size = max(1, rows * columns * depth)
    func multiply(_ range: Range<Int>) {
      for i in range {
        gemm(
          CblasRowMajor, a.transposition, b.transposition, int32(rows), int32(columns),
          int32(depth), alpha, a.base + a.offset(of: i, in: inner), int32(a.leading),
          b.base + b.offset(of: i, in: inner), int32(b.leading), beta,
          c.base + c.offset(of: i, in: inner), int32(c.leading), nil)
      }
    }
    if count < 4 * Threads.count, size >= 4 * worthwhileProduct {
      multiply(0..<count)
    } else {
      Threads.parallel(over: count, grain: max(1, worthwhileProduct / 2 / size), multiply)
    }
  }
}

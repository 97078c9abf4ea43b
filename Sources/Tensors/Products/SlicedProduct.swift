import COpenBLAS

/// A product by OpenBLAS in single precision, in slices that are small enough for its routines without
/// packing.
///
/// For processors with AVX-512 OpenBLAS 0.3.21 has such routines for up to 10⁶ multiplications. A long
/// and narrow product in slices runs a sixth faster by them than as a whole, whose rows are copied
/// before they are used a few times only.
func slicedProduct(
  _ order: CBLAS_ORDER, _ transA: CBLAS_TRANSPOSE, _ transB: CBLAS_TRANSPOSE, _ rows: Int32,
  _ columns: Int32, _ inner: Int32, _ alpha: Float, _ a: UnsafePointer<Float>?, _ leadingA: Int32,
  _ b: UnsafePointer<Float>?, _ leadingB: Int32, _ beta: Float, _ c: UnsafeMutablePointer<Float>?,
  _ leadingC: Int32, _ epilogue: Epilogue<Float>?
) {
  func finish(_ c: UnsafeMutablePointer<Float>?, _ rows: Int32) {
    guard let c, let epilogue else { return }
    epilogue.finish(c, rows: Int(rows), columns: Int(columns), leading: Int(leadingC))
  }
  let isByRows = transA == CblasNoTrans
  let side = isByRows ? inner : rows
  let slice = Int32(largestSmallProduct / max(1, Int(columns) * Int(side))) / 16 * 16
  guard OpenBLAS.hasSmallProducts, order == CblasRowMajor, transB == CblasNoTrans, slice >= 32,
    slice < (isByRows ? rows : inner),
    let a, let b, let c
  else {
    cblas_sgemm(
      order, transA, transB, rows, columns, inner, alpha, a, leadingA, b, leadingB, beta, c,
      leadingC)
    return finish(c, rows)
  }
  for start in stride(from: 0, to: isByRows ? rows : inner, by: Int(slice)) {
    let size = min(slice, (isByRows ? rows : inner) - start)
    let (offsetA, offsetB) = (Int(start) * Int(leadingA), Int(start) * Int(leadingB))
    if isByRows {
      let c = c + Int(start) * Int(leadingC)
      cblas_sgemm(
        CblasRowMajor, transA, transB, size, columns, inner, alpha, a + offsetA, leadingA, b,
        leadingB, beta, c, leadingC)
      finish(c, size)
    } else {
      cblas_sgemm(
        CblasRowMajor, transA, transB, rows, columns, size, alpha, a + offsetA, leadingA,
        b + offsetB, leadingB, start == 0 ? beta : 1, c, leadingC)
    }
  }
  if !isByRows { finish(c, rows) }
}

/// How many multiplications OpenBLAS does without packing at most.
private let largestSmallProduct = 1_000_000

extension OpenBLAS {
  /// Whether its single precision routines include those for small matrices.
  fileprivate static let hasSmallProducts: Bool =
    ["SkylakeX", "Cooperlake", "SapphireRapids"].contains(coreName)
}

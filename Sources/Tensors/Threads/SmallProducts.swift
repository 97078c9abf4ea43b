import COpenBLAS

/// A product done in slices that are small enough for OpenBLAS's routines without packing.
///
/// For processors with AVX-512 OpenBLAS 0.3.21 has such routines in single precision, for up to 10⁶
/// multiplications. A long and narrow product in slices runs a sixth faster by them than as a whole,
/// whose rows are copied before they are used a few times only.
@inline(__always)
func sliceProduct<Scalar: TensorScalar>(
  _ transA: CBLAS_TRANSPOSE, _ transB: CBLAS_TRANSPOSE, _ rows: Int32, _ columns: Int32,
  _ inner: Int32, _ alpha: Scalar, _ a: UnsafePointer<Scalar>?, _ leadingA: Int32,
  _ b: UnsafePointer<Scalar>?, _ leadingB: Int32, _ beta: Scalar,
  _ c: UnsafeMutablePointer<Scalar>?, _ leadingC: Int32, by product: Product<Scalar>
) {
  let isByRows = transA == CblasNoTrans
  let side = isByRows ? inner : rows
  let slice = Int32(largestSmallProduct / max(1, Int(columns) * Int(side))) / 16 * 16
  guard Scalar.self == Float.self, OpenBLAS.hasSmallProducts, transB == CblasNoTrans, slice >= 32,
    slice < (isByRows ? rows : inner),
    let a, let b, let c
  else {
    return product(
      CblasRowMajor, transA, transB, rows, columns, inner, alpha, a, leadingA, b, leadingB, beta, c,
      leadingC)
  }
  for start in stride(from: 0, to: isByRows ? rows : inner, by: Int(slice)) {
    let size = min(slice, (isByRows ? rows : inner) - start)
    let (offsetA, offsetB) = (Int(start) * Int(leadingA), Int(start) * Int(leadingB))
    if isByRows {
      product(
        CblasRowMajor, transA, transB, size, columns, inner, alpha, a + offsetA, leadingA, b,
        leadingB,
        beta, c + Int(start) * Int(leadingC), leadingC)
    } else {
      product(
        CblasRowMajor, transA, transB, rows, columns, size, alpha, a + offsetA, leadingA,
        b + offsetB,
        leadingB, start == 0 ? beta : 1, c, leadingC)
    }
  }
}

/// How many multiplications OpenBLAS does without packing at most.
private let largestSmallProduct = 1_000_000

extension OpenBLAS {
  /// Whether its single precision routines include those for small matrices.
  static let hasSmallProducts = ["SkylakeX", "Cooperlake", "SapphireRapids"].contains(coreName)
}

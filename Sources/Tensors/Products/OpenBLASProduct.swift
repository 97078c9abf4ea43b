import COpenBLAS

/// A product by OpenBLAS in double precision.
let openBLASDouble: Product<Double>.Routine = { x in
  cblas_dgemm(
    CblasRowMajor, x.a.transposition, x.b.transposition, int32(x.rows), int32(x.columns),
    int32(x.inner), x.alpha, x.a.base, int32(x.a.leading), x.b.base, int32(x.b.leading), x.beta,
    x.c, int32(x.leading))
  x.finish()
}

/// A product by OpenBLAS in single precision, in slices that are small enough for its routines without
/// packing.
///
/// For processors with AVX-512 OpenBLAS 0.3.21 has such routines for up to 10⁶ multiplications. A long
/// and narrow product in slices runs a sixth faster by them than as a whole, whose rows are copied
/// before they are used a few times only.
let openBLASSingle: Product<Float>.Routine = { x in
  let byRows = !x.a.isTransposed
  let (side, rest) = byRows ? (x.rows, x.inner) : (x.inner, x.rows)
  let slice = 1_000_000 / max(1, x.columns * rest) / 16 * 16
  guard hasSmallProducts, !x.b.isTransposed, slice >= 32, slice < side else { return x.multiply() }
  for start in stride(from: 0, to: side, by: slice) {
    let range = start..<min(side, start + slice)
    (byRows ? x.rows(range) : x.terms(range)).multiply()
  }
}

extension Product<Float> {
  fileprivate func multiply() {
    cblas_sgemm(
      CblasRowMajor, a.transposition, b.transposition, int32(rows), int32(columns), int32(inner),
      alpha, a.base, int32(a.leading), b.base, int32(b.leading), beta, c, int32(leading))
    finish()
  }
}

/// Whether OpenBLAS's single precision routines include those for small matrices.
private let hasSmallProducts =
  ["SkylakeX", "Cooperlake", "SapphireRapids"].contains(OpenBLAS.coreName)

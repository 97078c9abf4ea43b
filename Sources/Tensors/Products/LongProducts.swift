import COpenBLAS

/// A product with a long inner side in single precision: it is cut into parts, which are joined as those of a
/// long sum are.
///
/// OpenBLAS adds up what makes an element of a small matrix one after the other: of two million rows a
/// gradient of weights would have three digits.
@inline(__always)
func longProduct<Scalar: TensorScalar>(
  _ order: CBLAS_ORDER, _ transA: CBLAS_TRANSPOSE, _ transB: CBLAS_TRANSPOSE,
  _ rows: Int32, _ columns: Int32, _ inner: Int32, _ alpha: Scalar,
  _ a: UnsafePointer<Scalar>?, _ leadingA: Int32, _ b: UnsafePointer<Scalar>?, _ leadingB: Int32,
  _ beta: Scalar, _ c: UnsafeMutablePointer<Scalar>?, _ leadingC: Int32,
  _ epilogue: Epilogue<Scalar>?, by product: Product<Scalar>
) {
  let size = Int(rows) * Int(columns)
  let slice = plainDepth(size)
  guard Int(inner) > slice, size > 0, let a, let b, let c else {
    return splitProduct(
      order, transA, transB, rows, columns, inner, alpha, a, leadingA, b, leadingB, beta, c,
      leadingC, epilogue, by: product)
  }
  let isByRow = order == CblasRowMajor
  let (lines, length) = isByRow ? (Int(rows), Int(columns)) : (Int(columns), Int(rows))
  let stepA = isByRow == (transA == CblasNoTrans) ? 1 : Int(leadingA)
  let stepB = isByRow == (transB == CblasNoTrans) ? Int(leadingB) : 1
  let (part, total) = (Storage<Scalar>(size), RunningSums<Scalar>(size))
  for start in stride(from: 0, to: Int(inner), by: slice) {
    splitProduct(
      order, transA, transB, rows, columns, int32(min(slice, Int(inner) - start)), alpha,
      a + start * stepA, leadingA, b + start * stepB, leadingB, 0, part.base, int32(length),
      nil, by: product)
    total.add(part.base)
  }
  total.store(part.base)
  for line in 0..<lines {
    let (sums, c) = (part.base + line * length, c + line * Int(leadingC))
    for i in 0..<length { c[i] = beta == 0 ? sums[i] : sums[i] + beta * c[i] }
  }
  epilogue?.finish(c, rows: lines, columns: length, leading: Int(leadingC))
}

/// How many terms of an element are added plainly, of a matrix of `size`: of a large one OpenBLAS adds up
/// blocks of a few hundred by itself.
private func plainDepth(_ size: Int) -> Int { size < 1024 ? 1024 : 16384 }

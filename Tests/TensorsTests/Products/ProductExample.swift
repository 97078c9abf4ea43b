@testable import Tensors

/// A product of random size with gaps behind its rows, and what plain loops in Double make of it.
struct ProductExample<Scalar: TensorScalar> {
  let (rows, columns, inner): (Int, Int, Int)
  let (transposesA, transposesB): (Bool, Bool)
  let (alpha, beta): (Scalar, Scalar)
  let (a, b, c): ([Scalar], [Scalar], [Scalar])
  let (leadingA, leadingB, leadingC): (Int, Int, Int)

  init(_ sizes: (Int, Int, Int), beta: Scalar, using random: inout RandomSource) {
    (rows, columns, inner) = sizes
    (transposesA, transposesB) = (
      random.integer(below: 2) == 1, random.integer(below: 2) == 1
    )
    (alpha, self.beta) = ([1, 0.5, -2][random.integer(below: 3)], beta)
    let gap = random.integer(below: 4)
    leadingA = (transposesA ? rows : inner) + gap
    leadingB = (transposesB ? inner : columns) + gap
    leadingC = columns + gap
    func numbers(_ count: Int) -> [Scalar] {
      Tensor<Scalar>.uniform([count], in: -1..<1, using: &random).scalars
    }
    a = numbers((transposesA ? inner : rows) * leadingA)
    b = numbers((transposesB ? columns : inner) * leadingB)
    c = numbers(rows * leadingC)
  }

  func result(
    of make: Product<Scalar>.Routine, from c: [Scalar], _ epilogue: Epilogue<Scalar>? = nil
  ) -> [Scalar] {
    var result = c
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          make(
            Product(
              rows: rows, columns: columns, inner: inner,
              a: StoredMatrix(base: a, leading: leadingA, isTransposed: transposesA),
              b: StoredMatrix(base: b, leading: leadingB, isTransposed: transposesB),
              c: c, leading: leadingC, alpha: alpha, beta: beta, epilogue: epilogue))
        }
      }
    }
    return result
  }

  func plain(_ i: Int, _ j: Int) -> Double {
    let sum = (0..<inner).reduce(0.0) { sum, k in
      let x = transposesA ? a[k * leadingA + i] : a[i * leadingA + k]
      let y = transposesB ? b[j * leadingB + k] : b[k * leadingB + j]
      return sum + Double(x) * Double(y)
    }
    return Double(alpha) * sum + (beta == 0 ? 0 : Double(beta) * Double(c[i * leadingC + j]))
  }

  func largestError(_ result: [Scalar]) -> Double {
    (0..<rows * columns).map { place in
      let (i, j) = (place / columns, place % columns)
      return abs(Double(result[i * leadingC + j]) - plain(i, j))
    }.max() ?? 0
  }
}

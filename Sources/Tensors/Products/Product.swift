/// C ← α A B + β C, and what is done with it then: A [M, K] and B [K, N] as they lie, C [M, N] row by row.
struct Product<Scalar: TensorScalar> {
  /// What makes one.
  typealias Routine = @Sendable (Product) -> Void

  /// M.
  var rows: Int
  /// N.
  var columns: Int
  /// K.
  var inner: Int
  var a: StoredMatrix<Scalar>
  var b: StoredMatrix<Scalar>
  var c: UnsafeMutablePointer<Scalar>
  /// From one row of C to the next.
  var leading: Int
  var alpha: Scalar = 1
  /// Where it is 0, C is not read.
  var beta: Scalar = 0
  var epilogue: Epilogue<Scalar>?

  var multiplications: Int { rows * columns * inner }

  /// A row of C.
  @inline(__always)
  func row(_ i: Int) -> UnsafeMutablePointer<Scalar> { c + i &* leading }

  /// Some rows of C.
  func rows(_ range: Range<Int>) -> Product {
    var part = self
    part.rows = range.count
    part.a = a.from(row: range.lowerBound, column: 0)
    part.c = c + range.lowerBound * leading
    return part
  }

  /// Some columns of C.
  func columns(_ range: Range<Int>) -> Product {
    var part = self
    part.columns = range.count
    part.b = b.from(row: 0, column: range.lowerBound)
    part.c = c + range.lowerBound
    part.epilogue = epilogue?.from(column: range.lowerBound)
    return part
  }

  /// Some terms of each sum, of which only the last ones finish C.
  func terms(_ range: Range<Int>) -> Product {
    var part = self
    part.inner = range.count
    part.a = a.from(row: 0, column: range.lowerBound)
    part.b = b.from(row: range.lowerBound, column: 0)
    if range.lowerBound > 0 { part.beta = 1 }
    if range.upperBound < inner { part.epilogue = nil }
    return part
  }

  /// Does what is left where the sums are in memory already.
  func finish() {
    guard let epilogue else { return }
    for i in 0..<rows { epilogue.finish(row(i), columns) }
  }

  /// The same with all but its sums, times α, left undone: at the edge of C, a whole tile of it elsewhere.
  func tile(at place: UnsafeMutablePointer<Scalar>, leading: Int) -> Product {
    var part = self
    (part.c, part.leading, part.beta, part.epilogue) = (place, leading, 0, nil)
    return part
  }

  /// Does what was left undone.
  func take(_ tile: Product) {
    for i in 0..<rows {
      let (sums, c) = (tile.row(i), row(i))
      if beta == 0 {
        c.update(from: sums, count: columns)
      } else {
        for j in 0..<columns { c[j] = sums[j].addingProduct(beta, c[j]) }
      }
    }
    finish()
  }
}

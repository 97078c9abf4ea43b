import COpenBLAS

/// The part of C that one pass over the inner side makes in registers of 64 bytes.
///
/// Its 8 × 3 accumulators, three vectors of B and a broadcast one of A fit 32 of them.
enum Tile<V: Lanes> {
  typealias Scalar = V.Scalar

  /// Rows of a panel of A.
  static var rows: Int { 8 }
  /// Columns of a panel of B.
  static var columns: Int { 3 * V.width }

  /// Makes eight rows of a product and as many columns as `vectors` registers hold, of which A and B lie
  /// elsewhere: eight rows, and a panel as `Packing` lays it out, which has always three vectors.
  static func make(
    _ product: Product<Scalar>, _ a: StoredMatrix<Scalar>, _ b: UnsafePointer<Scalar>, vectors: Int
  ) {
    let rows = InlineArray<8, UnsafePointer<Scalar>> { a.base + $0 &* a.rowStride }
    switch vectors {
    case 1: make(product, rows, a.columnStride, b, OneVector.self)
    case 2: make(product, rows, a.columnStride, b, TwoVectors.self)
    default: make(product, rows, a.columnStride, b, ThreeVectors.self)
    }
  }

  /// `a` has where each row begins, and `step` is from one of its numbers to the next.
  ///
  /// Every instruction counts: an Intel core begins four a cycle and makes two of the 24 products, one of
  /// them where it could also add. Of rows that it knew to be evenly apart the compiler would keep one
  /// address and add to it eight times; therefore it is not to see where they come from.
  @inline(never)
  private static func make<N: VectorCount>(
    _ product: Product<Scalar>, _ a: InlineArray<8, UnsafePointer<Scalar>>, _ step: Int,
    _ b: UnsafePointer<Scalar>, _: N.Type
  ) {
    var sums = TileSums<V, N>()
    // What comes from afar shall be there when the sums are.
    if product.inner >= 64 { sums.forEachRow { $0.prefetch(product.row($1)) } }
    var (k, b) = (0, b)
    while k != product.inner &* step {
      sums.forEachRow { $0.add(a[$1][k], b) }
      k &+= step
      b += columns
    }
    let alpha = V(repeating: product.alpha)
    sums.forEachRow { row, _ in row.map { $0 * alpha } }
    if product.beta != 0 {
      let beta = V(repeating: product.beta)
      sums.forEachRow { $0.map(product.row($1)) { beta.times($1, plus: $0) } }
    }
    if let epilogue = product.epilogue {
      sums.forEachRow { row, _ in row.map(epilogue.bias) { $0 + $1 } }
      if epilogue.isRectified { sums.forEachRow { row, _ in row.map { V.max(.zero, $0) } } }
    }
    sums.forEachRow { $0.store(product.row($1)) }
  }
}

/// How many vectors a row of a tile has, known to the compiler.
private protocol VectorCount {
  static var count: Int { get }
}
private enum OneVector: VectorCount { static var count: Int { 1 } }
private enum TwoVectors: VectorCount { static var count: Int { 2 } }
private enum ThreeVectors: VectorCount { static var count: Int { 3 } }

/// The accumulators.
private struct TileSums<V: Lanes, N: VectorCount> {
  typealias Row = TileRow<V, N>
  private var (r0, r1, r2, r3) = (Row(), Row(), Row(), Row())
  private var (r4, r5, r6, r7) = (Row(), Row(), Row(), Row())

  @inline(__always)
  mutating func forEachRow(_ body: (inout Row, _ i: Int) -> Void) {
    body(&r0, 0)
    body(&r1, 1)
    body(&r2, 2)
    body(&r3, 3)
    body(&r4, 4)
    body(&r5, 5)
    body(&r6, 6)
    body(&r7, 7)
  }
}

/// One row of accumulators.
private struct TileRow<V: Lanes, N: VectorCount> {
  typealias Scalar = V.Scalar
  private var (x, y, z) = (V.zero, V.zero, V.zero)

  /// Adds a times the columns at `b`.
  @inline(__always)
  mutating func add(_ a: Scalar, _ b: UnsafePointer<Scalar>) {
    let a = V(repeating: a)
    map(b) { a.times($1, plus: $0) }
  }

  /// Each vector v becomes f(v).
  @inline(__always)
  mutating func map(_ f: (V) -> V) {
    x = f(x)
    if N.count > 1 { y = f(y) }
    if N.count > 2 { z = f(z) }
  }

  /// Each vector v becomes f(v, w) with what lies at `w`.
  @inline(__always)
  mutating func map(_ w: UnsafePointer<Scalar>, _ f: (V, V) -> V) {
    x = f(x, V(w))
    if N.count > 1 { y = f(y, V(w + V.width)) }
    if N.count > 2 { z = f(z, V(w + 2 * V.width)) }
  }

  @inline(__always)
  func store(_ c: UnsafeMutablePointer<Scalar>) {
    x.store(c)
    if N.count > 1 { y.store(c + V.width) }
    if N.count > 2 { z.store(c + 2 * V.width) }
  }

  @inline(__always)
  func prefetch(_ c: UnsafeMutablePointer<Scalar>) {
    for vector in 0..<N.count { margin_prefetch(c + vector * V.width) }
  }
}

/// The part of C that one pass over the inner side makes in registers of 64 bytes.
///
/// Its 8 × 3 accumulators, three vectors of B and a broadcast one of A fit 32 of them.
enum Tile<V: Lanes> {
  typealias Scalar = V.Scalar

  /// Rows of a panel of A.
  static var rows: Int { 8 }
  /// Columns of a panel of B.
  static var columns: Int { 3 * V.width }

  /// Σ_k a[k] b[k]ᵀ over eight rows of A and as many columns as `vectors` registers hold; a panel of B, as
  /// `Packing` lays it out, has always three.
  static func add(
    _ depth: Int, _ a: StoredMatrix<Scalar>, _ b: UnsafePointer<Scalar>, vectors: Int,
    _ target: TileTarget<Scalar>
  ) {
    switch vectors {
    case 1: add(depth, a, b, OneVector.self, target)
    case 2: add(depth, a, b, TwoVectors.self, target)
    default: add(depth, a, b, ThreeVectors.self, target)
    }
  }

  @inline(never)
  private static func add<N: VectorCount>(
    _ depth: Int, _ a: StoredMatrix<Scalar>, _ b: UnsafePointer<Scalar>, _: N.Type,
    _ target: TileTarget<Scalar>
  ) {
    var (r0, r1, r2, r3) = (TileRow<V, N>(), TileRow<V, N>(), TileRow<V, N>(), TileRow<V, N>())
    var (r4, r5, r6, r7) = (TileRow<V, N>(), TileRow<V, N>(), TileRow<V, N>(), TileRow<V, N>())
    let (row, column) = (a.rowStride, a.columnStride)
    var (a, b) = (a.base, b)
    for _ in 0..<depth {
      r0.add(a[0], b)
      r1.add(a[row], b)
      r2.add(a[2 &* row], b)
      r3.add(a[3 &* row], b)
      r4.add(a[4 &* row], b)
      r5.add(a[5 &* row], b)
      r6.add(a[6 &* row], b)
      r7.add(a[7 &* row], b)
      a += column
      b += columns
    }
    r0.store(0, target)
    r1.store(1, target)
    r2.store(2, target)
    r3.store(3, target)
    r4.store(4, target)
    r5.store(5, target)
    r6.store(6, target)
    r7.store(7, target)
  }
}

/// How many vectors a row of a tile has, known to the compiler.
private protocol VectorCount {
  static var count: Int { get }
}
private enum OneVector: VectorCount { static var count: Int { 1 } }
private enum TwoVectors: VectorCount { static var count: Int { 2 } }
private enum ThreeVectors: VectorCount { static var count: Int { 3 } }

/// One row of accumulators.
private struct TileRow<V: Lanes, N: VectorCount> {
  private var (x, y, z) = (V.zero, V.zero, V.zero)

  /// Adds a times the columns at `b`.
  @inline(__always)
  mutating func add(_ a: V.Scalar, _ b: UnsafePointer<V.Scalar>) {
    let a = V(repeating: a)
    x = a.times(V(b), plus: x)
    if N.count > 1 { y = a.times(V(b + V.width), plus: y) }
    if N.count > 2 { z = a.times(V(b + 2 * V.width), plus: z) }
  }

  /// Makes a row of C what the target says.
  @inline(__always)
  func store(_ row: Int, _ target: TileTarget<V.Scalar>) {
    let c = target.c + row &* target.leading
    store(x, c, target, column: 0)
    if N.count > 1 { store(y, c + V.width, target, column: V.width) }
    if N.count > 2 { store(z, c + 2 * V.width, target, column: 2 * V.width) }
  }

  @inline(__always)
  private func store(
    _ sums: V, _ c: UnsafeMutablePointer<V.Scalar>, _ target: TileTarget<V.Scalar>, column: Int
  ) {
    var sums = sums * V(repeating: target.alpha)
    if target.beta != 0 { sums = V(c).times(V(repeating: target.beta), plus: sums) }
    if let epilogue = target.epilogue {
      sums = sums + V(epilogue.bias + column)
      if epilogue.isRectified { sums = V.max(.zero, sums) }
    }
    sums.store(c)
  }
}

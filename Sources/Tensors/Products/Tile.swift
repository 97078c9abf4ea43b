/// Sixteen columns of a tile, in one register of AVX-512.
typealias TileLanes = SIMD16<Float>

/// The part of C that one pass over the inner side makes.
///
/// Its 8 × 3 accumulators, three vectors of B and a broadcast one of A fit 32 registers.
enum Tile {
  /// Rows of a panel of A.
  static let rows = 8
  /// Columns of a panel of B.
  static let columns = 48
}

/// One row of accumulators.
protocol TileRow {
  init()
  /// Adds a times the columns at `b`.
  mutating func add(_ a: Float, _ b: UnsafePointer<TileLanes>)
  /// Makes the row at `c` what the target says.
  func store(_ c: UnsafeMutablePointer<Float>, _ target: TileTarget)
}

/// What is done with the sums of a tile: C ← α sums + β C, then the epilogue; where β is 0, C is not read.
struct TileTarget {
  var c: UnsafeMutablePointer<Float>
  /// From one row of C to the next.
  var leading: Int
  var alpha: Float
  var beta: Float
  var epilogue: Epilogue<Float>?
}

/// A tile of eight rows: Σ_k a[k] b[k]ᵀ over rows of A, and a panel of B as `Packing` lays it out.
@inline(__always)
private func addTile<Row: TileRow>(
  _ depth: Int, _ a: StridedMatrix, _ b: UnsafePointer<TileLanes>, _ target: TileTarget,
  _: Row.Type
) {
  var (r0, r1, r2, r3, r4, r5, r6, r7) = (
    Row(), Row(), Row(), Row(), Row(), Row(), Row(), Row()
  )
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
    b += Tile.columns / TileLanes.scalarCount
  }
  let (c, n) = (target.c, target.leading)
  r0.store(c, target)
  r1.store(c + n, target)
  r2.store(c + 2 * n, target)
  r3.store(c + 3 * n, target)
  r4.store(c + 4 * n, target)
  r5.store(c + 5 * n, target)
  r6.store(c + 6 * n, target)
  r7.store(c + 7 * n, target)
}

/// Eight rows of as many columns as `vectors` registers hold; a panel of B has always three.
@inline(never)
func addTile(
  _ depth: Int, _ a: StridedMatrix, _ b: UnsafePointer<TileLanes>, vectors: Int,
  _ target: TileTarget
) {
  switch vectors {
  case 1: addTile(depth, a, b, target, TileRow1.self)
  case 2: addTile(depth, a, b, target, TileRow2.self)
  default: addTile(depth, a, b, target, TileRow3.self)
  }
}

private struct TileRow1: TileRow {
  private var x = TileLanes.zero

  @inline(__always)
  mutating func add(_ a: Float, _ b: UnsafePointer<TileLanes>) {
    x.addProduct(b[0], TileLanes(repeating: a))
  }

  @inline(__always)
  func store(_ c: UnsafeMutablePointer<Float>, _ target: TileTarget) {
    x.store(c, target, column: 0)
  }
}

private struct TileRow2: TileRow {
  private var (x, y) = (TileLanes.zero, TileLanes.zero)

  @inline(__always)
  mutating func add(_ a: Float, _ b: UnsafePointer<TileLanes>) {
    x.addProduct(b[0], TileLanes(repeating: a))
    y.addProduct(b[1], TileLanes(repeating: a))
  }

  @inline(__always)
  func store(_ c: UnsafeMutablePointer<Float>, _ target: TileTarget) {
    x.store(c, target, column: 0)
    y.store(c + 16, target, column: 16)
  }
}

private struct TileRow3: TileRow {
  private var (x, y, z) = (TileLanes.zero, TileLanes.zero, TileLanes.zero)

  @inline(__always)
  mutating func add(_ a: Float, _ b: UnsafePointer<TileLanes>) {
    x.addProduct(b[0], TileLanes(repeating: a))
    y.addProduct(b[1], TileLanes(repeating: a))
    z.addProduct(b[2], TileLanes(repeating: a))
  }

  @inline(__always)
  func store(_ c: UnsafeMutablePointer<Float>, _ target: TileTarget) {
    x.store(c, target, column: 0)
    y.store(c + 16, target, column: 16)
    z.store(c + 32, target, column: 32)
  }
}

extension TileLanes {
  @inline(__always)
  fileprivate func store(
    _ c: UnsafeMutablePointer<Float>, _ target: TileTarget, column: Int
  ) {
    let place = UnsafeMutableRawPointer(c)
    var sums = self * target.alpha
    if target.beta != 0 {
      sums.addProduct(place.loadUnaligned(as: TileLanes.self), TileLanes(repeating: target.beta))
    }
    if let epilogue = target.epilogue {
      sums += UnsafeRawPointer(epilogue.bias + column).loadUnaligned(as: TileLanes.self)
      // NaN stays NaN.
      if epilogue.isRectified { sums.replace(with: TileLanes(), where: sums .< TileLanes()) }
    }
    place.storeBytes(of: sums, as: TileLanes.self)
  }
}

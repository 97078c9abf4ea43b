// Products in tiles of registers over packed panels.
//
// The manner is that of Goto & van de Geijn (2008): a block of A is packed for the second cache, a panel
// of B for the first, and a tile of C stays in registers while the inner side goes by. Each element is
// the sum of the same terms in the same order whatever stands beside it: a row has the same bits in any
// batch that these routines make, and at any number of threads.

let packedSingle: Product<Float>.Routine = { BlockedProduct<FloatLanes>.make($0) }

let packedDouble: Product<Double>.Routine = { BlockedProduct<DoubleLanes>.make($0) }

/// The loops around the tile.
private enum BlockedProduct<V: Lanes> {
  typealias Scalar = V.Scalar

  /// Terms that are added in registers: a panel of B of this depth, 24 KB, stays in the first cache.
  static var depth: Int { 128 }
  /// Rows of A that are packed at once: 128 KB in the second cache.
  static var blockRows: Int { 16 * V.width }
  /// Columns of B that are packed at once: 480 KB, beside the rows of A.
  static var blockColumns: Int { 20 * Tile<V>.columns }
  /// For up to so many columns rows of A are used where they lie: each so seldom that packing costs more.
  static var fewColumns: Int { 256 }

  static func make(_ whole: Product<Scalar>) {
    let depth = min(whole.inner, Self.depth)
    let height = min(roundedUp(whole.rows, Tile<V>.rows), blockRows)
    let width = min(roundedUp(whole.columns, Tile<V>.columns), blockColumns)
    let room = Room<Scalar>(depth * (height + width) + Tile<V>.rows * Tile<V>.columns)
    let (packedB, packedA) = (room.base, room.base + depth * width)
    let edge = packedA + depth * height
    for columns in parts(of: whole.columns, blockColumns) {
      let strip = whole.columns(columns)
      for terms in parts(of: whole.inner, Self.depth) {
        let pass = strip.terms(terms)
        Packing<V>.packColumns(pass.b, pass.columns, pass.inner, into: packedB)
        for rows in parts(of: whole.rows, blockRows) {
          let block = pass.rows(rows)
          let a = RowBlock<V>(
            block.a, block.rows, block.inner, packsAll: whole.columns > fewColumns, into: packedA)
          let target = TileTarget(block)
          for j in stride(from: 0, to: block.columns, by: Tile<V>.columns) {
            addPanel(
              a, packedB + j * block.inner, target.from(row: 0, column: j),
              min(Tile<V>.columns, block.columns - j), edge)
          }
        }
      }
    }
  }

  private static func roundedUp(_ count: Int, _ unit: Int) -> Int {
    (count + unit - 1) / unit * unit
  }

  private static func parts(of count: Int, _ size: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: size).lazy.map { $0..<min(count, $0 + size) }
  }

  /// Tile below tile: a block of A times a panel of B, of which `width` columns are there.
  private static func addPanel(
    _ block: RowBlock<V>, _ b: UnsafePointer<Scalar>, _ target: TileTarget<Scalar>, _ width: Int,
    _ edge: UnsafeMutablePointer<Scalar>
  ) {
    let vectors = (width + V.width - 1) / V.width
    for i in stride(from: 0, to: block.height, by: Tile<V>.rows) {
      let (a, tile) = (block.rows(from: i), target.from(row: i, column: 0))
      let tall = min(Tile<V>.rows, block.height - i)
      if tall == Tile<V>.rows, width == V.width * vectors {
        Tile<V>.add(block.depth, a, b, vectors: vectors, tile)
      } else {
        let whole = TileTarget(c: edge, leading: Tile<V>.columns, alpha: target.alpha)
        Tile<V>.add(block.depth, a, b, vectors: vectors, whole)
        tile.take(edge, Tile<V>.columns, tall, width)
      }
    }
  }
}

/// Rows of A for one pass: those at the end that are no whole tile are packed always.
private struct RowBlock<V: Lanes> {
  typealias Matrix = StoredMatrix<V.Scalar>

  let height: Int
  let depth: Int
  private let matrix: Matrix
  private let packed: UnsafePointer<V.Scalar>
  /// How many rows are used where they lie.
  private let unpacked: Int

  init(
    _ matrix: Matrix, _ height: Int, _ depth: Int, packsAll: Bool,
    into packed: UnsafeMutablePointer<V.Scalar>
  ) {
    (self.height, self.depth) = (height, depth)
    (self.matrix, self.packed) = (matrix, UnsafePointer(packed))
    unpacked = packsAll ? 0 : height / Tile<V>.rows * Tile<V>.rows
    Packing<V>.packRows(
      matrix.from(row: unpacked, column: 0), height - unpacked, depth,
      into: packed + unpacked * depth)
  }

  /// A tile's rows.
  @inline(__always)
  func rows(from i: Int) -> Matrix {
    if i < unpacked { return matrix.from(row: i, column: 0) }
    return Matrix(base: packed + i * depth, leading: Tile<V>.rows, isTransposed: true)
  }
}

/// Memory for panels, at a register's boundary.
private struct Room<Scalar>: ~Copyable {
  let base: UnsafeMutablePointer<Scalar>

  init(_ count: Int) {
    base =
      UnsafeMutableRawPointer.allocate(
        byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64
      ).bindMemory(to: Scalar.self, capacity: count)
  }

  deinit { base.deallocate() }
}

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

  /// Terms that are added in registers, at most: a panel of B of this depth, 27 KB, stays in the first
  /// cache.
  static var depth: Int { 144 }
  /// Rows of A that are packed at once: 144 KB in the second cache.
  static var blockRows: Int { 16 * V.width }
  /// Columns of B that are packed at once: 1.1 MB in the second and third cache.
  static var blockColumns: Int { 42 * Tile<V>.columns }
  /// For up to so many columns rows of A are used where they lie: each so seldom that packing costs more.
  static var fewColumns: Int { 512 }

  static func make(_ whole: Product<Scalar>) {
    let depth = min(roundedUp(whole.inner, 8), Self.depth)
    let height = min(roundedUp(whole.rows, Tile<V>.rows), blockRows)
    let width = min(roundedUp(whole.columns, Tile<V>.columns), blockColumns)
    let room = Room<Scalar>(depth * (height + width) + Tile<V>.rows * Tile<V>.columns)
    let (packedB, packedA) = (room.base, room.base + depth * width)
    let edge = packedA + depth * height
    for columns in parts(of: whole.columns, blockColumns, Tile<V>.columns) {
      let strip = whole.columns(columns)
      for terms in parts(of: whole.inner, Self.depth, 8) {
        let pass = strip.terms(terms)
        Packing<V>.packColumns(pass.b, pass.columns, pass.inner, into: packedB)
        for rows in parts(of: whole.rows, blockRows, Tile<V>.rows) {
          let block = pass.rows(rows)
          let a = RowBlock<V>(block, packsAll: whole.columns > fewColumns, into: packedA)
          for j in stride(from: 0, to: block.columns, by: Tile<V>.columns) {
            let panel = block.columns(j..<min(j + Tile<V>.columns, block.columns))
            makePanel(panel, a, packedB + j * block.inner, edge)
          }
        }
      }
    }
  }

  private static func roundedUp(_ count: Int, _ unit: Int) -> Int {
    (count + unit - 1) / unit * unit
  }

  /// Parts of one size: a short one at the end would cost as much to begin and to store.
  private static func parts(of count: Int, _ most: Int, _ unit: Int) -> some Sequence<Range<Int>> {
    let number = max(1, (count + most - 1) / most)
    let size = max(unit, roundedUp((count + number - 1) / number, unit))
    return stride(from: 0, to: count, by: size).lazy.map { $0..<min(count, $0 + size) }
  }

  /// Tile below tile: a block of A times a panel of B.
  private static func makePanel(
    _ product: Product<Scalar>, _ a: RowBlock<V>, _ b: UnsafePointer<Scalar>,
    _ edge: UnsafeMutablePointer<Scalar>
  ) {
    let vectors = (product.columns + V.width - 1) / V.width
    for i in stride(from: 0, to: product.rows, by: Tile<V>.rows) {
      let tile = product.rows(i..<min(i + Tile<V>.rows, product.rows))
      if tile.rows == Tile<V>.rows, tile.columns == V.width * vectors {
        Tile<V>.make(tile, a.rows(from: i), b, vectors: vectors)
      } else {
        let whole = tile.tile(at: edge, leading: Tile<V>.columns)
        Tile<V>.make(whole, a.rows(from: i), b, vectors: vectors)
        tile.take(whole)
      }
    }
  }
}

/// Rows of A for one pass: those at the end that are no whole tile are packed always.
private struct RowBlock<V: Lanes> {
  typealias Matrix = StoredMatrix<V.Scalar>

  private let matrix: Matrix
  private let depth: Int
  private let packed: UnsafePointer<V.Scalar>
  /// How many rows are used where they lie.
  private let unpacked: Int

  init(
    _ block: Product<V.Scalar>, packsAll: Bool, into packed: UnsafeMutablePointer<V.Scalar>
  ) {
    (matrix, depth, self.packed) = (block.a, block.inner, UnsafePointer(packed))
    unpacked = packsAll ? 0 : block.rows / Tile<V>.rows * Tile<V>.rows
    Packing<V>.packRows(
      matrix.from(row: unpacked, column: 0), block.rows - unpacked, depth,
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

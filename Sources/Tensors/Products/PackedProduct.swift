import COpenBLAS

/// Which routine makes a product in single precision: its sizes alone decide.
///
/// OpenBLAS makes all where there are no registers of sixteen numbers. Elsewhere it makes those of up
/// to 10⁶ multiplications, for which it has routines without packing, and those whose narrower side is
/// less than a panel: of a tile much would be empty, and A packed for few columns.
func singleProduct(_ rows: Int32, _ columns: Int32, _ inner: Int32) -> Product<Float> {
  let multiplications = Int(rows) * Int(columns) * Int(inner)
  guard margin_has_wide_registers(), multiplications > 1_000_000,
    min(Int(rows), Int(columns)) >= Tile.columns
  else { return slicedProduct }
  return packedProduct
}

/// C ← α A B + β C and the epilogue in single precision, in tiles of registers over packed panels.
///
/// The manner is that of Goto & van de Geijn (2008): a block of A is packed for the second cache, a panel
/// of B for the first, and a tile of C stays in registers while the inner side goes by. Each element is
/// the sum of the same terms in the same order whatever stands beside it: a row has the same bits in any
/// batch that `singleProduct` leaves to this routine, and at any number of threads.
func packedProduct(
  _ order: CBLAS_ORDER, _ transA: CBLAS_TRANSPOSE, _ transB: CBLAS_TRANSPOSE, _ rows: Int32,
  _ columns: Int32, _ inner: Int32, _ alpha: Float, _ a: UnsafePointer<Float>?, _ leadingA: Int32,
  _ b: UnsafePointer<Float>?, _ leadingB: Int32, _ beta: Float, _ c: UnsafeMutablePointer<Float>?,
  _ leadingC: Int32, _ epilogue: Epilogue<Float>?
) {
  guard let a, let b, let c, rows > 0, columns > 0, inner > 0 else { return }
  func matrix(
    _ base: UnsafePointer<Float>, _ transposition: CBLAS_TRANSPOSE, _ leading: Int32
  ) -> StridedMatrix {
    let isByRow = (order == CblasRowMajor) == (transposition == CblasNoTrans)
    return StridedMatrix(
      base: base, rowStride: isByRow ? Int(leading) : 1, columnStride: isByRow ? 1 : Int(leading))
  }
  let (left, right) = (matrix(a, transA, leadingA), matrix(b, transB, leadingB))
  let target = TileTarget(
    c: c, leading: Int(leadingC), alpha: alpha, beta: beta, epilogue: epilogue)
  // Column by column, C is (A B)ᵀ = Bᵀ Aᵀ row by row.
  if order == CblasRowMajor {
    BlockedProduct(rows: Int(rows), columns: Int(columns), inner: Int(inner)).add(
      left, right, target)
  } else {
    BlockedProduct(rows: Int(columns), columns: Int(rows), inner: Int(inner))
      .add(right.transposed, left.transposed, target)
  }
}

/// The loops around the tile.
private struct BlockedProduct {
  var rows: Int
  var columns: Int
  var inner: Int

  /// Terms that are added in registers: a panel of B of this depth, 24 KB, stays in the first cache.
  static let depth = 128
  /// Rows of A that are packed at once: 128 KB in the second cache.
  static let blockRows = 256
  /// Columns of B that are packed at once: 480 KB, beside the rows of A.
  static let blockColumns = 960
  /// For up to so many columns rows of A are used where they lie: each so seldom that packing costs more.
  static let fewColumns = 256

  func add(_ a: StridedMatrix, _ b: StridedMatrix, _ target: TileTarget) {
    let depth = min(inner, Self.depth)
    let height = min(whole(rows, Tile.rows), Self.blockRows)
    let width = min(whole(columns, Tile.columns), Self.blockColumns)
    let room = Room(depth * (height + width) + Tile.rows * Tile.columns)
    let (packedB, packedA) = (room.base, room.base + depth * width)
    let edge = packedA + depth * height
    for column in stride(from: 0, to: columns, by: Self.blockColumns) {
      let width = min(Self.blockColumns, columns - column)
      for k in stride(from: 0, to: inner, by: Self.depth) {
        let depth = min(Self.depth, inner - k)
        Packing.packColumns(b.from(row: k, column: column), width, depth, into: packedB)
        for row in stride(from: 0, to: rows, by: Self.blockRows) {
          let height = min(Self.blockRows, rows - row)
          let block = RowBlock(
            a.from(row: row, column: k), height, depth, packsAll: columns > Self.fewColumns,
            into: packedA)
          var target = target.from(row: row, column: column)
          if k > 0 { target.beta = 1 }
          if k + depth < inner { target.epilogue = nil }
          for j in stride(from: 0, to: width, by: Tile.columns) {
            addPanel(
              block, packedB + j * depth, min(Tile.columns, width - j),
              target.from(row: 0, column: j), edge)
          }
        }
      }
    }
  }

  private func whole(_ count: Int, _ tile: Int) -> Int { (count + tile - 1) / tile * tile }

  /// Tile below tile: a block of A times a panel of B.
  private func addPanel(
    _ block: RowBlock, _ panelB: UnsafePointer<Float>, _ width: Int, _ target: TileTarget,
    _ edge: UnsafeMutablePointer<Float>
  ) {
    let vectors = (width + 15) / 16
    let b = UnsafeRawPointer(panelB).assumingMemoryBound(to: TileLanes.self)
    for i in stride(from: 0, to: block.height, by: Tile.rows) {
      let (a, tile) = (block.rows(from: i), target.from(row: i, column: 0))
      let tall = min(Tile.rows, block.height - i)
      if tall == Tile.rows, width == 16 * vectors {
        addTile(block.depth, a, b, vectors: vectors, tile)
      } else {
        let whole = TileTarget(
          c: edge, leading: Tile.columns, alpha: target.alpha, beta: 0, epilogue: nil)
        addTile(block.depth, a, b, vectors: vectors, whole)
        tile.take(edge, tall, width)
      }
    }
  }
}

/// Rows of A for one pass: those at the end that are no whole tile are packed always.
private struct RowBlock {
  let height: Int
  let depth: Int
  private let matrix: StridedMatrix
  private let packed: UnsafePointer<Float>
  /// How many rows are used where they lie.
  private let unpacked: Int

  init(
    _ matrix: StridedMatrix, _ height: Int, _ depth: Int, packsAll: Bool,
    into packed: UnsafeMutablePointer<Float>
  ) {
    (self.height, self.depth) = (height, depth)
    (self.matrix, self.packed) = (matrix, UnsafePointer(packed))
    unpacked = packsAll ? 0 : height / Tile.rows * Tile.rows
    Packing.packRows(
      matrix.from(row: unpacked, column: 0), height - unpacked, depth,
      into: packed + unpacked * depth)
  }

  /// A tile's rows.
  @inline(__always)
  func rows(from i: Int) -> StridedMatrix {
    if i < unpacked { return matrix.from(row: i, column: 0) }
    return StridedMatrix(base: packed + i * depth, rowStride: 1, columnStride: Tile.rows)
  }
}

extension TileTarget {
  fileprivate func from(row: Int, column: Int) -> TileTarget {
    TileTarget(
      c: c + row * leading + column, leading: leading, alpha: alpha, beta: beta,
      epilogue: epilogue?.from(column: column))
  }

  /// Takes what lies within C of a tile that stands at its edge.
  fileprivate func take(_ tile: UnsafePointer<Float>, _ rows: Int, _ columns: Int) {
    for i in 0..<rows {
      let (sums, c) = (tile + i * Tile.columns, c + i * leading)
      for j in 0..<columns { c[j] = beta == 0 ? sums[j] : sums[j].addingProduct(beta, c[j]) }
    }
    epilogue?.finish(c, rows: rows, columns: columns, leading: leading)
  }
}

/// Memory for panels, at a register's boundary.
private struct Room: ~Copyable {
  let base: UnsafeMutablePointer<Float>

  init(_ count: Int) {
    base =
      UnsafeMutableRawPointer.allocate(
        byteCount: count * MemoryLayout<Float>.stride, alignment: MemoryLayout<TileLanes>.alignment
      ).bindMemory(to: Float.self, capacity: count)
  }

  deinit { base.deallocate() }
}

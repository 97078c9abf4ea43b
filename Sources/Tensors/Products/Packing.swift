/// Panels in the order in which a tile reads them: number after number of one inner index, then of the
/// next; what is missing to a whole panel, or of B to a whole vector, is 0.
///
/// Matrices are read along their rows as they lie: most come from memory, not from a cache.
enum Packing<V: Lanes> {
  typealias Scalar = V.Scalar
  private typealias Eight = SIMD8<Scalar>

  /// Rows of A over `depth` columns: panels of 8 rows, [depth][8] each.
  static func packRows(
    _ a: StoredMatrix<Scalar>, _ rows: Int, _ depth: Int,
    into panels: UnsafeMutablePointer<Scalar>
  ) {
    let whole = a.isTransposed ? rows / 8 * 8 : 0
    // Eight panels at once: they may stand in memory so that the first cache has no room for more.
    for first in stride(from: 0, to: whole, by: 64) {
      copyPanels(
        a.from(row: first, column: 0), min(64, whole - first), depth, panels + first * depth)
    }
    for row in stride(from: whole, to: rows, by: 8) {
      packEight(a.from(row: row, column: 0), rows - row, depth, 8, panels + row * depth)
    }
  }

  /// Columns of B over `depth` rows: panels of as many columns as a tile has, [depth][columns] each.
  static func packColumns(
    _ b: StoredMatrix<Scalar>, _ columns: Int, _ depth: Int,
    into panels: UnsafeMutablePointer<Scalar>
  ) {
    let width = Tile<V>.columns
    let whole = b.isTransposed ? 0 : columns / V.width * V.width
    for k in 0..<(whole == 0 ? 0 : depth) {
      let (row, place) = (b.base + k &* b.rowStride, panels + k &* width)
      for panel in stride(from: 0, to: whole, by: width) {
        for j in stride(from: panel, to: min(whole, panel + width), by: V.width) {
          V(row + j).store(place + (panel &* depth + j - panel))
        }
      }
    }
    for j in stride(from: whole, to: (columns + V.width - 1) / V.width * V.width, by: 8) {
      let panel = j / width * width
      packEight(
        b.from(row: 0, column: j).transposed, columns - j, depth, width,
        panels + (panel * depth + j - panel))
    }
  }

  /// Rows, a multiple of 8, that lie side by side; two columns of eight fill a line of the cache.
  private static func copyPanels(
    _ a: StoredMatrix<Scalar>, _ rows: Int, _ depth: Int, _ panels: UnsafeMutablePointer<Scalar>
  ) {
    for k in stride(from: 0, to: depth - 1, by: 2) {
      let (first, second) = (a.base + k &* a.columnStride, a.base + (k &+ 1) &* a.columnStride)
      for row in stride(from: 0, to: rows, by: 8) {
        store(
          SIMD16(lowHalf: load(first + row), highHalf: load(second + row)),
          panels + (row &* depth + k &* 8))
      }
    }
    if depth % 2 == 0 { return }
    for row in stride(from: 0, to: rows, by: 8) {
      store(
        load(a.base + ((depth - 1) * a.columnStride + row)), panels + (row + 8) * depth - 8)
    }
  }

  /// Eight rows, of which `count` are there.
  private static func packEight(
    _ a: StoredMatrix<Scalar>, _ count: Int, _ depth: Int, _ width: Int,
    _ place: UnsafeMutablePointer<Scalar>
  ) {
    var k = 0
    if count >= 8 {
      if a.isTransposed {
        while k < depth {
          store(load(a.base + k &* a.columnStride), place + k &* width)
          k &+= 1
        }
      }
      while k &+ 8 <= depth {
        Octet { load(a.base + ($0 &* a.rowStride + k)) }.transposed.store(place + k &* width, width)
        k &+= 8
      }
    }
    while k < depth {
      for i in 0..<8 {
        place[k * width + i] = i < count ? a.base[i * a.rowStride + k * a.columnStride] : 0
      }
      k &+= 1
    }
  }

  @inline(__always)
  private static func load(_ numbers: UnsafePointer<Scalar>) -> Eight {
    UnsafeRawPointer(numbers).loadUnaligned(as: Eight.self)
  }

  @inline(__always)
  private static func store<Vector: SIMD>(_ vector: Vector, _ place: UnsafeMutablePointer<Scalar>) {
    UnsafeMutableRawPointer(place).storeBytes(of: vector, as: Vector.self)
  }
}

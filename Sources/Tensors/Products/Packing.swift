/// A matrix in memory, one of whose strides is 1.
struct StridedMatrix {
  var base: UnsafePointer<Float>
  /// From a row to the next.
  var rowStride: Int
  /// From a column to the next.
  var columnStride: Int

  /// The same matrix from another element on.
  func from(row: Int, column: Int) -> StridedMatrix {
    StridedMatrix(
      base: base + row * rowStride + column * columnStride, rowStride: rowStride,
      columnStride: columnStride)
  }

  /// Rows for columns.
  var transposed: StridedMatrix {
    StridedMatrix(base: base, rowStride: columnStride, columnStride: rowStride)
  }
}

/// Panels in the order in which a tile reads them: number after number of one inner index, then of the
/// next; what is missing to a whole panel, or of B to a whole vector, is 0.
///
/// Matrices are read along their rows as they lie: most come from memory, not from a cache.
enum Packing {
  /// Rows of A over `depth` columns: panels of 8 rows, [depth][8] each.
  static func packRows(
    _ a: StridedMatrix, _ rows: Int, _ depth: Int, into panels: UnsafeMutablePointer<Float>
  ) {
    let whole = rows / Tile.rows * Tile.rows
    if a.rowStride == 1 {
      for first in stride(from: 0, to: whole, by: 64) {
        copyPanels(
          a.from(row: first, column: 0), min(64, whole - first), depth,
          into: panels + first * depth)
      }
    } else {
      for first in stride(from: 0, to: whole, by: Tile.rows) {
        packEight(a.from(row: first, column: 0), depth, Tile.rows, into: panels + first * depth)
      }
    }
    if whole < rows {
      packFew(
        a.from(row: whole, column: 0), rows - whole, depth, Tile.rows, into: panels + whole * depth)
    }
  }

  /// Columns of B over `depth` rows: panels of 48 columns, [depth][48] each.
  static func packColumns(
    _ b: StridedMatrix, _ columns: Int, _ depth: Int, into panels: UnsafeMutablePointer<Float>
  ) {
    let lanes = TileLanes.scalarCount
    let copied = b.columnStride == 1 ? columns / lanes * lanes : 0
    for k in 0..<(copied == 0 ? 0 : depth) {
      let (row, place) = (b.base + k * b.rowStride, panels + k * Tile.columns)
      for panel in stride(from: 0, to: copied, by: Tile.columns) {
        for j in stride(from: panel, to: min(copied, panel + Tile.columns), by: lanes) {
          UnsafeMutableRawPointer(place + panel * depth + (j - panel)).storeBytes(
            of: UnsafeRawPointer(row + j).loadUnaligned(as: TileLanes.self), as: TileLanes.self)
        }
      }
    }
    for column in stride(from: copied, to: (columns + lanes - 1) / lanes * lanes, by: 8) {
      let panel = column / Tile.columns * Tile.columns
      let place = panels + panel * depth + (column - panel)
      let (part, rest) = (b.from(row: 0, column: column).transposed, columns - column)
      if rest >= 8 {
        packEight(part, depth, Tile.columns, into: place)
      } else {
        packFew(part, max(0, rest), depth, Tile.columns, into: place)
      }
    }
  }

  /// Up to 64 rows, a multiple of 8, that lie side by side in memory; two columns fill a line of the cache.
  private static func copyPanels(
    _ a: StridedMatrix, _ rows: Int, _ depth: Int, into panels: UnsafeMutablePointer<Float>
  ) {
    func eight(_ row: Int, _ k: Int) -> Eight {
      UnsafeRawPointer(a.base + k * a.columnStride + row).loadUnaligned(as: Eight.self)
    }
    for k in stride(from: 0, to: depth - 1, by: 2) {
      for row in stride(from: 0, to: rows, by: Tile.rows) {
        UnsafeMutableRawPointer(panels + row * depth + k * Tile.rows).storeBytes(
          of: TileLanes(lowHalf: eight(row, k), highHalf: eight(row, k + 1)), as: TileLanes.self)
      }
    }
    if depth % 2 == 0 { return }
    for row in stride(from: 0, to: rows, by: Tile.rows) {
      UnsafeMutableRawPointer(panels + row * depth + (depth - 1) * Tile.rows).storeBytes(
        of: eight(row, depth - 1), as: Eight.self)
    }
  }

  private static func packFew(
    _ a: StridedMatrix, _ lines: Int, _ depth: Int, _ width: Int,
    into place: UnsafeMutablePointer<Float>
  ) {
    for k in 0..<depth {
      for i in 0..<8 {
        place[k * width + i] = i < lines ? a.base[i * a.rowStride + k * a.columnStride] : 0
      }
    }
  }

  private static func packEight(
    _ a: StridedMatrix, _ depth: Int, _ width: Int, into place: UnsafeMutablePointer<Float>
  ) {
    var k = 0
    if a.rowStride == 1 {
      while k < depth {
        let line = UnsafeRawPointer(a.base + k * a.columnStride).loadUnaligned(as: Eight.self)
        UnsafeMutableRawPointer(place + k * width).storeBytes(of: line, as: Eight.self)
        k += 1
      }
      return
    }
    while k + 8 <= depth {
      let rows = Octet { i in
        UnsafeRawPointer(a.base + i * a.rowStride + k).loadUnaligned(as: Eight.self)
      }
      rows.transposed.store(place + k * width, width)
      k += 8
    }
    let rest = StridedMatrix(
      base: a.base + k * a.columnStride, rowStride: a.rowStride, columnStride: a.columnStride)
    packFew(rest, 8, depth - k, width, into: place + k * width)
  }
}

private typealias Eight = SIMD8<Float>

/// Eight vectors of eight numbers.
private struct Octet {
  var (r0, r1, r2, r3) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
  var (r4, r5, r6, r7) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)

  @inline(__always)
  init(_ row: (Int) -> Eight) {
    (r0, r1, r2, r3) = (row(0), row(1), row(2), row(3))
    (r4, r5, r6, r7) = (row(4), row(5), row(6), row(7))
  }

  /// The numbers of the upper four vectors between those of the lower four.
  ///
  /// So the index of a number among 64 turns by one bit; three such turns make columns of rows.
  @inline(__always)
  private mutating func interleave() {
    (r0, r1, r2, r3, r4, r5, r6, r7) = (
      low(r0, r4), high(r0, r4), low(r1, r5), high(r1, r5), low(r2, r6), high(r2, r6), low(r3, r7),
      high(r3, r7)
    )
  }

  @inline(__always)
  var transposed: Octet {
    var turned = self
    turned.interleave()
    turned.interleave()
    turned.interleave()
    return turned
  }

  @inline(__always)
  func store(_ place: UnsafeMutablePointer<Float>, _ stride: Int) {
    func store(_ i: Int, _ row: Eight) {
      UnsafeMutableRawPointer(place + i * stride).storeBytes(of: row, as: Eight.self)
    }
    store(0, r0)
    store(1, r1)
    store(2, r2)
    store(3, r3)
    store(4, r4)
    store(5, r5)
    store(6, r6)
    store(7, r7)
  }
}

@inline(__always)
private func low(_ a: Eight, _ b: Eight) -> Eight {
  var zipped = Eight()
  (zipped.evenHalf, zipped.oddHalf) = (a.lowHalf, b.lowHalf)
  return zipped
}

@inline(__always)
private func high(_ a: Eight, _ b: Eight) -> Eight {
  var zipped = Eight()
  (zipped.evenHalf, zipped.oddHalf) = (a.highHalf, b.highHalf)
  return zipped
}

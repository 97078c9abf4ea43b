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
/// next; what is missing to a whole panel is 0.
enum Packing {
  /// `rows` ≤ 8 rows of A over `depth` columns: [depth][8].
  static func packRows(
    _ a: StridedMatrix, _ rows: Int, _ depth: Int, into panel: UnsafeMutablePointer<Float>
  ) {
    pack(a, rows, depth, width: Tile.rows, into: panel)
  }

  /// `columns` ≤ 48 columns of B over `depth` rows: [depth][48].
  static func packColumns(
    _ b: StridedMatrix, _ columns: Int, _ depth: Int, into panel: UnsafeMutablePointer<Float>
  ) {
    guard columns == Tile.columns, b.columnStride == 1 else {
      return pack(b.transposed, columns, depth, width: Tile.columns, into: panel)
    }
    for k in 0..<depth {
      let row = UnsafeRawPointer(b.base + k * b.rowStride)
      let place = UnsafeMutableRawPointer(panel + k * Tile.columns)
      for vector in 0..<3 {
        place.storeBytes(
          of: row.loadUnaligned(fromByteOffset: 64 * vector, as: TileLanes.self),
          toByteOffset: 64 * vector, as: TileLanes.self)
      }
    }
  }

  /// `lines` rows of `a`, eight at a time.
  private static func pack(
    _ a: StridedMatrix, _ lines: Int, _ depth: Int, width: Int,
    into panel: UnsafeMutablePointer<Float>
  ) {
    for first in stride(from: 0, to: width, by: 8) {
      let (part, place) = (a.from(row: first, column: 0), panel + first)
      if lines - first >= 8 {
        packEight(part, depth, width, into: place)
      } else {
        packFew(part, max(0, lines - first), depth, width, into: place)
      }
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

// Sums over elements that lie one after another, and over rows. Where parts begin and end depends on sizes
// alone: so the order is the same with any number of threads.

private let block = 1 << 13

extension Loops {
  static func sum(_ x: Input, _ count: Int) -> Scalar {
    blockSum(count) { Vector.sum(x + $0, $1) }
  }

  static func sumOfSquares(_ x: Input, _ count: Int) -> Scalar {
    blockSum(count) { Vector.dot(x + $0, x + $0, $1) }
  }

  static func dot(_ x: Input, _ y: Input, _ count: Int) -> Scalar {
    blockSum(count) { Vector.dot(x + $0, y + $0, $1) }
  }

  /// The sum of what `body` gives for the start and the size of each block.
  @inline(__always)
  private static func blockSum(_ count: Int, _ body: (Int, Int) -> Scalar) -> Scalar {
    let blocks = (count + block - 1) / block
    if blocks < 2 { return body(0, count) }
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: blocks) { sums in
      let sums = sums.baseAddress.unsafelyUnwrapped
      Threads.parallel(over: blocks, grain: 4) { range in
        for i in range { sums[i] = body(i * block, min(block, count - i * block)) }
      }
      return Vector.sum(sums, blocks)
    }
  }

  static func rowSums(_ x: Input, rows: Int, size: Int, _ sums: Output) {
    forEachRow(rows, size, sums, { sum(x + $0, size) }, { x[$0] })
  }

  static func rowSumsOfSquares(_ x: Input, rows: Int, size: Int, _ sums: Output) {
    forEachRow(rows, size, sums, { sumOfSquares(x + $0, size) }, { x[$0] * x[$0] })
  }

  /// Each row's sum, by `sum` from where it starts or, of a short one, of the `term` at each place.
  @inline(__always)
  private static func forEachRow(
    _ rows: Int, _ size: Int, _ sums: Output, _ sum: (Int) -> Scalar, _ term: (Int) -> Scalar
  ) {
    if rows < 4, size >= Vector.width {
      for i in 0..<rows { sums[i] = sum(i * size) }
    } else {
      Threads.parallel(over: rows, grain: 1 + Grain.light / (size + 1)) { range in
        for i in range {
          let start = i &* size
          if size >= Vector.width {
            sums[i] = sum(start)
          } else {
            var total: Scalar = 0
            for j in 0..<size { total += term(start &+ j) }
            sums[i] = total
          }
        }
      }
    }
  }

  static func columnSums(_ x: Input, rows: Int, columns: Int, _ sums: Output) {
    let width = 4 * Vector.width
    if columns < width, rows >= 2 * width {
      return narrowSums(x, rows: rows, columns: columns, sums)
    }
    let strips = (columns + width - 1) / width
    Threads.parallel(over: strips, grain: max(1, Grain.light / max(1, rows * width))) { range in
      let (start, end) = (range.lowerBound * width, min(columns, range.upperBound * width))
      let x = x + start
      Vector.columnSums(rows: rows, columns: end - start, sums + start) { x + $0 &* columns }
    }
  }

  /// Sums of few columns: as many rows as a vector has lanes are taken for one, whose parts are then added.
  private static func narrowSums(_ x: Input, rows: Int, columns: Int, _ sums: Output) {
    let width = Vector.width
    let (whole, size) = (rows / width, width * columns)
    withScratch(of: Scalar.self, size) { parts in
      columnSums(x, rows: whole, columns: size, parts)
      let others = x + whole * size
      for j in 0..<columns {
        sums[j] =
          blockedSum(width + rows % width) {
            $0 < width ? parts[$0 &* columns &+ j] : others[($0 &- width) &* columns &+ j]
          }.value
      }
    }
  }
}

extension Lanes {
  @inline(never)
  static func sum(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    sum(count) { j, n in Self(upTo: n, x + j) }
  }

  @inline(never)
  static func dot(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ count: Int
  ) -> Scalar {
    sum(count) { j, n in Self(upTo: n, x + j) * Self(upTo: n, y + j) }
  }

  /// The sum of what `term` gives for the start and the number of the elements of each vector.
  @inline(__always)
  static func sum(_ count: Int, _ term: (Int, Int) -> Self) -> Scalar {
    let group = 4 &* width
    let groups = count / group
    @inline(__always)
    func four(_ i: Int) -> Pair<Pair<Self>> {
      let j = i &* group
      return Pair(
        a: Pair(a: term(j, width), b: term(j &+ width, width)),
        b: Pair(a: term(j &+ 2 &* width, width), b: term(j &+ 3 &* width, width)))
    }
    var total: Self = 0
    var rest: Self = 0
    if groups > 0 {
      let (left, right) = blockedSum(groups, four).parts()
      let ((a, b), (c, d)) = (left.parts(), right.parts())
      total = (a.value + b.value) + (c.value + d.value)
    }
    var j = groups &* group
    while j &+ width <= count {
      rest = rest + term(j, width)
      j &+= width
    }
    if j < count { rest = rest + term(j, count &- j) }
    return (total + rest).sum
  }

  /// Sums of columns, four vectors of them at a time, over the rows that `row` finds.
  @inline(__always)
  static func columnSums(
    rows: Int, columns: Int, _ sums: UnsafeMutablePointer<Scalar>,
    _ row: (Int) -> UnsafePointer<Scalar>
  ) {
    var j = 0
    while j &+ 4 &* width <= columns {
      let total = blockedSum(rows) { i in
        let x = row(i) + j
        return Pair(
          a: Pair(a: Self(x), b: Self(x + width)),
          b: Pair(a: Self(x + 2 &* width), b: Self(x + 3 &* width)))
      }
      let (left, right) = total.parts()
      let ((a, b), (c, d)) = (left.parts(), right.parts())
      a.value.store(sums + j)
      b.value.store(sums + (j &+ width))
      c.value.store(sums + (j &+ 2 &* width))
      d.value.store(sums + (j &+ 3 &* width))
      j &+= 4 &* width
    }
    while j &+ width <= columns {
      blockedSum(rows) { Self(row($0) + j) }.value.store(sums + j)
      j &+= width
    }
    let rest = columns &- j
    if rest > 0 {
      blockedSum(rows) { Self(prefix: row($0) + j, rest) }.value.store(prefix: sums + j, rest)
    }
  }
}

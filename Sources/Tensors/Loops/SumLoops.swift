// Sums over elements that lie one after another. Blocks of fixed size are summed, each in several
// running sums, and then the blocks' sums in order: so the order is the same with any number of threads,
// and rounding errors grow slowly.

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

  static func columnSums(
    _ x: Input, rows: Int, columns: Int, _ sums: Output, accumulating: Bool
  ) {
    let width = 4 * Vector.width
    let strips = (columns + width - 1) / width
    Threads.parallel(over: strips, grain: max(1, Grain.light / max(1, rows * width))) { range in
      let (start, end) = (range.lowerBound * width, min(columns, range.upperBound * width))
      Vector.columnSums(
        x + start, rows: rows, columns: end - start, stride: columns, sums + start,
        accumulating: accumulating)
    }
  }
}

extension Lanes {
  @inline(never)
  static func sum(_ x: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
    var (a, b, c, d): (Self, Self, Self, Self) = (0, 0, 0, 0)
    var i = 0
    while i &+ 4 &* width <= count {
      a = a + Self(x + i)
      b = b + Self(x + i + width)
      c = c + Self(x + i + 2 * width)
      d = d + Self(x + i + 3 * width)
      i &+= 4 &* width
    }
    while i &+ width <= count {
      a = a + Self(x + i)
      i &+= width
    }
    if i < count { b = b + Self(prefix: x + i, count - i) }
    return ((a + b) + (c + d)).sum
  }

  @inline(never)
  static func dot(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, _ count: Int
  ) -> Scalar {
    var (a, b, c, d): (Self, Self, Self, Self) = (0, 0, 0, 0)
    var i = 0
    while i &+ 4 &* width <= count {
      a = Self(x + i).times(Self(y + i), plus: a)
      b = Self(x + i + width).times(Self(y + i + width), plus: b)
      c = Self(x + i + 2 * width).times(Self(y + i + 2 * width), plus: c)
      d = Self(x + i + 3 * width).times(Self(y + i + 3 * width), plus: d)
      i &+= 4 &* width
    }
    while i &+ width <= count {
      a = Self(x + i).times(Self(y + i), plus: a)
      i &+= width
    }
    if i < count {
      b = Self(prefix: x + i, count - i).times(Self(prefix: y + i, count - i), plus: b)
    }
    return ((a + b) + (c + d)).sum
  }

  /// Sums of the columns of a strip: four vectors of them at a time, row by row.
  @inline(never)
  static func columnSums(
    _ x: UnsafePointer<Scalar>, rows: Int, columns: Int, stride: Int,
    _ sums: UnsafeMutablePointer<Scalar>, accumulating: Bool
  ) {
    var j = 0
    while j &+ 4 &* width <= columns {
      var (a, b, c, d): (Self, Self, Self, Self) = (0, 0, 0, 0)
      for i in 0..<rows {
        let row = x + (i &* stride &+ j)
        a = a + Self(row)
        b = b + Self(row + width)
        c = c + Self(row + 2 * width)
        d = d + Self(row + 3 * width)
      }
      let output = sums + j
      if accumulating {
        a = Self(output) + a
        b = Self(output + width) + b
        c = Self(output + 2 * width) + c
        d = Self(output + 3 * width) + d
      }
      a.store(output)
      b.store(output + width)
      c.store(output + 2 * width)
      d.store(output + 3 * width)
      j &+= 4 &* width
    }
    while j < columns {
      let size = Swift.min(width, columns - j)
      var a: Self = 0
      for i in 0..<rows { a = a + Self(upTo: size, x + (i &* stride &+ j)) }
      if accumulating { a = Self(upTo: size, sums + j) + a }
      a.store(upTo: size, sums + j)
      j &+= width
    }
  }

  /// The first `count` ≤ width numbers, then `filler`.
  @inline(__always)
  init(upTo count: Int, _ pointer: UnsafePointer<Scalar>, filler: Self = 0) {
    self = count == Self.width ? Self(pointer) : Self(prefix: pointer, count, filler: filler)
  }

  /// Writes the first `count` ≤ width numbers.
  @inline(__always)
  func store(upTo count: Int, _ pointer: UnsafeMutablePointer<Scalar>) {
    if count == Self.width { store(pointer) } else { store(prefix: pointer, count) }
  }
}

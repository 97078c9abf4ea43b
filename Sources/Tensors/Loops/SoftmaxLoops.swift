// Softmax and its kin, row by row. Exponentials are taken relative to the row's largest element; a row
// fits into the nearest cache, so that it is gone over more than once without harm.

extension Loops {
  static func softmax(_ x: Input, _ y: Output, rows: Int, size: Int) {
    forEachRow(rows, size) { i in
      let (x, y) = (x + i * size, y + i * size)
      let (_, sum) = Vector.exponentials(x, y, size)
      mapPiece(y, y, size, Times(a: Vector(repeating: 1 / sum)))
    }
  }

  static func logSoftmax(_ x: Input, _ y: Output, rows: Int, size: Int) {
    forEachRow(rows, size) { i in
      let x = x + i * size
      let (largest, sum) = Vector.exponentials(x, nil, size)
      let logarithm = Vector(repeating: sum).logarithm
      mapPiece(x, y + i * size, size, Shift(a: Vector(repeating: largest), b: logarithm))
    }
  }

  static func logSumExp(_ x: Input, _ y: Output, rows: Int, size: Int) {
    forEachRow(rows, size) { i in
      let (largest, sum) = Vector.exponentials(x + i * size, nil, size)
      y[i] = largest + Vector(repeating: sum).logarithm.largest
    }
  }

  static func softmaxGradient(_ dy: Input, y: Input, _ dx: Output, rows: Int, size: Int) {
    forEachRow(rows, size) { i in
      let (dy, y) = (dy + i * size, y + i * size)
      let dot = Vector.dot(dy, y, size)
      // A row that holds NaN passes nothing back where nothing is asked of it.
      if dot.isNaN, (0..<size).allSatisfy({ dy[$0] == 0 }) {
        (dx + i * size).clear(count: size)
      } else {
        mapPiece(dy, y, dx + i * size, size, SoftmaxGradient(dot: Vector(repeating: dot)))
      }
    }
  }

  static func logSoftmaxGradient(_ dy: Input, y: Input, _ dx: Output, rows: Int, size: Int) {
    forEachRow(rows, size) { i in
      let (dy, y) = (dy + i * size, y + i * size)
      let sum = Vector.sum(dy, size)
      if sum == 0 {
        (dx + i * size).update(from: dy, count: size)
      } else {
        mapPiece(dy, y, dx + i * size, size, LogSoftmaxGradient(sum: Vector(repeating: sum)))
      }
    }
  }

  static func crossEntropy(
    _ x: Input, targets: UnsafePointer<Int32>, losses: Output, _ dx: Output?, scale: Scalar,
    rows: Int, size: Int
  ) {
    forEachRow(rows, size) { i in
      losses[i] = Vector.crossEntropy(
        x + i * size, Int(targets[i]), dx.map { $0 + i * size }, scale, size)
    }
  }

  static func crossEntropy(
    _ x: Input, targets: UnsafePointer<Int>, losses: Output, _ dx: Output?, scale: Scalar,
    rows: Int, size: Int
  ) {
    forEachRow(rows, size) { i in
      losses[i] = Vector.crossEntropy(
        x + i * size, targets[i], dx.map { $0 + i * size }, scale, size)
    }
  }
}

/// Calls `body` for each row, over `Threads` where there is much to do.
@inline(__always)
func forEachRow(_ rows: Int, _ size: Int, _ body: (Int) -> Void) {
  Threads.parallel(over: rows, grain: max(1, Grain.heavy / max(1, size))) { range in
    for i in range { body(i) }
  }
}

extension Lanes {
  /// The largest element, or 0 where that is infinite, and Σ_j exp(x_j − largest); the exponentials
  /// are written to `y`, if there is one.
  @inline(never)
  static func exponentials(
    _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>?, _ size: Int
  ) -> (largest: Scalar, sum: Scalar) {
    let nothing = Self(repeating: -.infinity)
    let largest = Self.largest(x, size)
    let shift = largest.isFinite ? largest : 0
    @inline(__always)
    func step(_ j: Int, _ count: Int) -> Self {
      let difference = Self(upTo: count, x + j, filler: nothing) - Self(repeating: shift)
      let e = difference.exponentialOfNegative
      if let y { e.store(upTo: count, y + j) }
      return e
    }
    var (total, part, j) = (RunningSum<Self>(), Self.zero, 0)
    while j < size {
      let end = Swift.min(size, j &+ 32 &* width)
      part = 0
      while j &+ width <= end {
        part = part + step(j, width)
        j &+= width
      }
      if j < end { part = part + step(j, end &- j) }
      j = end
      if size <= 32 &* width { total.sum = part } else { total.add(part) }
    }
    // An infinite element is the one case in which a difference is above 0.
    if largest == .infinity { return (0, (0..<size).contains { x[$0].isNaN } ? .nan : .infinity) }
    return (shift, total.value.sum)
  }

  /// The largest element, where no NaN is.
  @inline(never)
  static func largest(_ x: UnsafePointer<Scalar>, _ size: Int) -> Scalar {
    let nothing = Self(repeating: -.infinity)
    var (a, b, c, d) = (nothing, nothing, nothing, nothing)
    var i = 0
    while i &+ 4 &* width <= size {
      a = max(Self(x + i), a)
      b = max(Self(x + i + width), b)
      c = max(Self(x + i + 2 * width), c)
      d = max(Self(x + i + 3 * width), d)
      i &+= 4 &* width
    }
    while i &+ width <= size {
      a = max(Self(x + i), a)
      i &+= width
    }
    if i < size { b = max(Self(prefix: x + i, size - i, filler: nothing), b) }
    return max(max(a, b), max(c, d)).largest
  }

  /// −log softmax(x)_target, and its gradient times `scale`.
  @inline(never)
  static func crossEntropy(
    _ x: UnsafePointer<Scalar>, _ target: Int, _ dx: UnsafeMutablePointer<Scalar>?,
    _ scale: Scalar, _ size: Int
  ) -> Scalar {
    let chosen = x[target]
    let (largest, sum) = exponentials(x, dx, size)
    if let dx {
      mapPiece(dx, dx, size, Times(a: Self(repeating: scale / sum)))
      dx[target] -= scale
    }
    return Self(repeating: sum).logarithm.largest - (chosen - largest)
  }
}

private struct Shift<V: Lanes>: UnaryFunction {
  var a: V
  var b: V
  @inline(__always)
  func callAsFunction(_ x: V) -> V { (x - a) - b }
}

private struct SoftmaxGradient<V: Lanes>: BinaryFunction {
  var dot: V
  @inline(__always)
  func callAsFunction(_ dy: V, _ y: V) -> V { y * (dy - dot) }
}

private struct LogSoftmaxGradient<V: Lanes>: BinaryFunction {
  var sum: V
  @inline(__always)
  func callAsFunction(_ dy: V, _ y: V) -> V { dy - y.exponentialOfNegative * sum }
}

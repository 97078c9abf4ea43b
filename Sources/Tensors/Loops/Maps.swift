// Loops over elements that lie one after another. An element's result does not depend on where it is:
// the last vector of a range reaches back over elements that were worked on already, and shorter
// ranges are filled up.

/// A function of each element of one array.
protocol UnaryFunction<V> {
  associatedtype V: Lanes
  func callAsFunction(_ x: V) -> V
}

/// A function of the elements of two arrays.
protocol BinaryFunction<V> {
  associatedtype V: Lanes
  func callAsFunction(_ x: V, _ y: V) -> V
}

/// A function of the elements of three arrays.
protocol TernaryFunction<V> {
  associatedtype V: Lanes
  func callAsFunction(_ x: V, _ y: V, _ z: V) -> V
}

/// Elements a piece at least, where each takes much or little work.
enum Grain {
  static let heavy = 1 << 13
  static let light = 1 << 15
}

/// y_i ← f(x_i), over `Threads`; x and y may be the same.
@inline(__always)
func map<F: UnaryFunction>(
  _ x: UnsafePointer<F.V.Scalar>, _ y: UnsafeMutablePointer<F.V.Scalar>, _ count: Int,
  _ grain: Int, _ f: F
) {
  forEachPiece(of: count, grain) { mapPiece(x + $0, y + $0, $1, f) }
}

/// z_i ← f(x_i, y_i), over `Threads`; z may be x or y.
@inline(__always)
func map<F: BinaryFunction>(
  _ x: UnsafePointer<F.V.Scalar>, _ y: UnsafePointer<F.V.Scalar>,
  _ z: UnsafeMutablePointer<F.V.Scalar>, _ count: Int, _ grain: Int, _ f: F
) {
  forEachPiece(of: count, grain) { mapPiece(x + $0, y + $0, z + $0, $1, f) }
}

/// w_i ← f(x_i, y_i, z_i), over `Threads`; w may be one of the three.
@inline(__always)
func map<F: TernaryFunction>(
  _ x: UnsafePointer<F.V.Scalar>, _ y: UnsafePointer<F.V.Scalar>, _ z: UnsafePointer<F.V.Scalar>,
  _ w: UnsafeMutablePointer<F.V.Scalar>, _ count: Int, _ grain: Int, _ f: F
) {
  forEachPiece(of: count, grain) { mapPiece(x + $0, y + $0, z + $0, w + $0, $1, f) }
}

/// Calls `body` with the start and the size of pieces that make up 0..<count; they begin at multiples
/// of 64.
@inline(__always)
func forEachPiece(of count: Int, _ grain: Int, _ body: (Int, Int) -> Void) {
  if count <= grain {
    if count > 0 { body(0, count) }
    return
  }
  Threads.parallel(over: (count + 63) / 64, grain: (grain + 63) / 64) { blocks in
    let start = blocks.lowerBound * 64
    body(start, min(count, blocks.upperBound * 64) - start)
  }
}

/// How many elements of a long range come before the first at a register's boundary.
///
/// Arrays begin anywhere, and a register that is written across two lines of the cache takes twice as
/// long.
@inline(__always)
private func countBeforeBoundary<Scalar>(_ x: UnsafeMutablePointer<Scalar>, _ count: Int) -> Int {
  count < 256 ? 0 : ((0 &- Int(bitPattern: x)) & 63) / MemoryLayout<Scalar>.stride
}

/// `map` by the calling thread; count > 0.
@inline(never)
func mapPiece<F: UnaryFunction>(
  _ x: UnsafePointer<F.V.Scalar>, _ y: UnsafeMutablePointer<F.V.Scalar>, _ count: Int, _ f: F
) {
  let last = Last<F.V>(of: count)
  // Read before it may be written over.
  let x1 = last.load(x)
  var i = countBeforeBoundary(y, count)
  if i > 0 { f(F.V(prefix: x, i)).store(prefix: y, i) }
  while i &+ F.V.width < last.start {
    let (x2, x3) = (F.V(x + i), F.V(x + (i &+ F.V.width)))
    f(x2).store(y + i)
    f(x3).store(y + (i &+ F.V.width))
    i &+= 2 &* F.V.width
  }
  if i < last.start { f(F.V(x + i)).store(y + i) }
  last.store(f(x1), y)
}

/// `map` by the calling thread; count > 0.
@inline(never)
func mapPiece<F: BinaryFunction>(
  _ x: UnsafePointer<F.V.Scalar>, _ y: UnsafePointer<F.V.Scalar>,
  _ z: UnsafeMutablePointer<F.V.Scalar>, _ count: Int, _ f: F
) {
  let last = Last<F.V>(of: count)
  let (x1, y1) = (last.load(x), last.load(y))
  let first = countBeforeBoundary(z, count)
  if first > 0 { f(F.V(prefix: x, first), F.V(prefix: y, first)).store(prefix: z, first) }
  for i in stride(from: first, to: last.start, by: F.V.width) {
    f(F.V(x + i), F.V(y + i)).store(z + i)
  }
  last.store(f(x1, y1), z)
}

@inline(never)
private func mapPiece<F: TernaryFunction>(
  _ x: UnsafePointer<F.V.Scalar>, _ y: UnsafePointer<F.V.Scalar>, _ z: UnsafePointer<F.V.Scalar>,
  _ w: UnsafeMutablePointer<F.V.Scalar>, _ count: Int, _ f: F
) {
  let last = Last<F.V>(of: count)
  let (x1, y1, z1) = (last.load(x), last.load(y), last.load(z))
  for i in stride(from: 0, to: last.start, by: F.V.width) {
    f(F.V(x + i), F.V(y + i), F.V(z + i)).store(w + i)
  }
  last.store(f(x1, y1, z1), w)
}

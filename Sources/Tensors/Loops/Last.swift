/// The last vector of a range: the last `width` elements, or all where there are fewer.
struct Last<V: Lanes> {
  var count: Int

  @inline(__always)
  init(of count: Int) { self.count = count }

  /// Where it begins; what is before it makes up whole vectors, the last of which may overlap it.
  @inline(__always)
  var start: Int { max(0, count - V.width) }

  /// The elements, then zeros.
  @inline(__always)
  func load(_ pointer: UnsafePointer<V.Scalar>) -> V {
    count >= V.width ? V(pointer + start) : V(prefix: pointer, count)
  }

  @inline(__always)
  func store(_ vector: V, _ pointer: UnsafeMutablePointer<V.Scalar>) {
    if count >= V.width {
      vector.store(pointer + start)
    } else {
      vector.store(prefix: pointer, count)
    }
  }
}

extension Lanes {
  /// The first `count` < width numbers at `pointer`, then zeros.
  @inline(__always)
  init(prefix pointer: UnsafePointer<Scalar>, _ count: Int) {
    self.init(prefix: pointer, count, filler: 0)
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

  /// Calls `body` with the start of each whole vector of a row, then with that of the rest, if any,
  /// and with how many elements there are.
  @inline(__always)
  static func forEachVector(_ size: Int, _ body: (Int, Int) -> Void) {
    let whole = size - size % width
    for j in stride(from: 0, to: whole, by: width) { body(j, width) }
    if whole < size { body(whole, size - whole) }
  }
}

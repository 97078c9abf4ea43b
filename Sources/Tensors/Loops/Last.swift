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
  /// The first `count` < width numbers at `pointer`, then `filler`.
  @inline(__always)
  init(prefix pointer: UnsafePointer<Scalar>, _ count: Int, filler: Self = 0) {
    var filled = filler
    withUnsafeMutablePointer(to: &filled) {
      UnsafeMutableRawPointer($0).copyMemory(
        from: pointer, byteCount: count * MemoryLayout<Scalar>.stride)
    }
    self = filled
  }

  /// Writes the first `count` numbers to `pointer`.
  @inline(__always)
  func store(prefix pointer: UnsafeMutablePointer<Scalar>, _ count: Int) {
    withUnsafePointer(to: self) {
      UnsafeMutableRawPointer(pointer).copyMemory(
        from: $0, byteCount: count * MemoryLayout<Scalar>.stride)
    }
  }
}

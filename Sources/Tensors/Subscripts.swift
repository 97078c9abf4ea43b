// Inlined wherever they are used, so that a kernel's own loops run at the speed of plain arrays.
extension Tensor {
  /// The element `i` of a vector.
  @inlinable public subscript(i: Int) -> Scalar {
    get {
      checkIndex(i)
      return elements[offset &+ i &* stride0]
    }
    set {
      checkIndex(i)
      ownElements()
      elements[offset &+ i &* stride0] = newValue
    }
  }

  /// The element in row `i` and column `j` of a matrix.
  @inlinable public subscript(i: Int, j: Int) -> Scalar {
    get {
      checkIndex(i, j)
      return elements[offset &+ i &* stride0 &+ j &* stride1]
    }
    set {
      checkIndex(i, j)
      ownElements()
      elements[offset &+ i &* stride0 &+ j &* stride1] = newValue
    }
  }

  /// The element at `index`, one number an axis.
  public subscript(index: [Int]) -> Scalar {
    get { elements[position(of: index)] }
    set {
      ownElements()
      elements[position(of: index)] = newValue
    }
  }

  func position(of index: [Int]) -> Int {
    require(
      index.count == rank && zip(index, shape).allSatisfy { 0 <= $0 && $0 < $1 },
      "the index \(index) is outside the shape \(shape)")
    return zip(index, strides).reduce(offset) { $0 + $1.0 * $1.1 }
  }

  @inlinable @inline(__always)
  func checkIndex(_ i: Int) {
    if UInt(bitPattern: i) >= UInt(bitPattern: extent0) || rank != 1 { stopOutside([i]) }
  }

  @inlinable @inline(__always)
  func checkIndex(_ i: Int, _ j: Int) {
    if UInt(bitPattern: i) >= UInt(bitPattern: extent0)
      || UInt(bitPattern: j) >= UInt(bitPattern: extent1) || rank != 2
    {
      stopOutside([i, j])
    }
  }

  @inline(never) @usableFromInline
  func stopOutside(_ index: [Int]) -> Never {
    stop("the index \(index) is outside the shape \(shape)")
  }

  /// Gives a part of a larger array elements of its own before it is written to.
  ///
  /// So a row that changes costs a row, not the array that it was taken from. What is written by hand
  /// has no gradient.
  @inlinable @inline(__always)
  mutating func ownElements() {
    if elements.count != count || node != nil { detach() }
  }

  @inline(never) @usableFromInline
  mutating func detach() { self = withOwnElements() }
}

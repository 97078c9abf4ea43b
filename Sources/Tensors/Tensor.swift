/// An n-dimensional array of `Float` or `Double`, row-major, with value semantics.
///
/// Transposes, rows, columns and diagonals are views: they share their elements with the array that
/// they were taken from until one of the two is written to. Arithmetic broadcasts as in NumPy: shapes
/// are aligned at their last axis, and an axis of size 1 is repeated.
///
/// A program's own loops use the subscripts `v[i]` and `x[i, j]`, which are inlined everywhere; the
/// operations on whole arrays run loops compiled for the scalar type.
@frozen
public struct Tensor<Scalar: TensorScalar>: Sendable {
  /// The size of each axis; empty for a single number.
  public let shape: [Int]
  /// How far apart neighbours along each axis are in `elements`.
  @usableFromInline let strides: [Int]
  /// Where the first element is in `elements`.
  @usableFromInline let offset: Int
  @usableFromInline var elements: [Scalar]

  // The first two axes again, where the subscripts have them at hand.
  @usableFromInline let extent0: Int
  @usableFromInline let extent1: Int
  @usableFromInline let stride0: Int
  @usableFromInline let stride1: Int

  /// How many elements there are.
  public let count: Int

  /// Where the array stands in the graph; nil where no gradient flows through it.
  @usableFromInline var node: Node<Scalar>?

  /// A view of `elements`; those it reaches exist.
  init(elements: [Scalar], shape: [Int], strides: [Int], offset: Int) {
    self.elements = elements
    self.shape = shape
    self.strides = strides
    self.offset = offset
    extent0 = shape.isEmpty ? 1 : shape[0]
    extent1 = shape.count < 2 ? 1 : shape[1]
    stride0 = shape.isEmpty ? 0 : strides[0]
    stride1 = shape.count < 2 ? 0 : strides[1]
    count = shape.reduce(1, *)
    node = nil
  }
}

// Creation.
extension Tensor {
  /// An array of `shape` with `elements` in row-major order.
  public init(_ elements: [Scalar], shape: [Int]) {
    require(
      shape.allSatisfy { $0 >= 0 } && elements.count == shape.reduce(1, *),
      "Tensor: \(elements.count) elements do not fill the shape \(shape)")
    self.init(elements: elements, shape: shape, strides: rowMajorStrides(shape), offset: 0)
  }

  /// A single number: [].
  public init(_ value: Scalar) { self.init([value], shape: []) }

  /// A vector: [N].
  public init(_ elements: some Sequence<Scalar>) {
    let elements = Array(elements)
    self.init(elements, shape: [elements.count])
  }

  /// An array of `shape` filled with `value`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(repeating value: Scalar, shape: [Int]) {
    self.init(Array(repeating: value, count: shape.reduce(1, *)), shape: shape)
  }

  /// An array of `shape` whose elements `body` gives, called in row-major order with their position.
  public init(shape: [Int], _ body: (Int) throws -> Scalar) rethrows {
    self.init(try (0..<shape.reduce(1, *)).map(body), shape: shape)
  }

  /// A matrix of equally long rows: [N, D].
  public init(rows: [Tensor]) {
    let size = rows.first?.count ?? 0
    var elements: [Scalar] = []
    elements.reserveCapacity(rows.count * size)
    for row in rows {
      require(
        row.shape == [size], "Tensor(rows:): a row of shape \(row.shape) among rows of [\(size)]")
      elements += row.scalars
    }
    self.init(elements, shape: [rows.count, size])
  }

  /// A matrix of equally long columns: [N, D].
  public init(columns: [Tensor]) { self = Tensor(rows: columns).transposed() }

  /// An array of zeros.
  public static func zeros(_ shape: Int...) -> Tensor { Tensor(repeating: 0, shape: shape) }

  /// An array of ones.
  public static func ones(_ shape: Int...) -> Tensor { Tensor(repeating: 1, shape: shape) }

  /// The identity matrix: [D, D].
  public static func identity(_ size: Int) -> Tensor { diagonal(.ones(size)) }

  /// The matrix with `diagonal` on its diagonal and 0 elsewhere: [D, D].
  public static func diagonal(_ diagonal: Tensor) -> Tensor {
    require(diagonal.rank == 1, "diagonal: a vector is needed, not \(diagonal.shape)")
    var result = zeros(diagonal.count, diagonal.count)
    for i in 0..<diagonal.count { result[i, i] = diagonal[i] }
    return result
  }

  /// An array whose elements `fill` writes, all of them, in row-major order.
  init(shape: [Int], filling fill: (UnsafeMutablePointer<Scalar>) throws -> Void) rethrows {
    let count = shape.reduce(1, *)
    let elements = try [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { try fill(base) }
      initialized = count
    }
    self.init(elements, shape: shape)
  }
}

// Form.
extension Tensor {
  /// The number of axes: 0 for a single number, 1 for a vector, 2 for a matrix.
  @inlinable public var rank: Int { shape.count }

  /// The elements in row-major order.
  public var scalars: [Scalar] {
    if isContiguous, elements.count == count { return elements }
    return gather()
  }

  /// The one element of an array that has only one.
  public var scalar: Scalar {
    require(count == 1, "scalar: the shape \(shape) has \(count) elements, not one")
    return elements[offset]
  }

  /// The same numbers in another precision, each rounded to the nearest: `x.as(Float.self)`.
  ///
  /// No gradient flows from one precision to another.
  @specialized(where Scalar == Float, Other == Double)
  @specialized(where Scalar == Double, Other == Float)
  public func `as`<Other: TensorScalar>(_ type: Other.Type) -> Tensor<Other> {
    if let same = self as? Tensor<Other> { return same }
    return withElements { x in
      Tensor<Other>(shape: shape) { y in
        for i in 0..<count { y[i] = Other(x[i]) }
      }
    }
  }

  /// Whether every element is finite.
  public var isFinite: Bool { isAllFinite() }

  /// Whether the elements lie one after another in row-major order.
  var isContiguous: Bool {
    var expected = 1
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      if strides[axis] != expected { return false }
      expected *= shape[axis]
    }
    return true
  }

  /// Whether this is a matrix whose transpose lies in row-major order, and which itself does not.
  var isColumnMajor: Bool { rank == 2 && !isContiguous && transposedView.isContiguous }

  /// The same array with its own elements in row-major order.
  var contiguous: Tensor { isContiguous ? self : Tensor(gather(), shape: shape) }

  /// Calls `body` with the elements in row-major order.
  @inline(__always)
  func withElements<Result>(
    _ body: (UnsafePointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    let source = contiguous
    return try source.elements.withUnsafeBufferPointer { buffer in
      // An empty array may have no address, and then nothing is read from it.
      guard let base = buffer.baseAddress else {
        return try withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 1) { spare in
          try body(UnsafePointer(spare.baseAddress.unsafelyUnwrapped))
        }
      }
      return try body(base + source.offset)
    }
  }

  /// The elements of any view in row-major order.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func gather() -> [Scalar] {
    if count == 0 { return [] }
    return [Scalar](unsafeUninitializedCapacity: count) { output, initialized in
      let (inner, step) = (shape.last ?? 1, strides.last ?? 0)
      var position = 0
      elements.withUnsafeBufferPointer { input in
        forEachStart(of: [strides], in: shape.dropLast()) { starts in
          let start = offset + starts[0]
          for i in 0..<inner { output[position + i] = input[start + i * step] }
          position += inner
        }
      }
      initialized = count
    }
  }
}

/// The strides of an array of `shape` in row-major order.
func rowMajorStrides(_ shape: [Int]) -> [Int] {
  var strides = [Int](repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    strides[axis] = strides[axis + 1] * shape[axis + 1]
  }
  return strides
}

/// Visits all positions over the axes `outer` in row-major order, with the offset that each set of
/// strides gives there.
func forEachStart(of strides: [[Int]], in outer: ArraySlice<Int>, _ body: ([Int]) -> Void) {
  if outer.contains(0) { return }
  var index = [Int](repeating: 0, count: outer.count)
  var starts = [Int](repeating: 0, count: strides.count)
  while true {
    body(starts)
    var axis = outer.count - 1
    while axis >= 0 {
      index[axis] += 1
      for operand in strides.indices { starts[operand] += strides[operand][axis] }
      if index[axis] < outer[axis] { break }
      for operand in strides.indices {
        starts[operand] -= strides[operand][axis] * outer[axis]
      }
      index[axis] = 0
      axis -= 1
    }
    if axis < 0 { return }
  }
}

extension Tensor: Hashable {
  /// Whether shapes and elements are equal.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.shape == b.shape && a.scalars == b.scalars
  }

  /// Feeds the shape and the elements.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    hasher.combine(scalars)
  }
}

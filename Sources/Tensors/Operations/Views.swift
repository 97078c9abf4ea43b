// Views share their elements with the array that they were taken from; nothing is copied.

/// Where a view's elements lie among those of the array that it was taken from.
struct ViewLayout {
  var shape: [Int]
  var strides: [Int]
  var offset: Int
}

extension Primitive {
  /// Another look at the same elements: dy goes back to where each element came from.
  ///
  /// `layout` gives it for an array; it must reach no element twice.
  static func view(_ name: String, _ layout: @escaping (Tensor<Scalar>) -> ViewLayout) -> Primitive
  {
    Primitive(name) { x in
      let source = x[0].shape
      return (
        x[0].viewed(layout(x[0])),
        { dy in
          // The same look at a fresh array tells where dy belongs.
          let places = layout(Tensor(placesOf: source))
          return [dy.scattered(to: places, of: source)]
        }
      )
    }
  }

  /// An exchange of axes, where `order[i]` becomes axis i: dy with them exchanged back.
  static func permute(_ order: [Int]) -> Primitive {
    Primitive("permuted") { x in
      let back = order.indices.map { axis in order.firstIndex(of: axis) ?? axis }
      return (x[0].permutedView(order), { dy in [dy.permutedView(back)] })
    }
  }

  /// Another shape for the same elements in row-major order: dy in the old one.
  static func reshape(_ shape: [Int]) -> Primitive {
    Primitive("reshaped") { x in
      let old = x[0].shape
      return (x[0].reshapedView(shape), { dy in [dy.reshapedView(old)] })
    }
  }

  /// Axes of size 1 repeated: dy summed over them, which the graph does for every operation.
  static func broadcast(_ shape: [Int]) -> Primitive {
    Primitive("broadcast") { x in (x[0].broadcastView(to: shape), { dy in [dy] }) }
  }
}

extension Tensor {
  /// The array with its last two axes exchanged.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func transposed() -> Tensor {
    require(rank >= 2, "transposed: at least two axes are needed, not \(shape)")
    return node == nil ? transposedView : Primitive.permute(transposition)(self)
  }

  /// The array with its axes in another order: `permuted(1, 0, 2)` exchanges the first two.
  public func permuted(_ order: Int...) -> Tensor {
    require(
      order.sorted() == Array(0..<rank), "permuted: \(order) is no order of the axes of \(shape)")
    return Primitive.permute(order)(self)
  }

  /// The part at `index` of an axis, without that axis.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func select(axis: Int, index: Int) -> Tensor {
    let axis = resolved(axis, "select")
    require(
      index >= 0 && index < shape[axis],
      "select: the index \(index) is outside axis \(axis) of the shape \(shape)")
    return view("select") { x in
      var layout = x.layout
      layout.shape.remove(at: axis)
      layout.offset += index * layout.strides.remove(at: axis)
      return layout
    }
  }

  /// The parts in `range` of an axis: of [N, D] and axis 0 the rows in `range`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func slice(axis: Int = 0, _ range: Range<Int>) -> Tensor {
    let axis = resolved(axis, "slice")
    require(
      range.lowerBound >= 0 && range.upperBound <= shape[axis],
      "slice: \(range) is outside axis \(axis) of the shape \(shape)")
    return view("slice") { x in
      var layout = x.layout
      layout.shape[axis] = range.count
      layout.offset += range.lowerBound * layout.strides[axis]
      return layout
    }
  }

  /// The parts in `range` of an axis, which may be open: `2...`, `..<5`, `1...3`.
  public func slice(axis: Int = 0, _ range: some RangeExpression<Int>) -> Tensor {
    let resolved = resolved(axis, "slice")
    return slice(axis: resolved, bounds(of: range, below: shape[resolved]))
  }

  /// The rows in `range`: of [N, D] a matrix [range.count, D].
  public subscript(range: Range<Int>) -> Tensor { slice(axis: 0, range) }

  /// The rows in `range`, which may be open: `x[1200...]`, `x[..<n]`, `x[1...3]`.
  public subscript(range: some RangeExpression<Int>) -> Tensor { slice(axis: 0, range) }

  /// Row `i`: of a matrix [N, D] a vector [D].
  public func row(_ i: Int) -> Tensor { select(axis: 0, index: i) }

  /// Column `j`: of a matrix [N, D] a vector [N].
  public func column(_ j: Int) -> Tensor { select(axis: -1, index: j) }

  /// The rows: of a matrix [N, D] N vectors [D].
  public var rows: [Tensor] { (0..<shape[0]).map(row) }

  /// The columns: of a matrix [N, D] D vectors [N].
  public var columns: [Tensor] { (0..<shape[rank - 1]).map(column) }

  /// The diagonal of a matrix.
  public var diagonal: Tensor {
    require(rank == 2, "diagonal: a matrix is needed, not \(shape)")
    return view("diagonal") { x in
      ViewLayout(
        shape: [Swift.min(x.shape[0], x.shape[1])], strides: [x.strides[0] + x.strides[1]],
        offset: x.offset)
    }
  }

  /// The array with a new axis of size 1: [N] becomes [N, 1] for `axis` 1 and [1, N] for 0.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func unsqueezed(axis: Int) -> Tensor {
    let axis = axis < 0 ? axis + rank + 1 : axis
    require(axis >= 0 && axis <= rank, "unsqueezed: no axis \(axis) can be put into \(shape)")
    return view("unsqueezed") { x in
      var layout = x.layout
      layout.shape.insert(1, at: axis)
      layout.strides.insert(0, at: axis)
      return layout
    }
  }

  /// The array without an axis of size 1: [N, 1] becomes [N] for `axis` 1.
  public func squeezed(axis: Int) -> Tensor {
    let axis = resolved(axis, "squeezed")
    require(shape[axis] == 1, "squeezed: axis \(axis) of the shape \(shape) is not of size 1")
    return select(axis: axis, index: 0)
  }

  /// The same elements, in row-major order, under another shape; one size may be −1: what is left.
  public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

  /// The same elements, in row-major order, under another shape; one size may be −1: what is left.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func reshaped(_ shape: [Int]) -> Tensor {
    var shape = shape
    if let open = shape.firstIndex(of: -1) {
      let known = shape.enumerated().reduce(1) { $1.offset == open ? $0 : $0 * $1.element }
      shape[open] = known == 0 ? 0 : count / known
    }
    require(
      shape.reduce(1, *) == count, "reshaped: \(self.shape) has \(count) elements, not \(shape)")
    return node == nil ? reshapedView(shape) : Primitive.reshape(shape)(self)
  }

  /// The array with the axes from `first` to the one before `end` made one: [2, 3, 4] becomes [6, 4]
  /// for 0 and 2.
  public func flattened(_ first: Int = 0, _ end: Int? = nil) -> Tensor {
    let end = end ?? rank
    require(
      first >= 0 && first < end && end <= rank,
      "flattened: the shape \(shape) has no axes from \(first) to \(end)")
    let middle = shape[first..<end].reduce(1, *)
    return reshaped(Array(shape[..<first]) + [middle] + Array(shape[end...]))
  }

  /// A view of the given shape in which axes of size 1 are repeated.
  public func broadcast(to target: [Int]) -> Tensor {
    require(
      broadcastShape(shape, target) == target,
      "broadcast: the shape \(shape) does not broadcast to \(target)")
    return node == nil ? broadcastView(to: target) : Primitive.broadcast(target)(self)
  }

  private func view(_ name: String, _ layout: @escaping (Tensor) -> ViewLayout) -> Tensor {
    node == nil ? viewed(layout(self)) : Primitive.view(name, layout)(self)
  }

  /// The axis from 0, where negative ones count from the end.
  func resolved(_ axis: Int, _ operation: String) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    require(
      resolved >= 0 && resolved < rank, "\(operation): the shape \(shape) has no axis \(axis)")
    return resolved
  }
}

/// The bounds of a range that may be open, as they are written: `relative(to:)` would stop without
/// words where they are outside.
private func bounds(of range: some RangeExpression<Int>, below size: Int) -> Range<Int> {
  let (lower, upper) =
    switch range {
    case let range as PartialRangeFrom<Int>: (range.lowerBound, size)
    case let range as PartialRangeUpTo<Int>: (0, range.upperBound)
    case let range as PartialRangeThrough<Int>: (0, Swift.min(range.upperBound, .max - 1) + 1)
    case let range as ClosedRange<Int>:
      (range.lowerBound, Swift.min(range.upperBound, .max - 1) + 1)
    default: (range.relative(to: 0..<size).lowerBound, range.relative(to: 0..<size).upperBound)
    }
  require(lower >= 0 && lower <= upper && upper <= size, "slice: \(range) is outside 0..<\(size)")
  return lower..<upper
}

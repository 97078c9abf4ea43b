// Views share their elements with the array that they were taken from; nothing is copied.
extension Tensor {
  /// The array with its last two axes exchanged.
  public func transposed() -> Tensor {
    require(rank >= 2, "transposed: at least two axes are needed, not \(shape)")
    var (shape, strides) = (shape, strides)
    shape.swapAt(rank - 1, rank - 2)
    strides.swapAt(rank - 1, rank - 2)
    return Tensor(elements: elements, shape: shape, strides: strides, offset: offset)
  }

  /// The part at `index` of an axis, without that axis.
  public func select(axis: Int, index: Int) -> Tensor {
    let axis = resolved(axis, "select")
    require(
      index >= 0 && index < shape[axis],
      "select: the index \(index) is outside axis \(axis) of the shape \(shape)")
    var (shape, strides) = (shape, strides)
    shape.remove(at: axis)
    let stride = strides.remove(at: axis)
    return Tensor(
      elements: elements, shape: shape, strides: strides, offset: offset + index * stride)
  }

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
    return Tensor(
      elements: elements, shape: [Swift.min(shape[0], shape[1])],
      strides: [strides[0] + strides[1]], offset: offset)
  }

  /// The array with a new axis of size 1: [N] becomes [N, 1] for `axis` 1 and [1, N] for 0.
  public func unsqueezed(axis: Int) -> Tensor {
    let axis = axis < 0 ? axis + rank + 1 : axis
    require(axis >= 0 && axis <= rank, "unsqueezed: no axis \(axis) can be put into \(shape)")
    var (shape, strides) = (shape, strides)
    shape.insert(1, at: axis)
    strides.insert(0, at: axis)
    return Tensor(elements: elements, shape: shape, strides: strides, offset: offset)
  }

  /// The same elements, in row-major order, under another shape; one size may be −1: what is left.
  public func reshaped(_ shape: Int...) -> Tensor {
    var shape = shape
    if let open = shape.firstIndex(of: -1) {
      let known = shape.enumerated().reduce(1) { $1.offset == open ? $0 : $0 * $1.element }
      shape[open] = known == 0 ? 0 : count / known
    }
    require(
      shape.reduce(1, *) == count, "reshaped: \(self.shape) has \(count) elements, not \(shape)")
    let source = contiguous
    return Tensor(
      elements: source.elements, shape: shape, strides: rowMajorStrides(shape),
      offset: source.offset)
  }

  /// A matrix of the rows at `indices`, in that order: a copy.
  public func rows(at indices: some Sequence<Int>) -> Tensor {
    Tensor(rows: indices.map { row($0).reshaped(-1) })
  }

  /// The axis from 0, where negative ones count from the end.
  func resolved(_ axis: Int, _ operation: String) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    require(
      resolved >= 0 && resolved < rank, "\(operation): the shape \(shape) has no axis \(axis)")
    return resolved
  }
}

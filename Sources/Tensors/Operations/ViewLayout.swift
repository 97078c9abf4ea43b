// Views as they lie in memory, outside the graph.
extension Tensor {
  var layout: ViewLayout { ViewLayout(shape: shape, strides: strides, offset: offset) }

  /// A layout of `shape` in row-major order, without elements: to ask where a view would look.
  init(placesOf shape: [Int]) {
    self.init(elements: [], shape: shape, strides: rowMajorStrides(shape), offset: 0)
  }

  func viewed(_ layout: ViewLayout) -> Tensor {
    Tensor(
      elements: elements, shape: layout.shape, strides: layout.strides, offset: layout.offset)
  }

  /// The order of axes that exchanges the last two.
  var transposition: [Int] {
    var order = Array(0..<rank)
    order.swapAt(rank - 1, rank - 2)
    return order
  }

  var transposedView: Tensor { permutedView(transposition) }

  func permutedView(_ order: [Int]) -> Tensor {
    Tensor(
      elements: elements, shape: order.map { shape[$0] }, strides: order.map { strides[$0] },
      offset: offset)
  }

  func reshapedView(_ shape: [Int]) -> Tensor {
    let source = contiguous
    return Tensor(
      elements: source.elements, shape: shape, strides: rowMajorStrides(shape),
      offset: source.offset)
  }

  func broadcastView(to target: [Int]) -> Tensor {
    if shape == target { return stoppingGradient() }
    let missing = target.count - rank
    let strides = target.indices.map { axis in
      axis < missing || shape[axis - missing] != target[axis] ? 0 : self.strides[axis - missing]
    }
    return Tensor(elements: elements, shape: target, strides: strides, offset: offset)
  }

  /// An array of `shape` that is 0 but at `places`, where these elements are.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func scattered(to places: ViewLayout, of shape: [Int]) -> Tensor {
    var result = Tensor(repeating: 0, shape: shape)
    if count == 0 { return result }
    let (inner, step) = (self.shape.last ?? 1, places.strides.last ?? 0)
    withElements { source in
      result.elements.withUnsafeMutableBufferPointer { target in
        var position = 0
        forEachStart(of: [places.strides], in: self.shape.dropLast()) { starts in
          let start = places.offset + starts[0]
          for i in 0..<inner { target[start + i * step] = source[position + i] }
          position += inner
        }
      }
    }
    return result
  }

  /// The sum over the axes that broadcasting has repeated to come from `target` to this shape.
  func summed(to target: [Int], _ name: String) -> Tensor {
    if shape == target { return self }
    require(
      broadcastShape(target, shape) == shape,
      "\(name) has the shape \(shape), which \(target) does not broadcast to")
    var result = self
    let missing = rank - target.count
    if missing > 0 {
      let merged = [shape[..<missing].reduce(1, *)] + shape[missing...]
      result = result.reshapedView(merged).sums(axis: 0, keepingAxis: false)
    }
    for axis in target.indices where target[axis] == 1 && result.shape[axis] != 1 {
      result = result.sums(axis: axis, keepingAxis: true)
    }
    return result
  }
}

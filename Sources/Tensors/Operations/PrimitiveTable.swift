extension Primitive {
  /// An operation with operands that its derivative can be tried on.
  struct Example {
    var operation: Primitive
    var shapes: [[Int]]
    /// Where the operands are.
    var range: Range<Double> = -2..<2
  }

  /// Everything that has a derivative of its own; all other functions are made of these.
  static var table: [Example] { ofPairs + ofElements + ofAxes + ofPlaces + ofMatrices + ofNets }

  private static var ofPairs: [Example] {
    let shapes: [[[Int]]] = [
      [[3, 4], [3, 4]], [[2, 3, 4], [4]], [[3, 1], [1, 4]], [[], [2, 4]],
    ]
    var examples: [Example] = []
    for shapes in shapes {
      for operation in [add, subtract, multiply, maximum, choose([1, 0, 1, 1])] {
        examples.append(Example(operation: operation, shapes: shapes))
      }
      examples.append(Example(operation: divide, shapes: shapes, range: 0.5..<2))
    }
    return examples
  }

  private static var ofElements: [Example] {
    let everywhere = [negate, clamp(-1...0.5)]
    let positive = [power(2.5), power(-1), power(2)]
    return elementFunctions.map {
      Example(operation: of($0), shapes: [[3, 5]], range: $0.domain)
    } + everywhere.map { Example(operation: $0, shapes: [[3, 5]]) }
      + positive.map { Example(operation: $0, shapes: [[3, 5]], range: 0.3..<3) }
  }

  private static var ofAxes: [Example] {
    var operations = [sum]
    for axis in 0..<2 {
      operations += [sum(axis: axis), max(axis: axis), norm(axis: axis)]
      operations += [cumulativeSum(axis: axis), logSumExp(axis: axis)]
      operations += [softmax(axis: axis), logSoftmax(axis: axis)]
    }
    return operations.map { Example(operation: $0, shapes: [[3, 5]]) }
  }

  private static var ofPlaces: [Example] {
    let everySecondColumn = view("view") { x in
      ViewLayout(
        shape: [3, 2], strides: [x.strides[0], 2 * x.strides[1]], offset: x.offset + x.strides[1])
    }
    let operations = [
      everySecondColumn, permute([1, 0]), reshape([5, 3]), broadcast([2, 3, 5]),
      pad(axis: 1, 1, 2, 7), gather([2, 0, 2, 1]), withDiagonal(3), scatter([1, 0, 1], 3),
      pick([4, 0, 4]),
    ]
    return operations.map { Example(operation: $0, shapes: [[3, 5]]) } + [
      Example(operation: concatenate(axis: 1), shapes: [[3, 2], [3, 1], [3, 4]])
    ]
  }

  private static var ofMatrices: [Example] {
    [
      Example(operation: matmul, shapes: [[3, 4], [4, 2]]),
      Example(operation: matmul, shapes: [[2, 3, 4], [2, 4, 5]]),
      Example(operation: linear, shapes: [[3, 4], [2, 4], [2]]),
      Example(operation: rectifiedLinear, shapes: [[3, 4], [2, 4], [2]]),
    ]
  }
}

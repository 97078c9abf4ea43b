// Reverse mode: each node's gradient is whole once all nodes with larger numbers have given theirs.
extension Tensor {
  /// Adds the gradient of this number to `gradient` of every parameter that it was computed from.
  ///
  /// The graph is used up on the way, which frees its memory; `keepingGraph` keeps it.
  ///
  /// - Throws: `GradientError` where the number is not finite, is not a single one, depends on no
  ///   parameter, or its graph was used before.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func backward(keepingGraph: Bool = false) throws(GradientError) {
    if count != 1 { throw .notScalar(shape: shape) }
    guard let node else { throw .noGraph }
    if !scalar.isFinite { throw .notFinite(operation: node.name, value: "\(scalar)") }
    if node.isLeaf {
      node.accumulate(Tensor(repeating: 1, shape: shape))
      return
    }
    try Recording.paused { () throws(GradientError) in
      try node.backward(from: Tensor(repeating: 1, shape: shape), keepingGraph: keepingGraph)
    }
  }
}

extension Node {
  fileprivate func backward(
    from seed: Tensor<Scalar>, keepingGraph: Bool
  ) throws(GradientError) {
    let nodes = ancestors()
    for node in nodes where node.pullback == nil { throw .graphUsed(operation: node.name) }
    gradient = seed
    for node in nodes {
      guard let dy = node.gradient, let pullback = node.pullback else { continue }
      node.gradient = nil
      node.pass(pullback(dy))
      if !keepingGraph {
        node.pullback = nil
        node.operands = []
      }
    }
  }

  /// Gives the operands their gradients, summed over what broadcasting has repeated.
  private func pass(_ gradients: [Tensor<Scalar>?]) {
    require(
      gradients.count == operands.count,
      "\(name): the pullback gives \(gradients.count) gradients for \(operands.count) operands")
    for (operand, gradient) in zip(operands, gradients) {
      guard let operand else { continue }
      guard let gradient else { continue }
      operand.accumulate(gradient.summed(to: operand.shape, "the gradient of \(name)"))
    }
  }

  /// This node and all that it depends on but leaves, the newest first.
  private func ancestors() -> [Node] {
    let pass = Recording.nextNumber()
    var found = [self]
    var next = 0
    self.pass = pass
    while next < found.count {
      for case let operand? in found[next].operands where operand.pass != pass {
        operand.pass = pass
        if !operand.isLeaf { found.append(operand) }
      }
      next += 1
    }
    return found.sorted { $0.number > $1.number }
  }
}

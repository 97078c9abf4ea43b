/// A result in the graph of a computation, with the way from its gradient to those of its operands.
///
/// A graph belongs to the thread that computes; only the numbers of the nodes are shared by all.
@usableFromInline
final class Node<Scalar: TensorScalar>: @unchecked Sendable {
  /// The operation that gave the result; "parameter" for a leaf.
  let name: String
  let shape: [Int]
  /// Larger than those of all operands: the order in which gradients flow is the order of numbers,
  /// backwards.
  let number: UInt64
  /// The operands that gradients go to; nil where none is wanted.
  var operands: [Node?]
  /// Gone once it has been used.
  var pullback: Primitive<Scalar>.Pullback?
  /// What has arrived so far.
  var gradient: Tensor<Scalar>?
  /// The pass that has seen this node.
  var pass: UInt64 = 0

  /// What a parameter is in the graph: it has no operands, and keeps its gradient.
  let isLeaf: Bool

  /// A leaf: what gradients are wanted of.
  init(leafOf shape: [Int]) {
    name = "parameter"
    self.shape = shape
    number = Recording.nextNumber()
    operands = []
    isLeaf = true
  }

  init(
    _ name: String, shape: [Int], operands: [Node?], pullback: @escaping Primitive<Scalar>.Pullback
  ) {
    self.name = name
    self.shape = shape
    number = Recording.nextNumber()
    self.operands = operands
    self.pullback = pullback
    isLeaf = false
  }

  /// Adds to what has arrived, in place where nobody else holds it.
  func accumulate(_ more: Tensor<Scalar>) {
    guard gradient != nil else {
      gradient = more
      return
    }
    gradient?.accumulate(more)
  }

  /// A long graph that nobody holds any more is taken apart in a loop: calls within calls would
  /// overflow the stack.
  deinit {
    pullback = nil
    var loose = operands
    operands = []
    while var node = loose.popLast() {
      guard node != nil, isKnownUniquelyReferenced(&node), let last = node, !last.isLeaf else {
        continue
      }
      loose += last.operands
      last.pullback = nil
      last.operands = []
    }
  }
}

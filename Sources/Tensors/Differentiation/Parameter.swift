/// An array that is learnt: gradients are collected for it, and an optimiser moves it.
///
/// As a property wrapper it reads as the array itself; `$W` is the parameter.
///
/// ```swift
/// @Parameter var W = Tensor<Float>.he([500, 784], using: &pane.random)
/// let h = relu(matmul(x, W.transposed()))
/// try loss.backward()
/// $W.gradient
/// ```
@propertyWrapper
public final class Parameter<Scalar: TensorScalar>: @unchecked Sendable {
  var storage: Tensor<Scalar>
  private var leaf: Node<Scalar>

  /// A parameter that begins with `wrappedValue`.
  public init(wrappedValue: Tensor<Scalar>) {
    storage = wrappedValue.withOwnElements()
    leaf = Node(leafOf: wrappedValue.shape)
  }

  /// A parameter that begins with `value`.
  public convenience init(_ value: Tensor<Scalar>) { self.init(wrappedValue: value) }

  /// The array, in the graph: what is computed from it has a gradient.
  ///
  /// A new value has the shape of the old one.
  public var wrappedValue: Tensor<Scalar> {
    get {
      var value = storage
      value.node = leaf
      return value
    }
    set {
      require(
        newValue.shape == storage.shape,
        "a parameter of the shape \(storage.shape) cannot become one of \(newValue.shape)")
      storage = newValue.withOwnElements()
    }
  }

  /// The array, in the graph.
  public var value: Tensor<Scalar> {
    get { wrappedValue }
    set { wrappedValue = newValue }
  }

  /// The parameter itself.
  public var projectedValue: Parameter { self }

  /// The sum of the gradients of all losses since it was last set to nil; the shape of the array.
  public var gradient: Tensor<Scalar>? {
    get { leaf.gradient }
    set { leaf.gradient = newValue }
  }
}

extension Tensor {
  /// Of a parameter's value its gradient; nil of a result.
  public var gradient: Tensor? { node.flatMap { $0.isLeaf ? $0.gradient : nil } }

  /// The same numbers outside the graph, in row-major order, without what they were a part of.
  func withOwnElements() -> Tensor {
    isContiguous && elements.count == count
      ? Tensor(elements: elements, shape: shape, strides: rowMajorStrides(shape), offset: 0)
      : Tensor(gather(), shape: shape)
  }
}

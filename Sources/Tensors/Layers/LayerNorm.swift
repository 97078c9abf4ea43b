/// Every row brought to mean 0 and variance 1, then scaled and moved (Ba, Kiros & Hinton 2016).
public struct LayerNorm<Scalar: TensorScalar>: Module {
  /// What each element is multiplied by: [D].
  @Parameter public var weight: Tensor<Scalar>
  /// What is added to each element: [D].
  @Parameter public var bias: Tensor<Scalar>

  /// Rows of `size` elements.
  public init(_ size: Int) {
    _weight = Parameter(Tensor(repeating: 1, shape: [size]))
    _bias = Parameter(Tensor(repeating: 0, shape: [size]))
  }

  /// The rows of x: [..., D].
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    layerNorm(x, scale: weight, bias: bias)
  }
}

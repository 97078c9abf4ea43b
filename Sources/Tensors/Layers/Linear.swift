/// x Wᵀ + b: [..., I] gives [..., O].
public struct Linear<Scalar: TensorScalar>: Module {
  /// W: [O, I].
  @Parameter public var weight: Tensor<Scalar>
  /// b: [O]; nil for a layer without.
  public let bias: Parameter<Scalar>?

  /// A layer whose weights are normal with deviation 1/√I, and whose bias is 0.
  public init(
    _ inputs: Int, _ outputs: Int, bias: Bool = true, using random: inout RandomSource
  ) {
    let deviation = 1 / Double(max(1, inputs)).squareRoot()
    _weight = Parameter(
      .normal([outputs, inputs], deviation: deviation, using: &random))
    self.bias = bias ? Parameter(Tensor(repeating: 0, shape: [outputs])) : nil
  }

  /// The outputs for x: [..., I] gives [..., O].
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    linear(x, weight, bias?.value)
  }
}

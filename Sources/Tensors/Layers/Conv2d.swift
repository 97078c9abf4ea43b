/// A two-dimensional convolution: [N, C, H, W] gives [N, O, H′, W′].
public struct Conv2d<Scalar: TensorScalar>: Module {
  /// The kernels: [O, C, k, k].
  @Parameter public var weight: Tensor<Scalar>
  /// What is added to each channel: [O].
  @Parameter public var bias: Tensor<Scalar>
  /// How far apart neighbouring outputs look.
  public let stride: Int
  /// How many zeros stand around each image.
  public let padding: Int

  /// A convolution from so many channels to so many, with normal weights of deviation 1/√(C k²).
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    using random: inout RandomSource
  ) {
    let deviation = 1 / Double(max(1, inputs * kernel * kernel)).squareRoot()
    _weight = Parameter(
      .normal([outputs, inputs, kernel, kernel], deviation: deviation, using: &random))
    _bias = Parameter(Tensor(repeating: 0, shape: [outputs]))
    self.stride = stride
    self.padding = padding
  }

  /// The outputs for the images x: [N, C, H, W].
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    conv2d(x, weight: weight, bias: bias, stride: stride, padding: padding)
  }
}

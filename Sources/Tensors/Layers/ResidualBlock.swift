/// Two convolutions beside a way around them: [N, C, H, W] gives [N, O, H′, W′].
///
/// He, Zhang, Ren & Sun (2016), figure 2:
/// relu(norm₂ conv₂ relu(norm₁ conv₁ x) + shortcut x); the shortcut is x itself, or, where the shape
/// changes, a convolution with kernels of one pixel and a norm.
public struct ResidualBlock<Scalar: TensorScalar>: Module {
  /// From C channels to O, with the stride.
  public let convolution1: Conv2d<Scalar>
  /// After the first.
  public let norm1: BatchNorm<Scalar>
  /// From O channels to O.
  public let convolution2: Conv2d<Scalar>
  /// After the second.
  public let norm2: BatchNorm<Scalar>
  /// Where the shape changes: its kernels of one pixel.
  public let shortcut: Conv2d<Scalar>?
  /// Where the shape changes: after the shortcut.
  public let shortcutNorm: BatchNorm<Scalar>?

  /// A block from so many channels to so many, whose first convolution has the stride.
  public init(_ inputs: Int, _ outputs: Int, stride: Int = 1, using random: inout RandomSource) {
    convolution1 = Conv2d(
      inputs, outputs, kernel: 3, stride: stride, padding: 1, using: &random)
    norm1 = BatchNorm(outputs)
    convolution2 = Conv2d(outputs, outputs, kernel: 3, padding: 1, using: &random)
    norm2 = BatchNorm(outputs)
    let changes = stride != 1 || inputs != outputs
    shortcut =
      changes ? Conv2d(inputs, outputs, kernel: 1, stride: stride, using: &random) : nil
    shortcutNorm = changes ? BatchNorm(outputs) : nil
  }

  /// The block's output for the images x.
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let h = norm2(convolution2(relu(norm1(convolution1(x)))))
    guard let shortcut, let shortcutNorm else { return relu(h + x) }
    return relu(h + shortcutNorm(shortcut(x)))
  }
}

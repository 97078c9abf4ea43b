public import Margin

/// Two layers, 784 to 512 to 128, with an activation after both.
public struct MLPEncoder: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let layers: MLP<Float>

  /// An encoder with weights of its own.
  public init(using random: inout RandomSource) {
    layers = MLP([784, 512, 128], using: &random)
  }

  /// Features of the images [N, 784]: [N, 128].
  public func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { relu(layers(x)) }
}

/// Three convolutions of 28 × 28 images, the last two of which halve them; the mean over all places.
public struct ConvEncoder: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let convolutions: [Conv2d<Float>]

  /// An encoder with weights of its own.
  public init(using random: inout RandomSource) {
    convolutions = [(1, 32, 1), (32, 64, 2), (64, 128, 2)].map {
      Conv2d($0.0, $0.1, kernel: 3, stride: $0.2, padding: 1, using: &random)
    }
  }

  /// Features of the images [N, 784]: [N, 128].
  public func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    let images = x.reshaped(-1, 1, 28, 28)
    return convolutions.reduce(images) { x, convolution in relu(convolution(x)) }
      .mean(axes: [2, 3])
  }
}

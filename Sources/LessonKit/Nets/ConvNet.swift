public import Margin

/// Three convolutions that halve the picture each time, then the mean over all places.
public struct ConvNet: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let convolutions: [Conv2d<Float>]
  let project: Linear<Float>

  /// A net whose features have E numbers.
  public init(shared E: Int, using random: inout RandomSource) {
    convolutions = [(3, 32), (32, 64), (64, 128)].map {
      Conv2d($0.0, $0.1, kernel: 3, stride: 2, padding: 1, using: &random)
    }
    project = Linear(128, E, bias: false, using: &random)
  }

  /// Features of the pictures [N, 3, 32, 32]: [N, E].
  public func callAsFunction(_ pictures: Tensor<Float>) -> Tensor<Float> {
    let x = convolutions.reduce(pictures) { x, convolution in relu(convolution(x)) }
    return project(x.mean(axes: [2, 3]))
  }
}

import LessonKit
import Margin

/// Images to 64 numbers: the representation.
struct Encoder<Scalar: TensorScalar>: Module {
  private let convolutions: [Conv2d<Scalar>]
  private let dense: Linear<Scalar>
  @Constant private var shape: [Int]

  /// How many numbers it makes of an image.
  static var features: Int { 64 }

  /// An encoder for images of this size, with weights of its own.
  ///
  /// - Parameters:
  ///   - images: Images of the size.
  ///   - scale: How large the first weights are: 1 for a deviation of 1/√n with n inputs, 1/√3 for that
  ///     of a uniform distribution up to 1/√n, which is how PyTorch's layers begin.
  ///   - random: Draws them.
  /// - Throws: `ImagesTooSmall` where they cannot be halved twice.
  init(_ images: Images, scale: Double, using random: inout RandomSource) throws {
    let (C, H, W) = (images.channels, images.height, images.width)
    try images.require(side: 4)
    shape = [-1, C, H, W]
    convolutions = [(C, 16), (16, 32)].map {
      Conv2d($0.0, $0.1, kernel: 3, padding: 1, using: &random)
    }
    dense = Linear(32 * (H / 4) * (W / 4), Self.features, using: &random)
    for weights in parameters { weights.value = Scalar(scale) * weights.value }
  }

  /// The representation of images x [N, P]: [N, 64].
  func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let maps = convolutions.reduce(x.reshaped(shape)) { x, convolution in
      maxPool2d(relu(convolution(x)), kernel: 2)
    }
    return relu(dense(maps.flattened(1)))
  }

  /// What the first layer looks for: 3 × 3 weights of the first colour, one picture a filter.
  var filters: ImageSheet {
    let weight = convolutions[0].weight
    return ImageSheet(
      (0..<weight.shape[0]).map { .init(weight.row($0).row(0).scalars, width: 3, map: .diverging) })
  }
}

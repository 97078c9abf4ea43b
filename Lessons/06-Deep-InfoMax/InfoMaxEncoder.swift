import LessonKit
import Margin

// x [B, P] pixels · C [B, M, c]: M places of the feature map · y [B, d]: the whole image

/// Images to a feature map, and from that to one vector.
struct InfoMaxEncoder<Scalar: TensorScalar>: Module {
  private let convolutions: [Conv2d<Scalar>]
  private let dense: [Linear<Scalar>]
  private let norms: [BatchNorm<Scalar>]
  /// y's norm neither scales nor moves: it is not learnt.
  @Constant private var last: BatchNorm<Scalar>
  @Constant private var isNormalised: Bool
  @Constant private var shape: [Int]
  /// M: how many places the feature map has, in rows and columns.
  let places: (rows: Int, columns: Int)

  /// c: how many numbers a place has.
  static var channels: Int { 32 }

  /// An encoder for images of this size.
  ///
  /// - Throws: `ImagesTooSmall` where no place would be left.
  init(
    _ images: Images, dimensions d: Int, isNormalised: Bool, using random: inout RandomSource
  ) throws {
    let (K, H, W) = (images.channels, images.height, images.width)
    try images.require(side: 4)
    (shape, places, self.isNormalised) = ([-1, K, H, W], ((H - 2) / 2, (W - 2) / 2), isNormalised)
    convolutions = [
      Conv2d(K, 16, kernel: 3, padding: 1, using: &random),
      Conv2d(16, Self.channels, kernel: 3, using: &random),
    ]
    dense = [
      Linear(Self.channels * places.rows * places.columns, 128, using: &random),
      Linear(128, d, using: &random),
    ]
    norms = [16, Self.channels, 128].map { BatchNorm($0) }
    last = BatchNorm(d)
  }

  /// The feature map and the vector of images x.
  func callAsFunction(_ x: Tensor<Scalar>) -> (C: Tensor<Scalar>, y: Tensor<Scalar>) {
    var map = x.reshaped(shape)
    for (convolution, norm) in zip(convolutions, norms) {
      map = relu(normalised(convolution(map), norm))
    }
    map = maxPool2d(map, kernel: 2)
    let h = relu(normalised(dense[0](map.flattened(1)), norms[2]))
    let y = normalised(dense[1](h), last)
    return (map.reshaped(-1, Self.channels, places.rows * places.columns).permuted(0, 2, 1), y)
  }

  private func normalised(_ x: Tensor<Scalar>, _ norm: BatchNorm<Scalar>) -> Tensor<Scalar> {
    isNormalised ? norm(x) : x
  }
}

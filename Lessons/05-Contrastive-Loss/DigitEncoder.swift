import Margin

/// Images to 128 numbers: the representation.
struct DigitEncoder: Module {
  /// What it is made of.
  enum Kind: String, CaseIterable {
    case mlp, convolutional
  }

  private let convolutions: [Conv2d<Float>]
  private let layers: MLP<Float>
  @Constant private var shape: [Int]

  /// An encoder for images of this size, with weights of its own.
  init(_ kind: Kind, _ images: Images, using random: inout RandomSource) {
    let (C, H, W) = (images.channels, images.height, images.width)
    shape = [-1, C, H, W]
    switch kind {
    case .mlp:
      convolutions = []
      layers = MLP([images.size, 256, 128], using: &random)
    case .convolutional:
      convolutions = [(C, 16, 1), (16, 32, 2)].map {
        Conv2d($0.0, $0.1, kernel: 3, stride: $0.2, padding: 1, using: &random)
      }
      layers = MLP([32 * ((H + 1) / 2) * ((W + 1) / 2), 128], using: &random)
    }
  }

  /// The representation of images x [N, P]: [N, 128].
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    if convolutions.isEmpty { return relu(layers(x)) }
    let maps = convolutions.reduce(x.reshaped(shape)) { x, convolution in relu(convolution(x)) }
    return relu(layers(maps.flattened(1)))
  }
}

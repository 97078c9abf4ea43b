import Margin

/// NT-Xent: rows n and n + N are two views of one thing.
///
/// Chen, Kornblith, Norouzi & Hinton (2020), equation 1, the mean over all 2N rows.
func ntXent(_ z: Tensor<Float>, temperature tau: Float) -> Tensor<Float> {
  let count = z.shape[0]
  let z = z.normalized(axis: 1)
  let similarity = matmul(z / tau, z.transposed()).withDiagonal(-.infinity)
  return crossEntropy(similarity, (0..<count).map { ($0 + count / 2) % count })
}

/// A simple framework for contrastive learning: an encoder and a projection head.
struct SimCLR<Encoder: Module>: Module where Encoder.Scalar == Float {
  typealias Scalar = Float
  let encoder: Encoder
  let projection: MLP<Float>

  init(_ encoder: Encoder, using random: inout RandomSource) {
    self.encoder = encoder
    projection = MLP([128, 128, 64], using: &random)
  }
}

/// Two layers, 784 to 512 to 128, with an activation after both.
struct MLPEncoder: Module {
  typealias Scalar = Float
  let layers: MLP<Float>

  init(using random: inout RandomSource) { layers = MLP([784, 512, 128], using: &random) }

  /// Features of the images [N, 784]: [N, 128].
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { relu(layers(x)) }
}

/// Three convolutions of 28 × 28 images, the last two of which halve them; the mean over all places.
struct ConvEncoder: Module {
  typealias Scalar = Float
  let convolutions: [Conv2d<Float>]

  init(using random: inout RandomSource) {
    convolutions = [(1, 32, 1), (32, 64, 2), (64, 128, 2)].map {
      Conv2d($0.0, $0.1, kernel: 3, stride: $0.2, padding: 1, using: &random)
    }
  }

  /// Features of the images [N, 784]: [N, 128].
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    let images = x.reshaped(-1, 1, 28, 28)
    return convolutions.reduce(images) { x, convolution in relu(convolution(x)) }
      .mean(axes: [2, 3])
  }
}

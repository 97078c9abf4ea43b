import Margin

/// Contrastive language–image pre-training, small.
///
/// Radford, Kim, Hallacy et al. (2021), figure 3.
struct CLIP<Image: Module>: Module where Image.Scalar == Float {
  typealias Scalar = Float
  let image: Image
  let text: TextTransformer
  /// t: the temperature's logarithm, learnt.
  @Parameter var logScale = Tensor<Float>(0)

  /// The symmetric loss of N pairs, whose features are `image` and `text`: [N, E].
  func loss(_ image: Tensor<Float>, _ text: Tensor<Float>) -> Tensor<Float> {
    let I = image.normalized(axis: 1)
    let T = text.normalized(axis: 1)
    let logits = exp(logScale) * matmul(I, T.transposed())
    let pairs = Array(0..<I.shape[0])
    return (crossEntropy(logits, pairs) + crossEntropy(logits.transposed(), pairs)) / 2
  }
}

/// 64 patches of 4 × 4 and a class vector in front, whose place is projected.
///
/// Dosovitskiy et al. (2021).
struct VisionTransformer: Module {
  typealias Scalar = Float
  let patch: Linear<Float>
  @Parameter var classEmbedding: Tensor<Float>
  @Parameter var positionEmbedding: Tensor<Float>
  let blocks: [TransformerBlock<Float>]
  let norm: LayerNorm<Float>
  let project: Linear<Float>

  init(width W: Int, depth: Int, shared E: Int, using random: inout RandomSource) {
    patch = Linear(48, W, using: &random)
    classEmbedding = .zeros(W)
    positionEmbedding = .zeros(65, W)
    blocks = (0..<depth).map { _ in TransformerBlock(W, heads: 4, using: &random) }
    norm = LayerNorm(W)
    project = Linear(W, E, bias: false, using: &random)
  }

  /// Features of the pictures [N, 3, 32, 32]: [N, E].
  func callAsFunction(_ pictures: Tensor<Float>) -> Tensor<Float> {
    let N = pictures.shape[0]
    let patches = pictures.reshaped(N, 3, 8, 4, 8, 4).permuted(0, 2, 4, 1, 3, 5)
      .reshaped(N, 64, 48)
    let first = classEmbedding.broadcast(to: [N, 1, classEmbedding.count])
    var x = concatenate([first, patch(patches)], axis: 1) + positionEmbedding
    for block in blocks { x = block(x) }
    return project(norm(x.select(axis: 1, index: 0)))
  }
}

/// Three convolutions that halve the picture each time, then the mean over all places.
struct ConvNet: Module {
  typealias Scalar = Float
  let convolutions: [Conv2d<Float>]
  let project: Linear<Float>

  init(shared E: Int, using random: inout RandomSource) {
    convolutions = [(3, 32), (32, 64), (64, 128)].map {
      Conv2d($0.0, $0.1, kernel: 3, stride: 2, padding: 1, using: &random)
    }
    project = Linear(128, E, bias: false, using: &random)
  }

  /// Features of the pictures [N, 3, 32, 32]: [N, E].
  func callAsFunction(_ pictures: Tensor<Float>) -> Tensor<Float> {
    let x = convolutions.reduce(pictures) { x, convolution in relu(convolution(x)) }
    return project(x.mean(axes: [2, 3]))
  }
}

/// A causal transformer over words, whose last place is projected.
struct TextTransformer: Module {
  typealias Scalar = Float
  let embedding: Embedding<Float>
  @Parameter var positionEmbedding: Tensor<Float>
  let blocks: [TransformerBlock<Float>]
  let norm: LayerNorm<Float>
  let project: Linear<Float>

  init(
    vocabulary V: Int, length L: Int, width W: Int, depth: Int, shared E: Int,
    using random: inout RandomSource
  ) {
    embedding = Embedding(V, W, using: &random)
    positionEmbedding = .zeros(L, W)
    blocks = (0..<depth).map { _ in TransformerBlock(W, heads: 4, using: &random) }
    norm = LayerNorm(W)
    project = Linear(W, E, bias: false, using: &random)
  }

  /// Features of N texts of L words: [N, E].
  func callAsFunction(_ texts: [[Int]]) -> Tensor<Float> {
    var x = embedding(texts) + positionEmbedding
    for block in blocks { x = block(x, isCausal: true) }
    return project(norm(x.select(axis: 1, index: -1 + x.shape[1])))
  }
}

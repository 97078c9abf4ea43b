public import Margin

/// 64 patches of 4 × 4 and a class vector in front, whose place is projected.
///
/// Dosovitskiy et al. (2021).
public struct VisionTransformer: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let patch: Linear<Float>
  @Parameter var classEmbedding: Tensor<Float>
  @Parameter var positionEmbedding: Tensor<Float>
  let blocks: [TransformerBlock<Float>]
  let norm: LayerNorm<Float>
  let project: Linear<Float>

  /// A transformer of `depth` blocks of width W, whose features have E numbers.
  public init(width W: Int, depth: Int, shared E: Int, using random: inout RandomSource) {
    patch = Linear(48, W, using: &random)
    classEmbedding = .zeros(W)
    positionEmbedding = .zeros(65, W)
    blocks = (0..<depth).map { _ in TransformerBlock(W, heads: 4, using: &random) }
    norm = LayerNorm(W)
    project = Linear(W, E, bias: false, using: &random)
  }

  /// Features of the pictures [N, 3, 32, 32]: [N, E].
  public func callAsFunction(_ pictures: Tensor<Float>) -> Tensor<Float> {
    let N = pictures.shape[0]
    let patches = pictures.reshaped(N, 3, 8, 4, 8, 4).permuted(0, 2, 4, 1, 3, 5)
      .reshaped(N, 64, 48)
    let first = classEmbedding.broadcast(to: [N, 1, classEmbedding.count])
    var x = concatenate([first, patch(patches)], axis: 1) + positionEmbedding
    for block in blocks { x = block(x) }
    return project(norm(x.select(axis: 1, index: 0)))
  }
}

public import Margin

/// A causal transformer over words, whose last place is projected.
///
/// Vaswani et al. (2017).
public struct TextTransformer: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let embedding: Embedding<Float>
  @Parameter var positionEmbedding: Tensor<Float>
  let blocks: [TransformerBlock<Float>]
  let norm: LayerNorm<Float>
  let project: Linear<Float>

  /// A transformer over V words of texts of length L: `depth` blocks of width W, E features.
  public init(
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
  public func callAsFunction(_ texts: [[Int]]) -> Tensor<Float> {
    var x = embedding(texts) + positionEmbedding
    for block in blocks { x = block(x, isCausal: true) }
    return project(norm(x.select(axis: 1, index: -1 + x.shape[1])))
  }
}

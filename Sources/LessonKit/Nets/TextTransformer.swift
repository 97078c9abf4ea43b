public import Margin

/// A causal transformer over words, whose place at the last word of each text is projected.
///
/// Vaswani et al. (2017); the place is that of Radford, Kim, Hallacy et al. (2021), section 2.4.
public struct TextTransformer: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let embedding: Embedding<Float>
  @Parameter var positionEmbedding: Tensor<Float>
  let blocks: [TransformerBlock<Float>]
  let norm: LayerNorm<Float>
  let project: Linear<Float>

  /// A transformer over V words of texts of at most L: `depth` blocks of width W, E features.
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

  /// Features of N texts: [N, E].
  ///
  /// Shorter texts are filled up behind their ends, where no word before sees it.
  public func callAsFunction(_ texts: [[Int]]) -> Tensor<Float> {
    let rows = padded(texts)
    let length = rows.first?.count ?? 0
    var x = embedding(rows) + positionEmbedding.slice(0..<length)
    for block in blocks { x = block(x, isCausal: true) }
    let ends = texts.enumerated().map { $0 * length + $1.count - 1 }
    return project(norm(x.reshaped(-1, x.shape[2]).rows(at: ends)))
  }
}

public import Margin

/// A causal transformer that predicts each next word.
public struct LanguageModel: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let embedding: Embedding<Float>
  @Parameter var positionEmbedding: Tensor<Float>
  let blocks: [TransformerBlock<Float>]
  let norm: LayerNorm<Float>
  let head: Linear<Float>

  /// A model of texts of L words out of V: `depth` blocks of width W.
  public init(
    vocabulary V: Int, length L: Int, width W: Int, depth: Int, using random: inout RandomSource
  ) {
    embedding = Embedding(V, W, using: &random)
    positionEmbedding = .zeros(L, W)
    blocks = (0..<depth).map { _ in TransformerBlock(W, heads: 4, using: &random) }
    norm = LayerNorm(W)
    head = Linear(W, V, using: &random)
  }

  /// Logits of the next word at each place of N texts of L words: [N, L, V].
  public func callAsFunction(_ texts: [[Int]]) -> Tensor<Float> {
    var x = embedding(texts) + positionEmbedding
    for block in blocks { x = block(x, isCausal: true) }
    return head(norm(x))
  }

  /// Mean cross-entropy of every word but the first, in nats.
  public func loss(_ texts: [[Int]]) -> Tensor<Float> {
    let logits = self(texts.map { Array($0.dropLast()) })
    return crossEntropy(logits.flattened(0, 2), texts.flatMap { $0.dropFirst() })
  }
}

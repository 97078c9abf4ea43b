import LessonKit
import Margin

/// A picture's caption word by word: a causal transformer whose first place is the picture.
struct Captioning: PairModel {
  private let image: ImageTower
  private let embedding: Embedding<Float>
  @Parameter private var positionEmbedding: Tensor<Float>
  private let blocks: [TransformerBlock<Float>]
  private let norm: LayerNorm<Float>
  private let head: Linear<Float>

  init(_ image: ImageTower, _ vocabulary: CaptionVocabulary, using random: inout RandomSource) {
    let W = ImageTower.shared
    self.image = image
    embedding = Embedding(vocabulary.count, W, using: &random)
    positionEmbedding = .zeros(TrainingPairs.longest, W)
    blocks = (0..<2).map { _ in TransformerBlock(W, heads: 4, using: &random) }
    norm = LayerNorm(W)
    head = Linear(W, vocabulary.count, using: &random)
  }

  /// Mean cross-entropy of all words and ends.
  func loss(_ x: Tensor<Float>, _ texts: [[Int]]) -> Tensor<Float> {
    let (logits, words, _) = predictions(image(x), texts)
    return crossEntropy(logits, words)
  }

  /// ln p of a class's texts, given the picture: their mean.
  func scores(_ x: Tensor<Float>, _ classes: [[[Int]]]) -> Tensor<Float> {
    let I = image(x)
    let texts = Array(classes.joined())
    let owner = classes.enumerated().flatMap { k, texts in texts.map { _ in k } }
    let size = Tensor<Float>(classes.map { Float($0.count) })
    // A few pictures at a time: each goes with every text.
    let rows = (0..<I.shape[0]).map { n in
      let repeated = I.slice(n..<n + 1).broadcast(to: [texts.count, I.shape[1]])
      let (logits, words, text) = predictions(repeated, texts)
      let likelihood = logits.logSoftmax(axis: 1).picked(at: words)
      let sums = likelihood.summed(at: text.map { owner[$0] }, size: classes.count)
      return (sums / size).reshaped(1, classes.count)
    }
    return concatenate(rows)
  }

  /// Logits of each word and end of the texts [M, V], what they are, and of which text.
  private func predictions(
    _ I: Tensor<Float>, _ texts: [[Int]]
  ) -> (logits: Tensor<Float>, words: [Int], text: [Int]) {
    let rows = padded(texts)
    let length = (rows.first?.count ?? 1) - 1
    // The picture stands in the place of the sign for the beginning.
    let first = I.reshaped(-1, 1, I.shape[1])
    let rest = embedding(rows.map { Array($0[1..<length]) })
    var h = concatenate([first, rest], axis: 1) + positionEmbedding.slice(0..<length)
    for block in blocks { h = block(h, isCausal: true) }
    let places = texts.indices.flatMap { n in (0..<texts[n].count - 1).map { n * length + $0 } }
    return (
      head(norm(h.reshaped(-1, h.shape[2]).rows(at: places))), texts.flatMap { $0.dropFirst() },
      places.map { $0 / length }
    )
  }
}

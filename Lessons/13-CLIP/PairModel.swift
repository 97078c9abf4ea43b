import LessonKit
import Margin

// x [N, 3, 32, 32] pictures · I, T [N, E] features · p [N, V] probabilities of words

/// What learns from pairs, and tells how well texts fit pictures.
protocol PairModel: Module where Scalar == Float {
  /// The loss of a batch, in nats.
  func loss(_ x: Tensor<Float>, _ texts: [[Int]]) -> Tensor<Float>

  /// How well each class fits each picture, a class being some texts that say the same: [N, K].
  func scores(_ x: Tensor<Float>, _ classes: [[[Int]]]) -> Tensor<Float>
}

/// What the training makes small.
enum Objective: String, CaseIterable {
  /// Which caption of the batch belongs to which picture.
  case contrastive
  /// Which words the caption has, in whatever order.
  case bagOfWords = "bag of words"
  /// The caption word by word.
  case captioning
}

typealias ContrastiveNet = CLIPNet<ImageTower>

extension CLIPNet: PairModel where Image == ImageTower {
  func loss(_ x: Tensor<Float>, _ texts: [[Int]]) -> Tensor<Float> {
    loss(image(x), text(texts))
  }

  /// s times the cosine of a picture and a class's mean.
  func scores(_ x: Tensor<Float>, _ classes: [[[Int]]]) -> Tensor<Float> {
    exp(logScale) * cosineSimilarities(image(x), classVectors(classes))
  }

  /// The mean direction of each class's texts: [K, E], at unit length.
  func classVectors(_ classes: [[[Int]]]) -> Tensor<Float> {
    let v = text(Array(classes.joined())).normalized(axis: 1)
    let owner = classes.enumerated().flatMap { k, texts in texts.map { _ in k } }
    return v.summed(at: owner, size: classes.count).normalized(axis: 1)
  }
}

/// Which words go with a picture: a softmax over all words.
///
/// Joulin, van der Maaten, Jabri & Vasilache (2016).
struct BagOfWords: PairModel {
  private let image: ImageTower
  private let head: Linear<Float>
  private let count: Int

  init(_ image: ImageTower, _ vocabulary: CaptionVocabulary, using random: inout RandomSource) {
    self.image = image
    count = vocabulary.count
    head = Linear(ImageTower.shared, count, using: &random)
  }

  func loss(_ x: Tensor<Float>, _ texts: [[Int]]) -> Tensor<Float> {
    -(shares(texts) * head(image(x)).logSoftmax(axis: 1)).sum(axis: 1).mean()
  }

  /// The mean of ln p over the words of a class's texts.
  func scores(_ x: Tensor<Float>, _ classes: [[[Int]]]) -> Tensor<Float> {
    let q = shares(classes.map { Array($0.joined()) })
    return matmul(head(image(x)).logSoftmax(axis: 1), q.transposed())
  }

  /// The share of each word in each text, without signs: [N, V].
  private func shares(_ texts: [[Int]]) -> Tensor<Float> {
    var q = [Float](repeating: 0, count: texts.count * count)
    for (n, text) in texts.enumerated() {
      let words = text.filter { $0 > CaptionVocabulary.decode }
      for word in words { q[n * count + word] += 1 / Float(words.count) }
    }
    return Tensor(q, shape: [texts.count, count])
  }
}

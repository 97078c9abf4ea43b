import LessonKit
import Margin

/// Pictures and captions to learn from.
struct TrainingPairs {
  private let images: Images
  private let tokens: [[Int]]
  let vocabulary: CaptionVocabulary
  /// Pairs that are not learnt from; nil where they are made.
  let own: CaptionedImages?

  /// Signs and words of a text: 14 words at most in the generated world.
  static let longest = 16

  /// So many pairs of the generated world, without the kinds that are held out.
  init(_ count: Int, share: Double, using random: inout RandomSource) throws {
    let made = ShapeWorld().scenes(count, CaptionStyle(share: share), using: &random)
    vocabulary = .world
    own = nil
    images = made.images
    tokens = try made.captions.map { text throws(UnknownWord) in
      try CaptionVocabulary.world.encode(text, length: Self.longest)
    }
  }

  /// The user's own pictures and captions, of which a tenth is kept away, but no more than 256.
  ///
  /// - Throws: `NoCaptions`.
  init(own images: Images, using random: inout RandomSource) throws {
    let all = try CaptionedImages(own: images)
    let order = random.permutation(all.images.count)
    let kept = min(256, order.count / 10)
    vocabulary = all.vocabulary
    own = all[Array(order.prefix(kept))]
    let train = all[Array(order.dropFirst(kept))]
    (self.images, tokens) = (train.images, train.tokens)
  }

  var count: Int { tokens.count }

  /// Pictures with values from −1 to 1: [N, 3, 32, 32].
  func pictures(at indices: [Int]) -> Tensor<Float> { 2 * images.pixels(at: indices) - 1 }

  func texts(at indices: [Int]) -> [[Int]] { indices.map { tokens[$0] } }
}

import LessonKit
import Margin

/// One transformer over words, which encodes a text, encodes it beside an image, or writes it.
///
/// Li, Li, Xiong & Hoi (2022), section 3.1.
struct TextStack<Scalar: TensorScalar>: Module {
  let embedding: Embedding<Scalar>
  /// What is added at each place: [L, W].
  @Parameter var positions: Tensor<Scalar>
  let blocks: [GroundedBlock<Scalar>]
  let norm: LayerNorm<Scalar>

  /// A stack over V words and texts of up to L of them: `depth` blocks of width W.
  init(
    vocabulary V: Int, length L: Int, width W: Int, depth: Int, heads: Int = 4,
    using random: inout RandomSource
  ) {
    embedding = Embedding(V, W, using: &random)
    _positions = Parameter(.normal([L, W], deviation: 0.02, using: &random))
    blocks = (0..<depth).map { _ in GroundedBlock(W, heads: heads, using: &random) }
    norm = LayerNorm(W)
  }

  /// A stack with the layers of another, but for the attention of words to each other.
  init(sharing other: Self, using random: inout RandomSource) {
    (embedding, norm) = (other.embedding, other.norm)
    _positions = other.$positions
    blocks = other.blocks.map { GroundedBlock(sharing: $0, using: &random) }
  }

  /// What stands at each word in the end: [N, L, W].
  func callAsFunction(
    _ texts: TextBatch<Scalar>, seeing image: ImageMemory<Scalar>? = nil, isCausal: Bool = false
  ) -> Tensor<Scalar> {
    var x = embedded(texts)
    for (index, block) in blocks.enumerated() {
      x = block(
        x, seeing: image?.keysAndValues[index], isCausal: isCausal, mask: texts.mask,
        imageMask: image?.mask)
    }
    return norm(x)
  }

  /// What stands at the first word of each text in the end, as `self` gives it: [N, W].
  ///
  /// Of the last block nothing else is computed.
  func first(
    of texts: TextBatch<Scalar>, seeing image: ImageMemory<Scalar>? = nil
  ) -> Tensor<Scalar> {
    first(in: embedded(texts), blocks[...], mask: texts.mask, seeing: image)
  }

  /// The same for P pairs of a text and an image, by their numbers: [P, W].
  ///
  /// What the words of a text tell each other before they see an image is computed once for all of its
  /// images.
  func first(
    of texts: TextBatch<Scalar>, at textPlaces: [Int], seeing image: ImageMemory<Scalar>,
    at imagePlaces: [Int]
  ) -> Tensor<Scalar> {
    if blocks.count < 2 {
      return first(of: texts.rows(at: textPlaces), seeing: image.rows(at: imagePlaces))
    }
    let told = blocks[0].toldEachOther(embedded(texts), isCausal: false, mask: texts.mask)
    let (mask, image) = (texts.mask.rows(at: textPlaces), image.rows(at: imagePlaces))
    let x = blocks[0].grounded(
      told.rows(at: textPlaces), in: image.keysAndValues[0], mask: image.mask)
    return first(in: x, blocks[1...], mask: mask, seeing: image)
  }

  private func embedded(_ texts: TextBatch<Scalar>) -> Tensor<Scalar> {
    embedding(texts.words) + positions[..<texts.length]
  }

  private func first(
    in x: Tensor<Scalar>, _ blocks: ArraySlice<GroundedBlock<Scalar>>, mask: Tensor<Scalar>,
    seeing image: ImageMemory<Scalar>?
  ) -> Tensor<Scalar> {
    var x = x
    for index in blocks.indices {
      let memory = image?.keysAndValues[index]
      x =
        index == blocks.indices.last
        ? blocks[index].first(x, seeing: memory, mask: mask, imageMask: image?.mask)
        : blocks[index](
          x, seeing: memory, isCausal: false, mask: mask, imageMask: image?.mask)
    }
    return norm(x.select(axis: 1, index: 0))
  }

  /// The keys and values that each block takes of an image's tokens [N, S, W].
  func memory(of tokens: Tensor<Scalar>, mask: Tensor<Scalar>? = nil) -> ImageMemory<Scalar> {
    ImageMemory(keysAndValues: blocks.map { $0.cross.keyValue(tokens) }, mask: mask)
  }

  /// Logits of the word behind each place, by the table of words itself: [..., W] gives [..., V].
  func logits(_ x: Tensor<Scalar>) -> Tensor<Scalar> { linear(x, embedding.weight, nil) }
}

/// What the blocks of a text stack see of images.
struct ImageMemory<Scalar: TensorScalar> {
  /// For each block the keys and values: [N, S, 2 W].
  var keysAndValues: [Tensor<Scalar>]
  /// 0 for the tokens that are not there: [N, S].
  var mask: Tensor<Scalar>?

  /// The memory of the images at these places; a place may come several times.
  func rows(at places: [Int]) -> ImageMemory {
    ImageMemory(
      keysAndValues: keysAndValues.map { $0.rows(at: places) }, mask: mask?.rows(at: places))
  }
}

/// Texts as rows of the length of the longest: shorter ones are filled with 0 behind their end.
struct TextBatch<Scalar: TensorScalar> {
  let words: [[Int]]
  /// 0 where there is no word: [N, L].
  let mask: Tensor<Scalar>

  /// These texts, each behind the word `first`.
  init(_ texts: [[Int]], behind first: FirstWord) {
    let L = 1 + (texts.map(\.count).max() ?? 0)
    words = texts.map { [first.number] + $0 + Array(repeating: 0, count: L - 1 - $0.count) }
    mask = Tensor(
      texts.flatMap { text in (0..<L).map { $0 <= text.count ? 1 : 0 } },
      shape: [texts.count, L])
  }

  private init(words: [[Int]], mask: Tensor<Scalar>) { (self.words, self.mask) = (words, mask) }

  /// L: the length of all rows.
  var length: Int { mask.shape[1] }

  /// The texts at these places.
  func rows(at places: [Int]) -> TextBatch {
    TextBatch(words: places.map { words[$0] }, mask: mask.rows(at: places))
  }
}

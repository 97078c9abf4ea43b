import Margin

/// A block of BLIP's text stack: attention to itself, to an image if there is one, and a perceptron.
///
/// Li, Li, Xiong & Hoi (2022), figure 2; the norms stand before each part, as in `TransformerBlock`.
struct GroundedBlock<Scalar: TensorScalar>: Module {
  let norm1: LayerNorm<Scalar>
  let norm2: LayerNorm<Scalar>
  let norm3: LayerNorm<Scalar>
  /// What the words tell each other: the one part that encoder and decoder do not share.
  let attention: MultiHeadAttention<Scalar>
  /// What the image tells them.
  let cross: CrossAttention<Scalar>
  let up: Linear<Scalar>
  let down: Linear<Scalar>

  /// A block of width W, a multiple of `heads`.
  init(_ W: Int, heads: Int, using random: inout RandomSource) {
    (norm1, norm2, norm3) = (LayerNorm(W), LayerNorm(W), LayerNorm(W))
    attention = MultiHeadAttention(W, heads: heads, using: &random)
    cross = CrossAttention(W, heads: heads, using: &random)
    up = Linear(W, 4 * W, using: &random)
    down = Linear(4 * W, W, using: &random)
  }

  /// The layers of another block, but for the attention of words to each other.
  init(sharing other: Self, using random: inout RandomSource) {
    (norm1, norm2, norm3) = (other.norm1, other.norm2, other.norm3)
    (cross, up, down) = (other.cross, other.up, other.down)
    let W = other.norm1.weight.shape[0]
    attention = MultiHeadAttention(W, heads: other.attention.heads, using: &random)
  }

  /// The block's output: x [N, L, W] and an image's keys and values [N, S, 2 W] give [N, L, W].
  func callAsFunction(
    _ x: Tensor<Scalar>, seeing image: Tensor<Scalar>?, isCausal: Bool, mask: Tensor<Scalar>?,
    imageMask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    grounded(toldEachOther(x, isCausal: isCausal, mask: mask), in: image, mask: imageMask)
  }

  /// The block's output at the first word alone, which costs less: [N, L, W] gives [N, 1, W].
  func first(
    _ x: Tensor<Scalar>, seeing image: Tensor<Scalar>?, mask: Tensor<Scalar>?,
    imageMask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    let (all, first) = (norm1(x), x.slice(axis: 1, 0..<1))
    return grounded(
      first + attention(all.slice(axis: 1, 0..<1), seeing: all, mask: mask), in: image,
      mask: imageMask)
  }

  /// The block's output at the next word alone, x [N, 1, W], which sees all words before it.
  func next(
    _ x: Tensor<Scalar>, past: inout PastWords<Scalar>, seeing image: Tensor<Scalar>?,
    imageMask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    grounded(x + past.attend(norm1(x), attention), in: image, mask: imageMask)
  }

  /// The first part: what the words have told each other.
  func toldEachOther(
    _ x: Tensor<Scalar>, isCausal: Bool, mask: Tensor<Scalar>?
  ) -> Tensor<Scalar> {
    x + attention(norm1(x), isCausal: isCausal, mask: mask)
  }

  /// The other parts: what the image tells the words, and the perceptron.
  func grounded(
    _ x: Tensor<Scalar>, in image: Tensor<Scalar>?, mask: Tensor<Scalar>?
  ) -> Tensor<Scalar> {
    var x = x
    if let image { x = x + cross.look(norm2(x), at: image, mask: mask) }
    return x + down(gelu(up(norm3(x))))
  }
}

extension CrossAttention {
  /// What x has seen of a memory whose keys and values are there already: [N, L, W] and [N, S, 2 W].
  ///
  /// So they are computed once for all texts that look at one image, and for all words of a text.
  func look(
    _ x: Tensor<Scalar>, at keysAndValues: Tensor<Scalar>, mask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    let W = x.shape[2]
    let seen = attention(
      query: query(x).inHeads(heads), key: keysAndValues.slice(axis: -1, 0..<W).inHeads(heads),
      value: keysAndValues.slice(axis: -1, W..<2 * W).inHeads(heads), mask: mask)
    return out(seen.outOfHeads())
  }
}

/// The keys and values of the words so far, for one block: [N, H, L, d].
struct PastWords<Scalar: TensorScalar> {
  private var keys: Tensor<Scalar>?
  private var values: Tensor<Scalar>?

  /// What the next words x [N, 1, W] have seen of all before them and of themselves.
  mutating func attend(
    _ x: Tensor<Scalar>, _ attention: MultiHeadAttention<Scalar>
  ) -> Tensor<Scalar> {
    let W = x.shape[2]
    let qkv = attention.qkv(x)
    let (query, key, value) = (
      qkv.slice(axis: -1, 0..<W).inHeads(attention.heads),
      qkv.slice(axis: -1, W..<2 * W).inHeads(attention.heads),
      qkv.slice(axis: -1, 2 * W..<3 * W).inHeads(attention.heads)
    )
    let allKeys = keys.map { concatenate([$0, key], axis: 2) } ?? key
    let allValues = values.map { concatenate([$0, value], axis: 2) } ?? value
    (keys, values) = (allKeys, allValues)
    return attention.out(
      Tensors.attention(query: query, key: allKeys, value: allValues).outOfHeads())
  }

  /// Goes on with these texts alone.
  mutating func keep(_ places: [Int]) {
    keys = keys?.rows(at: places)
    values = values?.rows(at: places)
  }
}

extension Tensor {
  /// [N, L, W] as [N, H, L, W / H].
  func inHeads(_ heads: Int) -> Tensor {
    reshaped(shape[0], shape[1], heads, shape[2] / heads).permuted(0, 2, 1, 3)
  }

  /// [N, H, L, d] as [N, L, H d].
  fileprivate func outOfHeads() -> Tensor {
    permuted(0, 2, 1, 3).reshaped(shape[0], shape[2], shape[1] * shape[3])
  }
}

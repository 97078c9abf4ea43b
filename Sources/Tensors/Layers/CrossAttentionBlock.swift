/// A transformer's block that sees a memory: attention to itself, attention to the memory and a
/// perceptron, each behind a norm and beside a way around.
///
/// x ← x + attention(norm₁ x), x ← x + cross(norm₂ x, memory), x ← x + down(gelu(up(norm₃ x))), as the
/// decoder of Vaswani et al. (2017) with the norms of Radford et al. (2019).
public struct CrossAttentionBlock<Scalar: TensorScalar>: Module {
  /// Before the attention to itself.
  public let norm1: LayerNorm<Scalar>
  /// Before the attention to the memory.
  public let norm2: LayerNorm<Scalar>
  /// Before the perceptron.
  public let norm3: LayerNorm<Scalar>
  /// What the places tell each other.
  public let attention: MultiHeadAttention<Scalar>
  /// What the memory tells them.
  public let cross: CrossAttention<Scalar>
  /// W to 4 W.
  public let up: Linear<Scalar>
  /// 4 W to W.
  public let down: Linear<Scalar>

  /// A block of the given width, a multiple of `heads`, whose memory is by default as wide.
  public init(_ width: Int, memory: Int? = nil, heads: Int, using random: inout RandomSource) {
    norm1 = LayerNorm(width)
    norm2 = LayerNorm(width)
    norm3 = LayerNorm(width)
    attention = MultiHeadAttention(width, heads: heads, using: &random)
    cross = CrossAttention(width, memory: memory, heads: heads, using: &random)
    up = Linear(width, 4 * width, using: &random)
    down = Linear(4 * width, width, using: &random)
  }

  /// The block's output: [N, L, W] and [N, S, M] give [N, L, W].
  ///
  /// - Parameters:
  ///   - x: The places.
  ///   - memory: What they see.
  ///   - isCausal: Whether a place of x sees none of x behind itself.
  ///   - mask: 0 for the places of x that are padding: [N, L].
  ///   - memoryMask: 0 for the places of the memory that are padding: [N, S].
  /// - Returns: [N, L, W].
  public func callAsFunction(
    _ x: Tensor<Scalar>, _ memory: Tensor<Scalar>, isCausal: Bool = false,
    mask: Tensor<Scalar>? = nil, memoryMask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    var x = x + attention(norm1(x), isCausal: isCausal, mask: mask)
    x = x + cross(norm2(x), memory, mask: memoryMask)
    return x + down(gelu(up(norm3(x))))
  }
}

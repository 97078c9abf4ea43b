/// A transformer's block: attention and a perceptron, each behind a norm and beside a way around.
///
/// x ← x + attention(norm₁ x), x ← x + down(gelu(up(norm₂ x))) (Radford et al. 2019).
public struct TransformerBlock<Scalar: TensorScalar>: Module {
  /// Before the attention.
  public let norm1: LayerNorm<Scalar>
  /// Before the perceptron.
  public let norm2: LayerNorm<Scalar>
  /// What the places tell each other.
  public let attention: MultiHeadAttention<Scalar>
  /// W to 4 W.
  public let up: Linear<Scalar>
  /// 4 W to W.
  public let down: Linear<Scalar>

  /// A block of the given width, which is a multiple of `heads`.
  public init(_ width: Int, heads: Int, using random: inout RandomSource) {
    norm1 = LayerNorm(width)
    norm2 = LayerNorm(width)
    attention = MultiHeadAttention(width, heads: heads, using: &random)
    up = Linear(width, 4 * width, using: &random)
    down = Linear(4 * width, width, using: &random)
  }

  /// The block's output: [N, L, W] gives [N, L, W].
  ///
  /// - Parameters:
  ///   - x: The places.
  ///   - isCausal: Whether a place sees nothing behind itself.
  ///   - mask: 0 for the places that are padding, which none sees: [N, L].
  /// - Returns: [N, L, W].
  public func callAsFunction(
    _ x: Tensor<Scalar>, isCausal: Bool = false, mask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    let x = x + attention(norm1(x), isCausal: isCausal, mask: mask)
    return x + down(gelu(up(norm2(x))))
  }
}

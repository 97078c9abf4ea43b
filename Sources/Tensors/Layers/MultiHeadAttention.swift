/// Every place looks at the others through several heads.
///
/// Vaswani et al. (2017), section 3.2.2.
public struct MultiHeadAttention<Scalar: TensorScalar>: Module {
  /// Queries, keys and values of x, in this order, head by head: W to 3 W.
  public let qkv: Linear<Scalar>
  /// From what the heads have seen back to W.
  public let out: Linear<Scalar>
  /// How many heads share the width.
  public let heads: Int

  /// Attention over vectors of `width`, which is a multiple of `heads`.
  public init(_ width: Int, heads: Int, using random: inout RandomSource) {
    require(
      heads > 0 && width % heads == 0, "MultiHeadAttention: \(width) is no multiple of \(heads)")
    qkv = Linear(width, 3 * width, using: &random)
    out = Linear(width, width, using: &random)
    self.heads = heads
  }

  /// What each place has seen: [N, L, W] gives [N, L, W].
  ///
  /// - Parameters:
  ///   - x: The places.
  ///   - isCausal: Whether a place sees nothing behind itself.
  ///   - mask: 0 for the places that are padding, which none sees: [N, L].
  /// - Returns: [N, L, W].
  public func callAsFunction(
    _ x: Tensor<Scalar>, isCausal: Bool = false, mask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    out(selfAttention(qkv: qkv(x), heads: heads, isCausal: isCausal, mask: mask))
  }

  /// What each place of x has seen of a memory: [N, L, W] and [N, S, W] give [N, L, W].
  ///
  /// - Parameters:
  ///   - x: Where the queries come from.
  ///   - memory: Where keys and values come from.
  ///   - mask: 0 for the places of the memory that are not there: [N, S].
  /// - Returns: [N, L, W].
  public func callAsFunction(
    _ x: Tensor<Scalar>, seeing memory: Tensor<Scalar>, mask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    let (n, width) = (x.shape[0], x.shape[2])
    func heads(_ x: Tensor<Scalar>, _ part: Int) -> Tensor<Scalar> {
      let rows = (part * width)..<((part + 1) * width)
      let projected = linear(x, qkv.weight[rows], qkv.bias?.value[rows])
      return projected.reshaped(n, -1, self.heads, width / self.heads).permuted(0, 2, 1, 3)
    }
    let seen = attention(
      query: heads(x, 0), key: heads(memory, 1), value: heads(memory, 2), mask: mask)
    return out(seen.permuted(0, 2, 1, 3).reshaped(n, -1, width))
  }
}

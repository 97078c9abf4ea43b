/// Every place looks at a memory, such as a text's words at an image's patches, through several heads.
///
/// Vaswani et al. (2017), section 3.2.3.
public struct CrossAttention<Scalar: TensorScalar>: Module {
  /// Queries of x, head by head: W to W.
  public let query: Linear<Scalar>
  /// Keys, then values, of the memory, head by head: M to 2 W.
  public let keyValue: Linear<Scalar>
  /// From what the heads have seen back to W.
  public let out: Linear<Scalar>
  /// How many heads share the width.
  public let heads: Int

  /// Attention of vectors of `width`, a multiple of `heads`, to those of `memory`, by default as wide.
  public init(
    _ width: Int, memory: Int? = nil, heads: Int, using random: inout RandomSource
  ) {
    require(heads > 0 && width % heads == 0, "CrossAttention: \(width) is no multiple of \(heads)")
    query = Linear(width, width, using: &random)
    keyValue = Linear(memory ?? width, 2 * width, using: &random)
    out = Linear(width, width, using: &random)
    self.heads = heads
  }

  /// What each place of x has seen of a memory: [N, L, W] and [N, S, M] give [N, L, W].
  ///
  /// - Parameters:
  ///   - x: Where the queries come from.
  ///   - memory: Where keys and values come from.
  ///   - mask: 0 for the places of the memory that are not there: [N, S].
  /// - Returns: [N, L, W].
  public func callAsFunction(
    _ x: Tensor<Scalar>, _ memory: Tensor<Scalar>, mask: Tensor<Scalar>? = nil
  ) -> Tensor<Scalar> {
    require(
      x.rank == 3 && memory.rank == 3 && x.shape[0] == memory.shape[0],
      "CrossAttention: the shapes \(x.shape) and \(memory.shape) are not those of as many sequences"
    )
    let (n, width) = (x.shape[0], out.weight.shape[0])
    func heads(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
      x.reshaped(n, x.shape[1], self.heads, width / self.heads).permuted(0, 2, 1, 3)
    }
    let kv = keyValue(memory)
    let seen = attention(
      query: heads(query(x)), key: heads(kv.slice(axis: -1, 0..<width)),
      value: heads(kv.slice(axis: -1, width..<(2 * width))), mask: mask)
    return out(seen.permuted(0, 2, 1, 3).reshaped(n, x.shape[1], width))
  }
}

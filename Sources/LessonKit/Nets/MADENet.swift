public import Margin

// x [N, D] · W [H, D] · c [H] · V [D, H] · b [D] · m_k: degree of hidden unit k

/// Masked autoencoder for distribution estimation with one hidden layer.
///
/// Germain, Gregor, Murray & Larochelle (2015).
public struct MADENet: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  @Parameter var W: Tensor<Float>
  @Parameter var c: Tensor<Float>
  @Parameter var V: Tensor<Float>
  @Parameter var b: Tensor<Float>
  /// 1 where hidden unit k may see pixel d: m_k ≥ d.
  let maskW: Tensor<Float>
  /// 1 where output d may see hidden unit k: d > m_k.
  let maskV: Tensor<Float>

  /// A net of D pixels and H hidden units, all of its parameters 0.
  public init(_ D: Int, hidden H: Int) {
    W = .zeros(H, D)
    c = .zeros(H)
    V = .zeros(D, H)
    b = .zeros(D)
    let m = Tensor<Float>((0..<H).map { k in Float(1 + (D - 1) * k / H) })
    let d = Tensor<Float>((1...D).map { Float($0) })
    maskW = (m.unsqueezed(axis: 1) .>= d)
    maskV = (d.unsqueezed(axis: 1) .> m)
  }

  /// logit p(x_d = 1 | x_<d): [N, D].
  public func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    let h = relu(linear(x, W * maskW, c))  // (8)
    return linear(h, V * maskV, b)  // (9)
  }

  /// −log p(x) in nats, the mean over the batch.
  public func loss(_ x: Tensor<Float>) -> Tensor<Float> {
    binaryCrossEntropy(logits: self(x), x).mean()
  }
}

// Scaled dot-product attention (Vaswani et al. 2017), all heads in one operation.
extension Primitive {
  /// P V with P = softmax(Q Kᵀ / √d) for each head: Q [N, H, L, d], K and V [N, H, S, d].
  ///
  /// dV = Pᵀ dy, dZ = P (dP − Σ P dP) with dP = dy Vᵀ, dQ = dZ K / √d, dK = dZᵀ Q / √d.
  static func attention(isCausal: Bool, mask: Tensor<Scalar>? = nil) -> Primitive {
    Primitive("attention") { x in
      let (q, k, v) = (x[0].stoppingGradient(), x[1].stoppingGradient(), x[2].stoppingGradient())
      let shape = AttentionShape(
        sequences: q.shape[0], heads: q.shape[1], queries: q.shape[2], keys: k.shape[2],
        size: q.shape[3], isCausal: isCausal)
      if shape.isEmpty { return emptyAttention(q, k, v) }
      let probabilities = Storage<Scalar>(shape.count * shape.weights)
      let y = q.withHeads { q in
        k.withHeads { k in
          v.withHeads { v in
            withElements(of: mask) { mask in
              Tensor.heads(x[0].shape) { y in
                shape.attend(q, k, v, mask: mask, probabilities: probabilities.base, into: y)
              }
            }
          }
        }
      }
      return (y, { dy in attentionGradients(shape, dy, q, k, v, probabilities) })
    }
  }

  /// The same for a row of 3 W numbers at each place, [N, L, 3 W]: queries, keys and values of W each,
  /// head by head, which are read, and whose gradients are written, where they lie.
  static func selfAttention(
    heads: Int, isCausal: Bool, mask: Tensor<Scalar>? = nil
  ) -> Primitive {
    Primitive("selfAttention") { x in
      let qkv = x[0].stoppingGradient().contiguous
      let width = qkv.shape[2] / 3
      let shape = AttentionShape(
        sequences: qkv.shape[0], heads: heads, queries: qkv.shape[1], keys: qkv.shape[1],
        size: width / heads, isCausal: isCausal)
      let output = [shape.sequences, shape.queries, width]
      if shape.isEmpty { return (Tensor(repeating: 0, shape: output), { _ in [0 * qkv] }) }
      let probabilities = Storage<Scalar>(shape.count * shape.weights)
      let y = qkv.withElements { base in
        withElements(of: mask) { mask in
          Tensor(shape: output) { y in
            let parts = shape.parts(of: base, width)
            shape.attend(
              parts.q, parts.k, parts.v, mask: mask, probabilities: probabilities.base,
              into: shape.heads(y, row: width))
          }
        }
      }
      return (y, { dy in [packedAttentionGradients(shape, dy, qkv, probabilities)] })
    }
  }

  private static func attentionGradients(
    _ shape: AttentionShape, _ dy: Tensor<Scalar>, _ q: Tensor<Scalar>, _ k: Tensor<Scalar>,
    _ v: Tensor<Scalar>, _ probabilities: Storage<Scalar>
  ) -> [Tensor<Scalar>?] {
    var (dk, dv): (Tensor<Scalar>?, Tensor<Scalar>?)
    let size = shape.count * shape.size
    let dq = Tensor.heads(q.shape) { dq in
      dk = Tensor.heads(k.shape) { dk in
        dv = Tensor.heads(v.shape) { dv in
          dy.withHeads { dy in
            q.withHeads { q in
              k.withHeads { k in
                v.withHeads { v in
                  shape.attendBackwards(
                    dy, q, k, v, probabilities: probabilities.base, into: dq, dk, dv)
                  let (queries, keys) = (shape.queries * size, shape.keys * size)
                  let sums = loops.sum(dq.base, queries) + loops.sum(dk.base, keys)
                  if (sums + loops.sum(dv.base, keys)).isFinite { return }
                  shape.attendBackwards(
                    dy, q, k, v, probabilities: probabilities.base, into: dq, dk, dv,
                    skipsZeros: true)
                }
              }
            }
          }
        }
      }
    }
    return [dq, dk, dv]
  }

  private static func packedAttentionGradients(
    _ shape: AttentionShape, _ dy: Tensor<Scalar>, _ qkv: Tensor<Scalar>,
    _ probabilities: Storage<Scalar>
  ) -> Tensor<Scalar> {
    let width = qkv.shape[2] / 3
    return Tensor(shape: qkv.shape) { gradient in
      dy.withElements { dy in
        qkv.withElements { base in
          let (x, dx) = (shape.parts(of: base, width), shape.parts(of: gradient, width))
          let dy = shape.heads(dy, row: width)
          shape.attendBackwards(
            dy, x.q, x.k, x.v, probabilities: probabilities.base, into: dx.q, dx.k, dx.v)
          if loops.sum(gradient, qkv.count).isFinite { return }
          shape.attendBackwards(
            dy, x.q, x.k, x.v, probabilities: probabilities.base, into: dx.q, dx.k, dx.v,
            skipsZeros: true)
        }
      }
    }
  }

  /// Without keys a query sees nothing: 0, and so are all gradients.
  private static func emptyAttention(
    _ q: Tensor<Scalar>, _ k: Tensor<Scalar>, _ v: Tensor<Scalar>
  ) -> (Tensor<Scalar>, Pullback) {
    (0 * q, { _ in [0 * q, 0 * k, 0 * v] })
  }
}

/// softmax(Q Kᵀ / √d) V for each head: queries [N, H, L, d], keys and values [N, H, S, d] give
/// [N, H, L, d].
///
/// - Parameters:
///   - query: What looks.
///   - key: What is looked at.
///   - value: What is taken from there.
///   - isCausal: Whether query i sees the keys 0 … i alone.
///   - mask: [N, S], 0 for the keys that no query of the sequence sees, which is padding. A query that
///     sees no key gets 0.
/// - Returns: The result, which lies as [N, L, H, d]: `permuted(0, 2, 1, 3)` then `reshaped` to
///   [N, L, H d] costs no copy.
public func attention<Scalar>(
  query: Tensor<Scalar>, key: Tensor<Scalar>, value: Tensor<Scalar>, isCausal: Bool = false,
  mask: Tensor<Scalar>? = nil
) -> Tensor<Scalar> {
  let (q, k, v) = (query, key, value)
  require(
    q.rank == 4 && k.rank == 4 && k.shape == v.shape && q.shape[0] == k.shape[0]
      && q.shape[1] == k.shape[1] && q.shape[3] == k.shape[3],
    "attention: the shapes \(q.shape), \(k.shape) and \(v.shape) do not fit together")
  checkMask(mask, [k.shape[0], k.shape[2]], "attention")
  return Primitive.attention(isCausal: isCausal, mask: mask?.stoppingGradient())(q, k, v)
}

/// Attention of each sequence to itself, from rows that hold its queries, keys and values: [N, L, 3 W]
/// gives [N, L, W].
///
/// - Parameters:
///   - qkv: At each place W numbers of queries, then of keys, then of values, each head by head.
///   - heads: Into how many heads W is parted.
///   - isCausal: Whether place i sees the places 0 … i alone.
///   - mask: [N, L], 0 for places that are padding. A place that sees none gets 0.
/// - Returns: W numbers for each place, head by head.
public func selfAttention<Scalar>(
  qkv: Tensor<Scalar>, heads: Int, isCausal: Bool = false, mask: Tensor<Scalar>? = nil
) -> Tensor<Scalar> {
  require(
    qkv.rank == 3 && heads > 0 && qkv.shape[2] % (3 * heads) == 0,
    "selfAttention: the shape \(qkv.shape) is not that of queries, keys and values of \(heads) heads"
  )
  checkMask(mask, [qkv.shape[0], qkv.shape[1]], "selfAttention")
  return Primitive.selfAttention(
    heads: heads, isCausal: isCausal, mask: mask?.stoppingGradient())(qkv)
}

private func checkMask<Scalar>(_ mask: Tensor<Scalar>?, _ shape: [Int], _ name: String) {
  guard let mask else { return }
  require(mask.shape == shape, "\(name): the mask has the shape \(mask.shape), not \(shape)")
}

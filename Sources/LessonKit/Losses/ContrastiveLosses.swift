public import Margin

// z [2N, E]: two views of N things · I, T [N, E]: N pairs

/// NT-Xent: rows n and n + N are two views of one thing; the mean over all 2N rows, in nats.
///
/// Chen, Kornblith, Norouzi & Hinton (2020), equation 1.
public func ntXent<Scalar>(
  _ z: Tensor<Scalar>, temperature tau: Scalar
) -> Tensor<Scalar> {
  let count = z.shape[0]
  let z = z.normalized(axis: 1)
  let similarity = matmul(z / tau, z.transposed()).withDiagonal(-.infinity)
  return crossEntropy(similarity, (0..<count).map { ($0 + count / 2) % count })
}

/// InfoNCE of N pairs: row n of `anchors` belongs to row n of `candidates`, all others are negatives.
///
/// The features are taken at unit length; the mean over all rows, in nats.
/// van den Oord, Li & Vinyals (2018), equation 4.
public func infoNCE<Scalar>(
  _ anchors: Tensor<Scalar>, _ candidates: Tensor<Scalar>, temperature tau: Scalar
) -> Tensor<Scalar> {
  let (u, v) = (anchors.normalized(axis: 1), candidates.normalized(axis: 1))
  return crossEntropy(matmul(u / tau, v.transposed()), Array(0..<u.shape[0]))
}

/// InfoNCE in both directions: the mean of images to texts and texts to images, in nats.
///
/// - Parameters:
///   - image: Features [N, E], taken at unit length.
///   - text: Features [N, E], taken at unit length; row n belongs to row n of `image`.
///   - scale: 1/τ, a number or a tensor of one that is learnt.
/// - Returns: The loss. Radford, Kim, Hallacy et al. (2021), figure 3.
public func symmetricInfoNCE<Scalar>(
  _ image: Tensor<Scalar>, _ text: Tensor<Scalar>, scale: Tensor<Scalar>
) -> Tensor<Scalar> {
  let I = image.normalized(axis: 1)
  let T = text.normalized(axis: 1)
  let logits = scale * matmul(I, T.transposed())
  let pairs = Array(0..<I.shape[0])
  return (crossEntropy(logits, pairs) + crossEntropy(logits.transposed(), pairs)) / 2
}

public import Margin

// x, y [N, D] · T: the critic, 2D to 1

/// Minus the bound of Donsker & Varadhan: −(E_joint T − log E_marginal e^T).
///
/// Belghazi et al. (2018), equation 10; the marginal pairs each x with its neighbour's y.
public func donskerVaradhan(
  _ T: MLP<Float>, _ x: Tensor<Float>, _ y: Tensor<Float>
) -> Tensor<Float> {
  let N = x.shape[0]
  let joint = concatenate([x, y], axis: 1)
  let marginal = concatenate([x, y.rolled(1)], axis: 1)
  let scores = T(concatenate([joint, marginal])).squeezed(axis: 1)
  return scores[N..<2 * N].logSumExp() - log(Float(N)) - scores[0..<N].mean()
}

/// Minus the bound log N − cross-entropy, over all N² pairs.
///
/// van den Oord, Li & Vinyals (2018), equation 4.
public func infoNCE(_ T: MLP<Float>, _ x: Tensor<Float>, _ y: Tensor<Float>) -> Tensor<Float> {
  let (N, D) = (x.shape[0], x.shape[1])
  let pairs = concatenate(
    [x.unsqueezed(axis: 1).broadcast(to: [N, N, D]), y.broadcast(to: [N, N, D])], axis: 2)
  let scores = T(pairs).reshaped(N, N)
  return crossEntropy(scores, Array(0..<N)) - log(Float(N))
}

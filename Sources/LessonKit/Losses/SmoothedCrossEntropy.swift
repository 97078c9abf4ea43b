public import Margin

/// Cross-entropy with smoothed labels: −Σ_c q_c ln p_c with q = (1 − ε) δ + ε/C, the mean of the rows.
///
/// Since Σ_c q_c ln p_c is linear in the logits x but for their log-sum-exp, this is the plain
/// cross-entropy plus ε (x_t − mean x). Szegedy, Vanhoucke, Ioffe, Shlens & Wojna (2016), section 7.
///
/// - Parameters:
///   - logits: [N, C].
///   - targets: N of 0 … C − 1; the right class too gets its ε/C.
///   - epsilon: ε: with 0 it is `crossEntropy`.
/// - Returns: The loss in nats. Its floor is the entropy of q, not 0.
public func smoothedCrossEntropy<Scalar>(
  _ logits: Tensor<Scalar>, _ targets: [Int], smoothing epsilon: Scalar
) -> Tensor<Scalar> {
  let loss = crossEntropy(logits, targets)
  if epsilon == 0 { return loss }
  return loss + epsilon * (logits.picked(at: targets) - logits.mean(axis: 1)).mean()
}

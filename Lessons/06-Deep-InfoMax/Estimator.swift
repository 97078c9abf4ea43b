import Margin

// T [B, B, M]: T[i, k, m] is the score of image i's vector with place m of image k; i = k is true, all others are not

/// What is maximised in place of mutual information.
enum Estimator: String, CaseIterable {
  case jsd, infoNCE, donskerVaradhan

  /// The objective of scores, the mean over the places.
  func callAsFunction<Scalar>(_ T: Tensor<Scalar>) -> Tensor<Scalar> {
    let (B, M) = (T.shape[0], T.shape[2])
    let pairs = T.reshaped(B * B, M)
    let positives = pairs.rows(at: (0..<B).map { $0 * B + $0 })  // [B, M]
    switch self {
    case .jsd:  // (4)
      let negatives = softplus(pairs).sum() - softplus(positives).sum()
      return -softplus(-positives).mean() - negatives / Scalar(B * (B - 1) * M)
    case .infoNCE:  // (5), with the same place of all images
      return (positives - T.logSumExp(axis: 1)).mean() + Scalar(log(Double(B)))
    case .donskerVaradhan:  // (2), with a logarithm for each place
      let negatives = pairs.rows(at: (0..<B * B).filter { $0 % (B + 1) != 0 })
      let logMean = negatives.logSumExp(axis: 0) - Scalar(log(Double(B * (B - 1))))
      return (positives.mean(axis: 0) - logMean).mean()
    }
  }

  /// What a critic gets that knows nothing.
  var ofBlind: Double { self == .jsd ? -2 * log(2) : 0 }

  /// What no critic exceeds with batches of B; nil where there is no such limit.
  func ceiling(_ B: Int) -> Double? {
    switch self {
    case .jsd: 0
    case .infoNCE: log(Double(B))
    case .donskerVaradhan: nil
    }
  }
}

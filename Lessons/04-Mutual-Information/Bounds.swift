import Margin

// F_ij = f(x_i, y_j) [N, N]: the scores of a batch, its pairs on the diagonal

/// What is maximised over the critic f, and what is read from it.
enum BoundEstimator: String, CaseIterable {
  case donskerVaradhan
  case mine
  case nwj
  case jsd
  case infoNCE
  case smile

  /// The estimate of I in nats that the scores give.
  func value<Scalar>(_ F: Tensor<Scalar>) -> Tensor<Scalar> {
    switch self {
    // Donsker & Varadhan (1983); Belghazi et al. (2018).
    case .donskerVaradhan, .mine: positives(F) - logMeanExp(F)
    // Nguyen, Wainwright & Jordan (2010).
    case .nwj: positives(F) - exp(cappedLogMeanExp(F) - 1)
    // The critic's log ratio is one less than that of NWJ: Poole et al. (2019).
    case .jsd: 1 + positives(F) - exp(cappedLogMeanExp(F))
    // van den Oord, Li & Vinyals (2018): a pair against all in its row, itself among them.
    case .infoNCE: Scalar(log(Double(F.shape[0]))) - crossEntropy(F, Array(0..<F.shape[0]))
    // Song & Ermon (2020): scores beyond τ = 5 are cut in the second term.
    case .smile: positives(F) - logMeanExp(F.clamped(to: -5...5))
    }
  }

  /// By how much the best critic is above ln p(x, y) / (p(x) p(y)).
  var bestOffset: Double { self == .nwj ? 1 : 0 }

  /// What the critic is trained to maximise.
  ///
  /// - Parameters:
  ///   - F: The scores.
  ///   - logAverage: ln of the moving average of e^F over the batches, which MINE divides by.
  /// - Returns: What grows as the critic gets better; its gradient is what matters.
  func objective<Scalar>(_ F: Tensor<Scalar>, logAverage: Scalar) -> Tensor<Scalar> {
    switch self {
    // The gradient of ln ⟨e^F⟩ with the average of many batches below: Belghazi et al. (2018), 12.
    case .mine: positives(F) - exp(logMeanExp(F) - logAverage)
    // Nowozin et al. (2016); Hjelm et al. (2019): stable, but no number of nats.
    case .jsd, .smile: logSigmoid(F.diagonal).mean() - offDiagonalMean(softplus(F))
    default: value(F)
    }
  }
}

/// The mean score of the pairs.
private func positives<Scalar>(_ F: Tensor<Scalar>) -> Tensor<Scalar> { F.diagonal.mean() }

/// ln of the mean of e^F over what is not on the diagonal, the largest taken out first.
func logMeanExp<Scalar>(_ F: Tensor<Scalar>) -> Tensor<Scalar> {
  let N = F.shape[0]
  return F.withDiagonal(-.infinity).logSumExp() - Scalar(log(Double(N * (N - 1))))
}

/// The same with scores of at most 80: without a logarithm outside, e^F has nothing to hold it.
private func cappedLogMeanExp<Scalar>(_ F: Tensor<Scalar>) -> Tensor<Scalar> {
  logMeanExp(minimum(F, Scalar(scoreCap)))
}

/// The largest score that is exponentiated bare.
let scoreCap = 80.0

private func offDiagonalMean<Scalar>(_ G: Tensor<Scalar>) -> Tensor<Scalar> {
  let N = G.shape[0]
  return G.withDiagonal(0).sum() / Scalar(N * (N - 1))
}

/// The logarithm of a moving average of e^F, begun with the first batch.
struct LogMovingAverage: Hashable {
  private(set) var value: Double?

  /// Takes a batch's ln ⟨e^F⟩ in, in the logarithm: e^F itself may overflow.
  mutating func add(_ logMean: Double, rate: Double) {
    guard let former = value else {
      value = logMean
      return
    }
    value = logSumExp([log(1 - rate) + former, log(rate) + logMean])
  }
}

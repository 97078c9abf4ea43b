import Margin

/// Whether all values of one class are above those of the other.
func areDivided(_ f: Tensor<Double>, _ y: Tensor<Double>) -> Bool {
  let values = [1.0, -1].map { sign in
    zip(f.scalars, y.scalars).filter { $0.1 == sign }.map(\.0)
  }
  guard let low = values[0].min(), let high = values[1].max(), let top = values[0].max(),
    let bottom = values[1].min()
  else { return true }
  return low > high || top < bottom
}

/// What the sigmoid is to come near.
enum SigmoidTargets: String, CaseIterable {
  case platt = "Platt"
  case zeroOne = "0/1"

  /// Platt's are the means under a uniform prior: (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2).
  func values(_ y: Tensor<Double>) -> Tensor<Double> {
    let t = (1 + y) / 2
    if self == .zeroOne { return t }
    let positives = t.sum().scalar
    let (high, low) = (
      (positives + 1) / (positives + 2), 1 / (Double(y.count) - positives + 2)
    )
    return low + (high - low) * t
  }
}

/// Which decision values the sigmoid is fitted on.
enum CalibrationValues: String, CaseIterable {
  case folds
  case training = "training values"
}

import Margin

/// Rows in folds of one size, at random.
struct Folds {
  /// How many there are: not more than rows.
  let count: Int
  private let assignment: [Int]

  /// `folds` folds of N rows.
  init(_ N: Int, _ folds: Int, using random: inout RandomSource) {
    let count = min(folds, N)
    self.count = count
    assignment = random.permutation(N).map { $0 % count }
  }

  /// The rows of a fold.
  func rows(_ fold: Int) -> [Int] { assignment.indices.filter { assignment[$0] == fold } }

  /// The rows of all other folds.
  func others(_ fold: Int) -> [Int] { assignment.indices.filter { assignment[$0] != fold } }
}

/// What each fold says of each penalty, and the penalties that follow.
struct ValidationCurve {
  /// Descending.
  let penalties: [Double]
  /// Mean squared errors by fold and penalty.
  private(set) var errors: [[Double]] = []

  init(_ penalties: [Double]) { self.penalties = penalties }

  /// The errors on one more fold.
  mutating func add(_ errors: [Double]) { self.errors.append(errors) }

  /// The mean over the folds, by penalty.
  var means: [Double] {
    penalties.indices.map { k in errors.reduce(0) { $0 + $1[k] } / Double(errors.count) }
  }

  /// The standard error of that mean: the folds' deviation over the root of their number.
  var standardErrors: [Double] {
    let count = Double(errors.count)
    return zip(penalties.indices, means).map { k, mean in
      let squares = errors.reduce(0) { $0 + ($1[k] - mean) * ($1[k] - mean) }
      return count > 1 ? sqrt(squares / (count - 1) / count) : 0
    }
  }

  /// Where the mean is smallest; nil before the first fold.
  var best: Int? {
    let means = means
    return errors.isEmpty ? nil : means.indices.min { means[$0] < means[$1] }
  }

  /// The largest penalty whose mean is within one standard error of the smallest.
  ///
  /// Breiman, Friedman, Olshen & Stone (1984), section 3.4.3.
  var withinOneStandardError: Int? {
    guard let best else { return nil }
    let (means, limit) = (means, means[best] + standardErrors[best])
    return means.indices.first { means[$0] <= limit }
  }

  /// Reports the choice, where there is one, with the weights [D] that it stands for.
  func report(_ weights: [[Double]], in pane: Pane) {
    guard let best, let simpler = withinOneStandardError, weights.count > best else { return }
    func nonZero(_ k: Int) -> Double { Double(weights[k].count { $0 != 0 }) }
    pane.result("alpha", penalties[best])
    pane.result("alpha (one standard error)", penalties[simpler])
    pane.result("non-zero coefficients", nonZero(best))
    pane.result("non-zero (one standard error)", nonZero(simpler))
    pane.result("cross-validated MSE", means[best], better: .lower)
    pane.result("standard error", standardErrors[best])
  }
}

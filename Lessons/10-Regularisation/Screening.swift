import Margin

/// Which predictors a sweep goes over at first.
enum Screening: String, CaseIterable {
  case strongRule = "strong rule"
  case activeSet = "active set"
  case none
}

extension ElasticNet {
  /// The predictors likely to have a weight; the strong rule is that of Tibshirani and others (2012).
  func candidates(_ p: PenaltyStrength, _ screening: Screening) -> [Int] {
    let former = PenaltyStrength(alpha: alpha, rho: p.rho)
    return data.varying.filter { j in
      switch screening {
      case .strongRule: w[j] != 0 || abs(slope(j, former)) >= 2 * p.l1 - former.l1
      case .activeSet: w[j] != 0
      case .none: true
      }
    }
  }

  /// The predictors that would lower P if their weight left 0: those that must not be left out.
  func violators(outside S: [Int], _ p: PenaltyStrength) -> [Int] {
    var isKnown = w.map { _ in false }
    for j in S { isKnown[j] = true }
    return data.varying.filter { !isKnown[$0] && abs(slope($0, p)) > p.l1 }
  }
}

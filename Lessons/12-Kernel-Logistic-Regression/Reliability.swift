import Margin

/// Predicted probabilities in bins of equal width, with the share of positives in each.
struct Reliability {
  /// A bin that holds at least one point.
  struct Bin {
    var count: Int
    /// The mean of the probabilities.
    var mean: Double
    /// The share of positives.
    var share: Double

    /// Where the share of many such points may be: Wilson's interval (1927) of 95 %.
    var interval: ClosedRange<Double> {
      let (n, z) = (Double(count), 1.96)
      let center = (share + z * z / (2 * n)) / (1 + z * z / n)
      let half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
      return max(0, center - half)...min(1, center + half)
    }
  }

  /// The bins [k/K, (k + 1)/K) by their number; the last one has p = 1 too.
  private(set) var bins: [Int: Bin] = [:]

  init(_ scores: ProbabilityScores, bins K: Int) {
    let (p, y) = (scores.p.scalars, scores.y.scalars)
    for n in p.indices {
      let k = min(K - 1, Int(p[n] * Double(K)))
      var bin = bins[k] ?? Bin(count: 0, mean: 0, share: 0)
      bin.count += 1
      bin.mean += (p[n] - bin.mean) / Double(bin.count)
      bin.share += ((y[n] > 0 ? 1 : 0) - bin.share) / Double(bin.count)
      bins[k] = bin
    }
  }

  /// In the order of the bins.
  var sorted: [Bin] { bins.sorted { $0.key < $1.key }.map(\.value) }

  /// ∑ n_b/N |p̄_b − t̄_b|: Naeini, Cooper & Hauskrecht (2015), Guo and others (2017).
  var expectedError: Double {
    let total = sorted.reduce(0) { $0 + $1.count }
    return sorted.reduce(0) { $0 + Double($1.count) / Double(total) * abs($1.mean - $1.share) }
  }
}

import Foundation

/// The distance of Kolmogorov and Smirnov between a sample and a distribution function, times √N: above
/// 1.95 for one sample in a thousand that does come from it.
func kolmogorovSmirnov(_ sample: [Double], _ distribution: (Double) -> Double) -> Double {
  let count = Double(sample.count)
  let distance = sample.sorted().enumerated().reduce(0.0) { largest, entry in
    let expected = distribution(entry.element)
    let (below, above) = (Double(entry.offset) / count, Double(entry.offset + 1) / count)
    return max(largest, expected - below, above - expected)
  }
  return distance * count.squareRoot()
}

/// Pearson's χ² of counts against probabilities, as the number of standard deviations by which it is
/// above its mean (Wilson & Hilferty 1931): above 3.1 once in a thousand.
func chiSquareExcess(_ counts: [Int], _ probabilities: [Double]) -> Double {
  let total = Double(counts.reduce(0, +))
  let cells = zip(counts, probabilities).filter { $1 > 0 }
  let chiSquare = cells.reduce(0) {
    $0 + (Double($1.0) - total * $1.1) * (Double($1.0) - total * $1.1) / (total * $1.1)
  }
  let freedom = Double(cells.count - 1)
  let variance = 2 / (9 * freedom)
  return (pow(chiSquare / freedom, 1.0 / 3) - (1 - variance)) / variance.squareRoot()
}

/// Φ, the normal distribution function.
func normalDistribution(_ x: Double) -> Double { 0.5 * erfc(-x / (2.0).squareRoot()) }

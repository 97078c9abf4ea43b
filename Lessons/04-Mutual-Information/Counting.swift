import Margin

/// How the information is found.
enum InformationEstimator: String, CaseIterable {
  /// Relative frequencies in bins of equal width.
  case plugIn
  /// The same, corrected to first order.
  case millerMadow
  /// Relative frequencies in bins of equal mass.
  case binned
  /// Distances to neighbours.
  case ksg
}

/// The logarithm's base.
enum InformationUnit: String, CaseIterable {
  case nats
  case bits

  /// How many there are in a nat.
  var scale: Double { self == .bits ? 1 / log(2) : 1 }
}

/// How often each pair of cells came: a table of the given shape.
func jointCounts(_ x: [Int], _ y: [Int], _ shape: [Int]) -> Tensor<Double> {
  var counts = Tensor(repeating: 0.0, shape: shape)
  for (i, j) in zip(x, y) { counts[i, j] += 1 }
  return counts
}

/// Bins of equal width between the least and the greatest value.
func equalWidthBins(_ values: [Double], _ bins: Int) -> [Int] {
  let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
  if least == greatest { return values.map { _ in 0 } }
  return values.map { value in
    // Halved first, lest the distance of the largest numbers overflow.
    let share = (value / 2 - least / 2) / (greatest / 2 - least / 2)
    return max(0, min(bins - 1, Int(share * Double(bins))))
  }
}

/// Bins of equal mass, by rank: the same after any growing map.
///
/// Equal values share a bin.
func equalMassBins(_ values: [Double], _ bins: Int) -> [Int] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var cells = [Int](repeating: 0, count: values.count)
  var begin = 0
  while begin < order.count {
    var end = begin + 1
    while end < order.count, values[order[end]] == values[order[begin]] { end += 1 }
    for place in begin..<end { cells[order[place]] = (begin + end - 1) * bins / (2 * order.count) }
    begin = end
  }
  return cells
}

/// Less than two pairs.
struct TooFewPairs: Error, CustomStringConvertible {
  var description: String { "the data have one row: two are needed at least" }
}

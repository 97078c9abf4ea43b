public import Margin

/// The share of rows whose class the majority of their k nearest neighbours has.
///
/// Neighbours are the nearest by Euclidean distance; of classes with as many votes the one of the nearest
/// neighbour wins. Cover & Hart (1967).
///
/// - Parameters:
///   - test: Features [M, D].
///   - testLabels: The classes of these, M.
///   - train: Features [N, D] to look for neighbours in.
///   - trainLabels: The classes of these, N.
///   - k: How many neighbours vote; more than there are count as all.
/// - Returns: Between 0 and 1; NaN where there is no row.
public func nearestNeighbourAccuracy<Scalar>(
  _ test: Tensor<Scalar>, _ testLabels: [Int], in train: Tensor<Scalar>, _ trainLabels: [Int],
  k: Int
) -> Double {
  // ‖a − b‖² less ‖a‖², which is the same for all neighbours of a.
  let lengths = square(train).sum(axis: 1)
  let distances = lengths - 2 * matmul(test, train.transposed())
  let right = testLabels.indices.count { row in
    let nearest = distances.row(row).smallest(k).map { trainLabels[$0] }
    var votes: [Int: Int] = [:]
    for label in nearest { votes[label, default: 0] += 1 }
    let most = votes.values.max()
    return nearest.first { votes[$0] == most } == testLabels[row]
  }
  return Double(right) / Double(testLabels.count)
}

extension Tensor {
  /// The places of the `count` smallest elements of a vector, the smallest first; of equal ones the
  /// first.
  fileprivate func smallest(_ count: Int) -> [Int] {
    let scalars = scalars
    var kept: [Int] = []
    for place in scalars.indices {
      if kept.count == count, let last = kept.last, scalars[place] >= scalars[last] { continue }
      let rank = kept.firstIndex { scalars[place] < scalars[$0] } ?? kept.count
      kept.insert(place, at: rank)
      if kept.count > count { kept.removeLast() }
    }
    return kept
  }
}

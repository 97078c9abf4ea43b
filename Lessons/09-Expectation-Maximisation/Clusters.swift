import Margin

// What the kernels share: distances, seeds, the picture of clusters, and what is said at the end.

/// ‖x_n − μ_k‖² for points x [N, D] and centres μ [K, D]: [N, K].
func squaredDistances(_ x: Tensor<Double>, to centers: Tensor<Double>) -> Tensor<Double> {
  Tensor(columns: centers.rows.map { square(x - $0).sum(axis: 1) })
}

/// The rows of the first centres as k-means++ draws them.
///
/// Each next one is drawn with a probability proportional to its squared distance from the nearest
/// one so far. Arthur & Vassilvitskii (2007).
func kMeansPlusPlusSeeds(
  _ x: Tensor<Double>, _ count: Int, using random: inout RandomSource
) -> [Int] {
  var chosen = [random.integer(below: x.shape[0])]
  var nearest = square(x - x.row(chosen[0])).sum(axis: 1)
  while chosen.count < count {
    // Where all points are centres already, any will do.
    let next =
      nearest.max().scalar > 0
      ? random.categorical(nearest.scalars) : random.integer(below: x.shape[0])
    chosen.append(next)
    let distances = square(x - x.row(next)).sum(axis: 1)
    for n in 0..<nearest.count { nearest[n] = min(nearest[n], distances[n]) }
  }
  return chosen
}

/// More clusters than points.
struct TooFewPoints: Error, CustomStringConvertible {
  var points: Int
  var clusters: Int

  var description: String {
    "\(clusters) clusters need at least \(clusters) rows, and the data have \(points): "
      + "choose fewer clusters"
  }
}

extension Dataset {
  /// Two features by their numbers, from 1; beyond the last one it begins anew.
  func features(across: Int, up: Int) -> (Int, Int) {
    ((across - 1) % featureNames.count, (up - 1) % featureNames.count)
  }
}

/// Two of the features as a scatter chart, the points grouped by cluster; of very many points
/// only every so many.
///
/// - Parameters:
///   - data: The points.
///   - assignment: The cluster of each.
///   - clusters: How many there are.
///   - features: Which two features to draw.
///   - ellipses: What to draw over them.
/// - Returns: The chart.
func clusterScatter(
  _ data: Dataset, _ assignment: [Int], clusters: Int, features: (Int, Int),
  ellipses: [ScatterChart.Ellipse] = []
) -> ScatterChart {
  var groups = (1...clusters).map { ScatterChart.Group("\($0)", x: [], y: []) }
  let (x, y) = (data.features.column(features.0), data.features.column(features.1))
  for n in stride(from: 0, to: assignment.count, by: max(1, assignment.count / 2000)) {
    groups[assignment[n]].x.append(x[n])
    groups[assignment[n]].y.append(y[n])
  }
  return ScatterChart(
    groups, ellipses: ellipses, xLabel: data.featureNames[features.0],
    yLabel: data.featureNames[features.1])
}

import LessonKit
import Margin

// x [N, D] · mu [K, D] · z [N] the cluster of each point
// Hard EM: Bishop (2006), section 9.1; the start is Arthur & Vassilvitskii (2007).

/// k-means, which is EM with all-or-nothing responsibilities.
///
/// Lloyd (1982).
final class KMeans: Kernel {
  @Slider("clusters K", 1...10, restarts: true) var clusters = 3
  @Choice("start", restarts: true) var start = KMeansStart.kMeansPlusPlus
  @Slider("restarts", 1...50, restarts: true) var restarts = 10
  @Slider("feature across", 1...30) var across = 3
  @Slider("feature up", 1...30) var up = 4

  static let reads = ["iris"]

  var clustering: Clustering?

  func run(in pane: Pane) throws {
    let data = try pane.dataset("iris")
    if clusters > data.count { throw TooFewPoints(points: data.count, clusters: clusters) }
    var best: Clustering?
    for attempt in 1...restarts where !pane.isInterrupted {
      let found = descend(data, attempt, in: pane)
      if found.inertia < best?.inertia ?? .infinity { best = found }
    }
    guard let best, !best.z.isEmpty else { return }
    show(best, of: data, in: pane)
    pane.result("inertia", best.inertia, better: .lower)
    pane.result("iterations", Double(pane.step))
    reportAgreement(best.z, data, in: pane)
    reportConvergence(best.isConverged, in: pane)
  }

  /// Assigns and averages until nothing changes.
  func descend(_ data: Dataset, _ attempt: Int, in pane: Pane) -> Clustering {
    let x = data.features
    var clustering = Clustering(mu: x.rows(at: seeds(x, &pane.random)))
    for _ in pane.steps(upTo: 1000) {
      clustering.assign(x)
      self.clustering = clustering
      pane.plot("inertia", clustering.inertia, start: attempt)
      show(clustering, of: data, in: pane)
      if clustering.isConverged { break }
      for k in clustering.average(x) {
        pane.log("cluster \(k + 1) had no points: moved to the point farthest from its centre")
      }
    }
    return clustering
  }

  func seeds(_ x: Tensor<Double>, _ random: inout RandomSource) -> [Int] {
    switch start {
    case .random: random.sample(clusters, of: x.shape[0])
    case .kMeansPlusPlus: kMeansPlusPlusSeeds(x, clusters, using: &random)
    }
  }

  func show(_ clustering: Clustering, of data: Dataset, in pane: Pane) {
    pane.show(as: "clusters") { [self] in
      let features = data.features(across: across, up: up)
      var chart = clusterScatter(data, clustering.z, clusters: clusters, features: features)
      chart.groups.append(
        ScatterChart.Group(
          "centres", x: clustering.mu.column(features.0).scalars,
          y: clustering.mu.column(features.1).scalars))
      return .scatter(chart)
    }
  }
}

/// What is learnt: the centres and each point's cluster.
struct Clustering: Hashable {
  var mu: Tensor<Double>
  var z: [Int] = []
  /// J = Σ_n ‖x_n − μ_{z_n}‖² at the centres that z was chosen by.
  var inertia = Double.infinity
  /// Whether the last assignment was the one before.
  var isConverged = false

  /// Assigns each point to its nearest centre. (9.2)
  mutating func assign(_ x: Tensor<Double>) {
    let (former, distances) = (z, squaredDistances(x, to: mu))
    z = distances.argmin(axis: 1)
    isConverged = z == former
    inertia = z.indices.reduce(0) { $0 + distances[$1, z[$1]] }
  }

  /// Moves each centre to the mean of its points. (9.4)
  ///
  /// - Returns: The clusters that had none: each is moved to the point farthest from its centre.
  mutating func average(_ x: Tensor<Double>) -> [Int] {
    let K = mu.shape[0]
    let r = Tensor<Double>(columns: (0..<K).map { k in Tensor(z.map { $0 == k ? 1 : 0 }) })
    let N_k = r.sum(axis: 0)
    let empty = (0..<K).filter { N_k[$0] == 0 }
    var means = matmul(r.transposed(), x).rows
    for k in 0..<K where N_k[k] > 0 { means[k] /= N_k[k] }
    var distances = square(x - mu.rows(at: z)).sum(axis: 1)
    for k in empty {
      let farthest = distances.argmax()
      means[k] = x.row(farthest)
      distances[farthest] = 0
    }
    mu = Tensor(rows: means)
    return empty
  }
}

/// How the first centres are chosen.
enum KMeansStart: String, CaseIterable {
  case random
  case kMeansPlusPlus = "k-means++"
}

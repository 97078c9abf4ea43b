import Margin

// What there is to choose of a mixture, what its parameters cost, and how it is shown.

/// What form the covariances may have.
enum CovarianceShape: String, CaseIterable {
  case full
  case diagonal
  case spherical
  case tied

  /// The number p of free parameters of K components in D dimensions.
  func freeParameters(_ K: Int, _ D: Int) -> Int {
    let covariances =
      switch self {
      case .full: K * D * (D + 1) / 2
      case .diagonal: K * D
      case .spherical: K
      case .tied: D * (D + 1) / 2
      }
    return K * D + (K - 1) + covariances
  }

  /// What a mixture of K components with this likelihood of the points x [N, D] is worth.
  func criteria(
    _ logLikelihood: Double, _ K: Int, _ x: Tensor<Double>
  ) -> InformationCriteria {
    InformationCriteria(
      logLikelihood: logLikelihood, parameters: freeParameters(K, x.shape[1]), points: x.shape[0])
  }
}

/// What the first responsibilities are made from.
enum MixtureStart: String, CaseIterable {
  case kMeansPlusPlus = "k-means++"
  case randomPoints = "random points"
  case randomResponsibilities = "random responsibilities"

  /// Responsibilities [N, K]: each point wholly to the nearest of K points, or all at random.
  func responsibilities(
    _ x: Tensor<Double>, _ K: Int, using random: inout RandomSource
  ) -> Tensor<Double> {
    let seeds: [Int]
    switch self {
    case .kMeansPlusPlus: seeds = kMeansPlusPlusSeeds(x, K, using: &random)
    case .randomPoints: seeds = random.sample(K, of: x.shape[0])
    case .randomResponsibilities:
      let r = Tensor<Double>.uniform([x.shape[0], K], using: &random)
      return r / r.sum(axis: 1, keepingAxis: true)
    }
    let nearest = squaredDistances(x, to: x.rows(at: seeds)).argmin(axis: 1)
    return Tensor(columns: (0..<K).map { k in Tensor(nearest.map { $0 == k ? 1 : 0 }) })
  }
}

/// What a likelihood is worth when its parameters are paid for; smaller is better.
struct InformationCriteria: Hashable {
  var logLikelihood: Double
  var parameters: Int
  var points: Int

  /// −2 ℓ + p ln N (Schwarz 1978).
  var bic: Double { -2 * logLikelihood + Double(parameters) * log(Double(points)) }
  /// −2 ℓ + 2 p (Akaike 1974).
  var aic: Double { -2 * logLikelihood + 2 * Double(parameters) }

  func report(in pane: Pane) {
    pane.result("log-likelihood", logLikelihood, better: .higher)
    pane.result("BIC", bic, better: .lower)
    pane.result("AIC", aic, better: .lower)
  }
}

/// Criteria by the number of components.
func comparisonTable(_ criteria: [(K: Int, criteria: InformationCriteria)]) -> TableChart {
  TableChart(
    columns: ["K", "log-likelihood", "p", "BIC", "AIC"],
    rows: criteria.map { K, criteria in
      [
        .number(Double(K)), .number(criteria.logLikelihood), .number(Double(criteria.parameters)),
        .number(criteria.bic), .number(criteria.aic),
      ]
    })
}

/// Weights, point counts and smallest eigenvalues by component.
func componentTable(
  pi: Tensor<Double>, points: Int, sigma: [Tensor<Double>]
) -> TableChart {
  let eigenvalues = smallestEigenvalues(sigma)
  return TableChart(
    columns: ["k", "π_k", "N_k", "smallest eigenvalue"],
    rows: sigma.indices.map { k in
      [
        .text("\(k + 1)"), .share(pi[k]), .number(pi[k] * Double(points)),
        .number(eigenvalues[k]),
      ]
    })
}

/// The smallest eigenvalue of each covariance: the square of its Gaussian's least width.
func smallestEigenvalues(_ sigma: [Tensor<Double>]) -> [Double] {
  sigma.map { $0.symmetricEigenvalues().min().scalar }
}

/// The 2σ lines of Gaussians in the plane of two features.
func ellipses(
  mu: Tensor<Double>, sigma: [Tensor<Double>], features: (Int, Int)
) -> [ScatterChart.Ellipse] {
  let (i, j) = features
  return sigma.enumerated().map { k, sigma_k in
    ScatterChart.Ellipse(
      group: k, meanX: mu[k, i], meanY: mu[k, j], varianceX: sigma_k[i, i],
      varianceY: sigma_k[j, j], covariance: sigma_k[i, j])
  }
}

/// Says where the floor, and not the data, gives a Gaussian its width along a feature.
///
/// A feature that is the same everywhere has no width but the floor, and that is what it is for.
func reportFloor(_ floor: Double, _ data: Dataset, in pane: Pane) {
  let variances = data.features.variance(axis: 0).scalars
  for (i, variance) in variances.enumerated() where 0 < variance && variance < floor {
    pane.log(
      "the covariance floor is larger than the variance of feature \(i + 1): "
        + "lower the floor, or bring the data to a larger scale")
  }
}

/// A covariance without a Cholesky factor.
struct Collapse: Error, CustomStringConvertible {
  var component: Int
  var floor: Double

  var description: String {
    "component \(component + 1): its covariance is not positive definite with the covariance "
      + "floor \(floor); raise the floor, or bring the data to a common scale"
  }
}

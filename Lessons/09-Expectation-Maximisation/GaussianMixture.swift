import LessonKit
import Margin

// x [N, D] · r [N, K] · N_k [K] · pi [K] · mu [K, D] · sigma, L: K times [D, D]
// Equation numbers are those of Bishop (2006), section 9.2.

/// Mixture of Gaussians fitted by expectation–maximisation (Dempster, Laird & Rubin 1977).
final class GaussianMixture: Kernel {
  @Slider("components K", 1...10, restarts: true) var components = 3
  @Choice("covariance", restarts: true) var covariance = CovarianceShape.full
  @Slider("covariance floor", 1e-6...1e-1, scale: .log) var floor = 1e-4
  @Choice("start", restarts: true) var start = MixtureStart.kMeansPlusPlus
  @Slider("restarts", 1...20, restarts: true) var restarts = 1
  @Slider("tolerance per point", 0...1e-2) var tolerance = 1e-8
  @Slider("steps of a start", 1...100_000, scale: .log, restarts: true) var steps = 1000
  @Toggle("compare K = 1 … 6", restarts: true) var compare = false
  @Slider("feature across", 1...30) var across = 3
  @Slider("feature up", 1...30) var up = 4

  static let reads = ["iris"]

  /// A mixture at the end of its climb, what it is worth, and whether the climb was over.
  typealias Fit = (mixture: Mixture, criteria: InformationCriteria, isConverged: Bool)

  var mixture: Mixture?
  var starts = 0

  func run(in pane: Pane) throws {
    let data = try pane.dataset("iris")
    var fits: [Fit] = []
    for K in compare ? Array(1...6) : [components] where !pane.isInterrupted {
      fits.append(try bestOfStarts(data, K, in: pane))
      let criteria = fits.map { (K: $0.mixture.pi.count, criteria: $0.criteria) }
      pane.show(.table(comparisonTable(criteria)), as: "BIC by K")
    }
    fits.min { $0.criteria.bic < $1.criteria.bic }.map { report($0, data, in: pane) }
  }

  func bestOfStarts(_ data: Dataset, _ K: Int, in pane: Pane) throws -> Fit {
    var best = try climb(data, K, in: pane)
    for _ in 1..<restarts where !pane.isInterrupted {
      let fit = try climb(data, K, in: pane)
      if fit.criteria.logLikelihood > best.criteria.logLikelihood { best = fit }
    }
    return best
  }

  /// EM from one start, until a step changes less than the tolerance.
  func climb(_ data: Dataset, _ K: Int, in pane: Pane) throws -> Fit {
    let x = data.features
    if K > data.count { throw TooFewPoints(points: data.count, clusters: K) }
    let guess = start.responsibilities(x, K, using: &pane.random)
    starts += 1
    var mixture = try Mixture(maximising: guess, x, covariance, floor: floor)
    var ascent = Ascent()
    for _ in pane.steps(upTo: steps) {
      let (r, logLikelihood) = mixture.expectation(x)
      pane.plot("log-likelihood", logLikelihood, start: starts)
      show(mixture, r, data, in: pane)
      mixture = try Mixture(maximising: r, x, covariance, floor: floor)
      let isOver = ascent.isOver(at: logLikelihood, tolerance: tolerance * Double(data.count))
      if ascent.gain.isFinite { pane.plot("gain", ascent.gain, start: starts) }
      if isOver { break }
    }
    let logLikelihood = mixture.expectation(x).logLikelihood
    pane.plot("log-likelihood of each start", logLikelihood, x: starts, xLabel: "start")
    return (mixture, covariance.criteria(logLikelihood, K, x), ascent.isConverged)
  }

  func show(_ mixture: Mixture, _ r: Tensor<Double>, _ data: Dataset, in pane: Pane) {
    self.mixture = mixture
    pane.show(as: "clusters") { [self] in
      let features = data.features(across: across, up: up)
      let lines = ellipses(mu: mixture.mu, sigma: mixture.sigma, features: features)
      return .scatter(
        clusterScatter(
          data, r.argmax(axis: 1), clusters: r.shape[1], features: features, ellipses: lines))
    }
    pane.show(as: "components") {
      .table(componentTable(pi: mixture.pi, points: data.count, sigma: mixture.sigma))
    }
  }

  func report(_ fit: Fit, _ data: Dataset, in pane: Pane) {
    let r = fit.mixture.expectation(data.features).r
    show(fit.mixture, r, data, in: pane)
    fit.criteria.report(in: pane)
    pane.result("iterations", Double(pane.step))
    pane.result("smallest eigenvalue", smallestEigenvalues(fit.mixture.sigma).min() ?? .nan)
    reportAgreement(r.argmax(axis: 1), data, in: pane)
    reportFloor(floor, data, in: pane)
    reportConvergence(fit.isConverged, in: pane)
  }
}

/// What is learnt: weights, means and covariances, these with their Cholesky factors.
struct Mixture: Hashable {
  let pi, mu: Tensor<Double>
  let sigma: [Tensor<Double>]
  /// Σ_k = L_k L_kᵀ: determinants and distances come from here, nothing is ever inverted.
  let L: [Tensor<Double>]

  init(pi: Tensor<Double>, mu: Tensor<Double>, sigma: [Tensor<Double>], floor: Double) throws {
    (self.pi, self.mu, self.sigma) = (pi, mu, sigma)
    do {
      L = try choleskyFactors(of: sigma)
    } catch {
      throw Collapse(component: error.index, floor: floor)
    }
  }

  /// E step: the responsibilities, and on the way the log-likelihood of these parameters.
  func expectation(_ x: Tensor<Double>) -> (r: Tensor<Double>, logLikelihood: Double) {
    let logJoint = logJoint(x)
    let logEvidence = logJoint.logSumExp(axis: 1, keepingAxis: true)
    return (exp(logJoint - logEvidence), logEvidence.sum().scalar)  // (9.23), (9.28)
  }

  /// M step: the parameters that maximise the expected complete-data log-likelihood under r, and
  /// then the floor ε on the diagonals, which is not part of that maximum.
  init(maximising r: Tensor<Double>, _ x: Tensor<Double>, _ shape: CovarianceShape, floor: Double)
    throws
  {
    let D = x.shape[1]
    // A component without points has weight 0, not 0/0.
    let N_k = r.sum(axis: 0) + 10 * Double.ulpOfOne  // (9.27)
    let mu = matmul(r.transposed(), x) / N_k.unsqueezed(axis: 1)  // (9.24)
    let S = zip(weightedScatters(x, weights: r, around: mu), N_k.scalars).map { $0 / $1 }  // (9.25)
    let sigma: [Tensor<Double>] =
      switch shape {
      case .full: S
      case .diagonal: S.map { .diagonal($0.diagonal) }
      case .spherical: S.map { .identity(D) * $0.diagonal.mean() }
      case .tied:
        Array(
          repeating: zip(S, N_k.scalars).reduce(.zeros(D, D)) { $0 + $1.0 * $1.1 } / N_k.sum(),
          count: S.count)
      }
    try self.init(  // (9.26)
      pi: N_k / N_k.sum(), mu: mu, sigma: sigma.map { $0 + floor * .identity(D) }, floor: floor)
  }

  /// log π_k 𝒩(x_n | μ_k, Σ_k): [N, K].
  func logJoint(_ x: Tensor<Double>) -> Tensor<Double> {
    // The weights' logarithms by number: those of an array may end in another bit.
    Tensor(pi.scalars.map { log($0) }) + logNormal(x, means: mu, factors: L)
  }
}

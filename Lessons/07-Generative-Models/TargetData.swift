import Margin

/// The random numbers of the largest sample, so that a sample grows and moves with its parameters
/// rather than being another one.
struct StandardDraws {
  /// Which mode: uniform.
  let u: [Double]
  /// Where in it: normal.
  let z: [Double]

  init(count: Int, using random: inout RandomSource) {
    u = Tensor<Double>.uniform([count], using: &random).scalars
    z = Tensor<Double>.normal([count], using: &random).scalars
  }
}

/// Two modes of width 0.6, and what a model is told of them: everything, or n samples.
final class TargetData {
  struct Settings: Hashable {
    var separation: Double
    var balance: Double
    var samples: Int
    var bandwidth: Double
  }

  /// From −40 to 40: the widest model that is allowed has 1e-9 of its mass beyond.
  static let grid = Tensor((-2000...2000).map { Double($0) / 50 })

  let settings: Settings
  let density: Mixture
  /// n samples in ascending order; none: the density itself is known.
  let sample: [Double]
  /// H(p) in nats.
  private(set) lazy var entropy = -exact.mass.expectation(of: density.logDensity(Self.grid))

  init(_ settings: Settings, _ draws: StandardDraws) {
    self.settings = settings
    let mu = [-settings.separation / 2, settings.separation / 2]
    density = Mixture(
      w: Tensor([settings.balance, 1 - settings.balance]), mu: Tensor(mu), sigma: [0.6, 0.6])
    sample = (0..<settings.samples).map { i in
      mu[draws.u[i] < settings.balance ? 0 : 1] + 0.6 * draws.z[i]
    }.sorted()
  }

  /// The grid, and where a component of q would fall between its points, points of its own.
  static func grid(for q: Mixture) -> Tensor<Double> {
    let narrow = (0..<q.mu.count).filter { q.sigma[$0] < 0.06 }
    let own = narrow.flatMap { k in (-100...100).map { q.mu[k] + q.sigma[k] * Double($0) / 10 } }
    return own.isEmpty ? grid : Tensor(Set(grid.scalars + own).sorted())
  }

  private var h: Double { settings.bandwidth }
  private var x: Tensor<Double> { Self.grid }

  /// The target itself.
  private(set) lazy var exact = Law(density, on: x, h: h)

  /// The kernel density of the sample, of width h: what stands for p where d needs its density.
  private(set) lazy var smoothed = Law(
    Mixture(sample: Tensor(sample), width: h), on: x, h: nil)

  /// The sample's own masses, each in the place of the grid that is nearest.
  private lazy var empirical: Law = {
    var mass = [Double](repeating: 0, count: x.count)
    for value in sample {
      mass[max(0, min(mass.count - 1, Int((50 * value).rounded()) + 2000))] += 1
    }
    var law = Law(x, logMass: log(Tensor(mass) / Double(sample.count)))
    law.kernel = sampleKernel
    return law
  }()

  /// E k(x, X) over the sample, and the mean over pairs of two different ones, which is unbiased.
  ///
  /// Gretton et al. (2012), equation 3.
  private var sampleKernel: (mean: Tensor<Double>, itself: Double) {
    let points = Mixture(sample: Tensor(sample), width: 0)
    return (points.kernelMean(x, h: h), points.unbiasedKernelSelf(h: h))
  }

  /// What stands for p in d.
  func law(for d: Divergence) -> Law {
    if sample.isEmpty { return exact }
    return d == .wasserstein1 || d == .mmd ? empirical : smoothed
  }
}

extension Mixture {
  /// The mean of k over the pairs of two different points of a sample; 1, k of a point with itself,
  /// where there is only one.
  func unbiasedKernelSelf(h: Double) -> Double {
    let n = Double(mu.count)
    return n > 1 ? (n * kernelSelf(h: h) - 1) / (n - 1) : 1
  }
}

// The objective and its gradient.
extension TargetData {
  /// d(p, q), or what the sample says of it, and ∇d.
  func objective(_ d: Divergence, _ q: Model) -> (value: Double, gradient: ModelGradient) {
    if d == .forwardKL, !sample.isEmpty { return likelihood(q) }
    let (p, law) = (law(for: d), law(of: q, for: d))
    return (d.value(p, law), q.gradient(d.pull(p, law), at: x))
  }

  /// Maximum likelihood asks for the mean of −ln q alone; H(p) is subtracted so that it is a KL.
  private func likelihood(_ q: Model) -> (value: Double, gradient: ModelGradient) {
    let places = Tensor(sample)
    let shares = Tensor(repeating: -1 / Double(sample.count), shape: [sample.count])
    return (
      -q.mixture.logDensity(places).mean().scalar - entropy, q.gradient(shares, at: places)
    )
  }

  private func law(of q: Model, for d: Divergence) -> Law {
    Law(q.mixture, on: x, h: d == .mmd ? h : nil)
  }

  /// The narrowest model that d can tell: one sample makes maximum likelihood a spike.
  func narrowest(_ d: Divergence) -> Double {
    d == .forwardKL && !sample.isEmpty ? 1e-3 : 0.02
  }

  /// The standard error of the objective: the deviation of what each sample adds, over √n.
  ///
  /// To first order this is δd/δp at the samples; nil where that is not enough (MMD near its minimum),
  /// where their density has to be estimated, and where there are none since p is known.
  func standardError(_ d: Divergence, _ q: Model) -> Double? {
    if sample.isEmpty { return nil }
    let places = Tensor(sample)
    let parts: Tensor<Double>
    switch d {
    case .forwardKL: parts = q.mixture.logDensity(places)
    case .wasserstein1:
      let potential = d.potential(law(for: d), law(of: q, for: d))
      parts = potential.rows(at: sample.map { max(0, min(4000, Int((50 * $0).rounded()) + 2000)) })
    default: return nil
    }
    return sample.count > 1 ? sqrt(parts.variance().scalar / Double(sample.count - 1)) : nil
  }
}

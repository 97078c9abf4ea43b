import LessonKit
import Margin

// Models without parameters: the sample itself is kept, and a width h is chosen.

extension DistributionMatching {
  /// A histogram or a kernel density of the sample, and how the choice of h would be judged.
  func smooth(_ draws: StandardDraws, in pane: Pane) {
    var trial = WidthTrial(family)
    for _ in pane.steps(steps) {
      let p = seen(draws)
      trial.tryNext(p.sample)
      show(trial, p, in: pane)
      if trial.isOver { break }
    }
    let p = seen(draws)
    show(trial, p, in: pane)
    let q = smoothed(p)
    let mean = q.mass.expectation(of: q.x)
    pane.result("mean", mean)
    pane.result("sigma", sqrt(q.mass.expectation(of: square(q.x - mean))))
    trial.report(p.sample, in: pane)
    reportDistances(p.distances(of: q), in: pane)
    pane.result("objective", divergence.value(p.exact, q), better: .lower)
    reportConvergence(trial.isOver, in: pane)
  }

  /// The family's law, made anew where the target or the width is another.
  private func smoothed(_ p: TargetData) -> Law {
    if let former, former.data === p { return former.law }
    let law = family.law(of: p)
    former = (p, law)
    return law
  }

  private func show(_ trial: WidthTrial, _ p: TargetData, in pane: Pane) {
    let law = smoothed(p)
    pane.show(as: "p and q") { [reveal] in .line(p.densityChart(law, isTold: reveal)) }
    if !p.sample.isEmpty {
      pane.show(.line(trial.chart(h: p.settings.bandwidth)), as: "log-likelihood by h")
    }
  }
}

extension ModelFamily {
  /// The density of width h that the family makes of what is known.
  func law(of p: TargetData) -> Law {
    let h = p.settings.bandwidth
    return self == .histogram ? histogram(p, h) : kernelDensity(p, h)
  }

  /// p̂(x) = 1/(n h) Σ φ((x − x_i)/h), of all of p where it is known.
  private func kernelDensity(_ p: TargetData, _ h: Double) -> Law {
    var q = p.density
    q.sigma = sqrt(square(q.sigma) + h * h)
    let mixture = p.sample.isEmpty ? q : Mixture(sample: Tensor(p.sample), width: h)
    return Law(mixture, on: TargetData.grid, h: h)
  }

  /// Bins of width h from 0 in both directions, each with its share of the data.
  private func histogram(_ p: TargetData, _ h: Double) -> Law {
    let x = TargetData.grid
    let bins = x.scalars.map { Int(($0 / h).rounded(.down)) }
    let first = bins[0]
    var (mass, size) = ([Double](repeating: 0, count: bins[bins.count - 1] - first + 1), [0.0])
    size = mass
    for (i, bin) in bins.enumerated() {
      size[bin - first] += 1
      if p.sample.isEmpty { mass[bin - first] += p.exact.mass[i] }
    }
    for value in p.sample {
      let bin = max(0, min(mass.count - 1, Int((value / h).rounded(.down)) - first))
      mass[bin] += 1 / Double(p.sample.count)
    }
    var law = Law(x, logMass: log(Tensor(bins.map { mass[$0 - first] / size[$0 - first] })))
    let points = Mixture(w: law.mass, mu: x, sigma: .zeros(x.count))
    let kernelMean = points.kernelMean(x, h: h)
    law.kernel = (kernelMean, law.mass.expectation(of: kernelMean))
    return law
  }
}

/// Mean log-likelihoods over widths: of the sample itself, and of each point by the others alone.
struct WidthTrial {
  static let widths = (0...24).map { 0.05 * pow(100, Double($0) / 24) }

  private let family: ModelFamily
  private var sample: [Double] = []
  private var training: [Double] = []
  private var leftOut: [Double] = []

  init(_ family: ModelFamily) { self.family = family }

  var isOver: Bool { sample.isEmpty || training.count == Self.widths.count }

  /// The next width; another sample begins anew.
  mutating func tryNext(_ sample: [Double]) {
    if sample != self.sample { (self.sample, training, leftOut) = (sample, [], []) }
    if isOver { return }
    let h = Self.widths[training.count]
    let means =
      family == .histogram ? histogramScores(sample, h) : kernelScores(sample, h)
    training.append(means.training)
    leftOut.append(means.leftOut)
  }

  /// The width with the highest leave-one-out likelihood.
  var best: Double? {
    let finite = leftOut.indices.filter { leftOut[$0].isFinite }
    return finite.max { leftOut[$0] < leftOut[$1] }.map { Self.widths[$0] }
  }

  func chart(h: Double) -> LineChart {
    let widths = Array(Self.widths.prefix(training.count))
    return LineChart(
      [
        .init("on the sample itself", x: widths, y: training),
        .init("leave-one-out", x: widths, y: leftOut),
      ], xLabel: "h", yLabel: "nats", xScale: .log, references: [.init(x: h, name: "h")])
  }

  func report(_ sample: [Double], in pane: Pane) {
    if let best { pane.result("best h", best) }
    if sample.count > 1 { pane.result("Silverman's h", silvermanWidth(sample)) }
  }
}

/// Mean ln p̂(x_i) of a kernel density, with all points and without x_i itself; x in ascending order.
func kernelScores(_ x: [Double], _ h: Double) -> (training: Double, leftOut: Double) {
  let n = Double(x.count)
  let peak = -log(h) - log(2 * .pi) / 2
  var sums = [Double](repeating: 0, count: x.count)
  for i in x.indices {
    var j = i + 1
    while j < x.count {
      let z = (x[j] - x[i]) / h
      if z > 9 { break }
      let kernel = exp(-z * z / 2)
      sums[i] += kernel
      sums[j] += kernel
      j += 1
    }
  }
  var (training, leftOut) = (0.0, 0.0)
  for i in x.indices {
    leftOut += peak + (sums[i] > 1e-9 ? log(sums[i]) : logFarSum(x, i, h)) - log(n - 1)
    training += peak + log((sums[i] + 1) / n)
  }
  return (training / n, x.count > 1 ? leftOut / n : -.infinity)
}

/// ln Σ φ of the points other than x_i where all are far: each alone would be exp(−∞), so the sum is
/// taken relative to the nearest.
private func logFarSum(_ x: [Double], _ i: Int, _ h: Double) -> Double {
  logSumExp(x.indices.filter { $0 != i }.map { j in -(x[j] - x[i]) * (x[j] - x[i]) / (2 * h * h) })
}

/// The same of a histogram: a point alone in its bin is impossible to the others.
func histogramScores(_ x: [Double], _ h: Double) -> (training: Double, leftOut: Double) {
  let n = Double(x.count)
  var counts: [Int: Double] = [:]
  for value in x { counts[Int((value / h).rounded(.down)), default: 0] += 1 }
  var (training, leftOut) = (0.0, 0.0)
  for (_, count) in counts.sorted(by: { $0.key < $1.key }) {
    training += count * log(count / (n * h)) / n
    leftOut += count * log((count - 1) / ((n - 1) * h)) / n
  }
  return (training, x.count > 1 ? leftOut : -.infinity)
}

/// 0.9 min(s, IQR/1.34) n^(−1/5) of at least two points in ascending order.
///
/// Silverman (1986), 3.31.
func silvermanWidth(_ x: [Double]) -> Double {
  func quantile(_ share: Double) -> Double {
    let place = share * Double(x.count - 1)
    let i = min(x.count - 2, Int(place))
    return x[i] + (place - Double(i)) * (x[i + 1] - x[i])
  }
  let n = Double(x.count)
  let s = sqrt(Tensor(x).variance().scalar * n / (n - 1))
  return 0.9 * min(s, (quantile(0.75) - quantile(0.25)) / 1.34) * pow(n, -0.2)
}

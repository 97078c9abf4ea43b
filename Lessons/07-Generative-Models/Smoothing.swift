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

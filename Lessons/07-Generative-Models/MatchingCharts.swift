import Margin

/// What a run of gradient descent shows.
final class MatchingCharts {
  private let start: Model
  private var path: (mu: [Double], sigma: [Double]) = ([], [])
  /// The hill of d over μ and σ, drawn anew only where the target or d is another.
  private var hill: (settings: TargetData.Settings, d: Divergence, chart: ContourChart)?

  init(start: Model) { self.start = start }

  /// The model as it is now, and the way that it came.
  func show(
    _ q: Model, _ p: TargetData, _ d: Divergence, isTold: Bool, in pane: Pane
  ) {
    pane.show(as: "p and q") {
      .line(p.densityChart(Law(q.mixture, on: TargetData.grid, h: nil), isTold: isTold))
    }
    pane.show(as: "distances") { [start] in
      .bars(p.distanceBars(p.distances(of: q.mixture), start: p.distances(of: start.mixture)))
    }
    guard q.mu.count == 1 else { return }
    path.mu.append(q.mu[0])
    path.sigma.append(exp(q.logSigma[0]))
    pane.show(as: "objective over μ and σ") { [self, count = path.mu.count] in
      .contour(contour(p, d, steps: count))
    }
  }

  private func contour(_ p: TargetData, _ d: Divergence, steps: Int) -> ContourChart {
    if hill?.settings != p.settings || hill?.d != d {
      let chart = ContourChart(
        x: -5...5, y: 0.3...4, columns: 41, rows: 31, xLabel: "μ", yLabel: "σ"
      ) { mu, sigma in -p.objective(d, Model(means: [mu], sigma: sigma)).value }
      hill = (p.settings, d, chart)
    }
    guard var chart = hill?.chart else { return ContourChart(x: -5...5, y: 0...4) { _, _ in 0 } }
    let (mu, sigma) = (path.mu.prefix(steps), path.sigma.prefix(steps))
    chart.paths = [
      .init("path", x: Array(mu), y: Array(sigma)),
      .init("now", x: Array(mu.suffix(1)), y: Array(sigma.suffix(1)), style: .points),
    ]
    return chart
  }
}

extension TargetData {
  /// The densities of p and q; shaded is what q misses of p.
  func densityChart(_ q: Law, isTold: Bool) -> LineChart {
    let reach = max(6, settings.separation / 2 + 3)
    let shown = (0..<Self.grid.count).filter { $0 % 2 == 0 && abs(Self.grid[$0]) <= reach }
    let x = shown.map { Self.grid[$0] }
    let (p, q) = (shown.map { exact.mass[$0] * 50 }, shown.map { q.mass[$0] * 50 })
    var series: [LineChart.Series] = []
    if isTold {
      series.append(.init("p", x: x, y: p, lower: zip(p, q).map { min($0, $1) }, upper: p))
    }
    series.append(.init("q", x: x, y: q))
    if !sample.isEmpty {
      let points = stride(from: 0, to: sample.count, by: max(1, sample.count / 400))
      let places = points.map { sample[$0] }
      series.append(.init("sample", x: places, y: places.map { _ in 0 }, style: .points))
    }
    return LineChart(series, xLabel: "x", yLabel: "density")
  }

  /// All d(p, q), the target being p itself.
  func distances(of q: Law) -> [Double] { Divergence.allCases.map { $0.value(exact, q) } }

  func distances(of q: Mixture) -> [Double] {
    let (x, h) = (Self.grid(for: q), settings.bandwidth)
    let law = Law(q, on: x, h: h)
    let p = x.count == exact.x.count ? exact : Law(density, on: x, h: h)
    return Divergence.allCases.map { $0.value(p, law) }
  }

  /// The distances, each as a share of what it was at the start.
  func distanceBars(_ now: [Double], start: [Double]) -> BarChart {
    BarChart(
      Divergence.allCases.map(\.title),
      zip(now, start).map { $1 > 0 ? $0 / $1 : 0 }, xLabel: "share of the first value")
  }
}

/// Reports every d(p, q), and says why one is infinite.
func reportDistances(_ distances: [Double], in pane: Pane) {
  for (d, distance) in zip(Divergence.allCases, distances) {
    pane.result(d.title, distance, better: .lower)
    if distance == .infinity { pane.log("\(d.title) is ∞: the model excludes data") }
  }
}

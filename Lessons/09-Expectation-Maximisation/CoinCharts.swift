import Margin

/// What a run of two coins shows, drawn anew where a step can be seen.
final class CoinCharts {
  private static let columns = [
    "row", "heads", "tosses", "is A", "A heads", "A tails", "B heads", "B tails",
  ]
  private let h: Tensor<Double>
  private let n: Tensor<Double>
  private let logLikelihood: (Double, Double) -> Double
  private var gains = LineChart.Series("gain", x: [], y: [])
  private var path = LineChart.Series("θ", x: [], y: [])
  /// Thousands of likelihoods: computed with the first step's charts, not before its numbers.
  private lazy var hill = ContourChart(
    x: 0.01...0.99, y: 0.01...0.99, xLabel: "θ_A", yLabel: "θ_B", height: logLikelihood)

  /// The charts of the heads h [R] in n [R] tosses, whose likelihood is given by θ_A and θ_B.
  init(
    _ h: Tensor<Double>, _ n: Tensor<Double>, logLikelihood: @escaping (Double, Double) -> Double
  ) {
    (self.h, self.n, self.logLikelihood) = (h, n, logLikelihood)
  }

  /// The rows as they were written down, before anything is estimated: with the coin where it is
  /// known.
  func showRows(_ known: Tensor<Double>?, in pane: Pane) {
    let coins = (0..<h.count).map { i in known.map { .share($0[i]) } ?? TableChart.Entry.text("?") }
    show(rows: tosses(isA: coins), columns: Self.columns.prefix(4), in: pane)
  }

  /// One step: the weights r [R] at `theta`, the `next` biases that follow from them, those `reached`,
  /// and the bound over θ_A that touches the log-likelihood at `theta`.
  func show(
    _ theta: (Double, Double), _ r: Tensor<Double>, next: (Double, Double),
    reached: (Double, Double), in pane: Pane, bound: @escaping (Double) -> Double
  ) {
    let height = logLikelihood(theta.0, theta.1)
    pane.plot("log-likelihood", height)
    gains.append(Double(pane.step), logLikelihood(reached.0, reached.1) - height)
    path.append(theta.0, theta.1)
    showCounts(r, next, in: pane)
    pane.show(as: "bound over θ_A") { [self] in .line(boundChart(at: theta, bound)) }
    pane.show(as: "gain of each step") { [gains] in
      .line(LineChart([gains], xLabel: "step", yLabel: "nats", yScale: .log))
    }
    pane.show(as: "log-likelihood over θ_A and θ_B") { [self, path] in
      .contour(hill.with(path))
    }
  }

  /// The rows with the expected counts of both coins; below them the sums, and the biases that
  /// follow.
  private func showCounts(_ r: Tensor<Double>, _ next: (Double, Double), in pane: Pane) {
    let counts = [r * h, r * (n - h), (1 - r) * h, (1 - r) * (n - h)]
    var rows = tosses(isA: r.scalars.map { .share($0) })
    for i in rows.indices { rows[i] += counts.map { .number($0[i]) } }
    let sums: [TableChart.Entry] =
      [.text("sum"), .number(h.sum().scalar), .number(n.sum().scalar), .text("")]
      + counts.map { .number($0.sum().scalar) }
    let biases: [TableChart.Entry] =
      [.text("next θ")] + Array(repeating: .text(""), count: 3)
      + [.number(next.0), .text(""), .number(next.1), .text("")]
    show(rows: rows + [sums, biases], columns: Self.columns[...], in: pane)
  }

  private func tosses(isA: [TableChart.Entry]) -> [[TableChart.Entry]] {
    (0..<h.count).map { i in [.text("\(i + 1)"), .number(h[i]), .number(n[i]), isA[i]] }
  }

  private func show(
    rows: [[TableChart.Entry]], columns: ArraySlice<String>, in pane: Pane
  ) {
    pane.show(.table(TableChart(columns: Array(columns), rows: rows)), as: "rows")
  }

  /// The log-likelihood and the bound below it over θ_A, with a mark where they touch.
  ///
  /// Only where the bound is within ten nats of its top: further off it falls without end, and what
  /// matters would be flat.
  private func boundChart(at theta: (Double, Double), _ bound: (Double) -> Double) -> LineChart {
    let all = (1...99).map { Double($0) / 100 }
    let top = all.map(bound).max() ?? 0
    let thetaA = all.filter { bound($0) > top - 10 }
    return LineChart(
      [
        .init("log-likelihood", x: thetaA, y: thetaA.map { logLikelihood($0, theta.1) }),
        .init("bound", x: thetaA, y: thetaA.map(bound)),
      ], marks: [.init(x: theta.0, text: "θ_A now")], xLabel: "θ_A", yLabel: "nats")
  }
}

extension LineChart.Series {
  /// Adds the point (`x`, `y`) at the end.
  fileprivate mutating func append(_ x: Double, _ y: Double) {
    self.x.append(x)
    self.y.append(y)
  }
}

extension ContourChart {
  /// The same lines with `path` over them.
  fileprivate func with(_ path: LineChart.Series) -> ContourChart {
    var chart = self
    chart.paths = [path]
    return chart
  }
}

import Margin

/// The estimates of a run, step by step.
struct BoundRecord {
  private let N: Int
  private var estimates: [Double] = []
  private var truth = 0.0
  private var scores = Tensor<Float>.zeros(1, 1)

  init(N: Int) { self.N = N }

  mutating func add(_ estimate: Double, truth: Double, _ scores: Tensor<Float>) {
    estimates.append(estimate)
    (self.truth, self.scores) = (truth, scores)
  }

  /// Those of the last 300 steps, which results tell of.
  private var last: Tensor<Double> { Tensor(estimates.suffix(300)) }

  func show(in pane: Pane) {
    pane.plot("estimate", estimates.last ?? 0)
    pane.show(as: "estimate and truth") { [self] in .line(chart) }
    pane.show(as: "scores") { [N, scores] in
      let pairs = (0..<N).map { Double(scores[$0, $0]) }
      let others = (0..<N * N).filter { $0 % (N + 1) != 0 }.map { Double(scores[$0 / N, $0 % N]) }
      return .histogram(
        Histogram([("pairs", pairs), ("others", others)], isNormalized: true, xLabel: "score"))
    }
  }

  private var chart: LineChart {
    // A long run is shown by every so many of its steps.
    let places = stride(from: 0, to: estimates.count, by: max(1, estimates.count / 1000))
    let course = LineChart.Series(
      "estimate", x: places.map { Double($0 + 1) }, y: places.map { estimates[$0] })
    let ceiling = log(Double(N))
    var lines = [LineChart.Reference(y: truth, name: "truth")]
    // Far above everything else it would flatten the curve.
    if truth > ceiling / 4 { lines.append(.init(y: ceiling, name: "ln N")) }
    return LineChart(
      course.smoothed(by: 0.95), xLabel: "step", yLabel: "nats", references: lines)
  }

  func report(in pane: Pane) {
    if estimates.isEmpty { return }
    let mean = last.mean().scalar
    pane.result("estimate", mean)
    pane.result("true mutual information", truth)
    pane.result("bias", mean - truth)
    let n = Double(last.count)
    if n > 1 { pane.result("standard deviation", sqrt(last.variance().scalar * n / (n - 1))) }
    pane.result("log N", log(Double(N)))
    if Double(scores.max().scalar) > scoreCap {
      pane.log("scores were above 80: their exponentials were cut, and the estimate says little")
    }
  }
}

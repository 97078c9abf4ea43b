import Margin

// How the two coins are shown.

/// The rows with their posteriors and the expected counts of both coins, and the sums below.
///
/// - Parameters:
///   - h: Heads of each row.
///   - n: Tosses of each row.
///   - r: The probability that a row was tossed with A.
/// - Returns: The table.
func coinTable(_ h: Tensor<Double>, _ n: Tensor<Double>, _ r: Tensor<Double>) -> TableChart {
  let counts = [r * h, r * (n - h), (1 - r) * h, (1 - r) * (n - h)]
  let rows: [[TableChart.Entry]] = (0..<h.count).map { i in
    [.text("\(i + 1)"), .number(h[i]), .number(n[i]), .share(r[i])]
      + counts.map { .number($0[i]) }
  }
  let sums: [TableChart.Entry] =
    [.text("sum"), .number(h.sum().scalar), .number(n.sum().scalar), .text("")]
    + counts.map { .number($0.sum().scalar) }
  return TableChart(
    columns: ["row", "heads", "tosses", "is A", "A heads", "A tails", "B heads", "B tails"],
    rows: rows + [sums])
}

/// The log-likelihood and the bound below it over θ_A, with a mark where they touch.
func boundChart(
  at thetaA: Double, logLikelihood: (Double) -> Double, bound: (Double) -> Double
) -> LineChart {
  let theta = (1...99).map { Double($0) / 100 }
  return LineChart(
    [
      .init("log-likelihood", x: theta, y: theta.map(logLikelihood)),
      .init("bound", x: theta, y: theta.map(bound)),
    ], marks: [.init(x: thetaA, text: "θ_A now")], xLabel: "θ_A", yLabel: "nats")
}

extension LineChart.Series {
  /// Adds the point (`x`, `y`) at the end.
  mutating func append(_ x: Double, _ y: Double) {
    self.x.append(x)
    self.y.append(y)
  }
}

extension ContourChart {
  /// The same lines with `path` over them.
  func with(_ path: LineChart.Series) -> ContourChart {
    var chart = self
    chart.paths = [path]
    return chart
  }
}

import Margin

// How the two coins are shown.

/// The rows with their posteriors and the expected counts of both coins; below them the sums, and
/// the biases that follow.
///
/// - Parameters:
///   - h: Heads of each row.
///   - n: Tosses of each row.
///   - r: The probability that a row was tossed with A.
///   - next: θ_A and θ_B of the next step.
/// - Returns: The table.
func coinTable(
  _ h: Tensor<Double>, _ n: Tensor<Double>, _ r: Tensor<Double>, next: (Double, Double)
) -> TableChart {
  let counts = [r * h, r * (n - h), (1 - r) * h, (1 - r) * (n - h)]
  let rows: [[TableChart.Entry]] = (0..<h.count).map { i in
    [.text("\(i + 1)"), .number(h[i]), .number(n[i]), .share(r[i])]
      + counts.map { .number($0[i]) }
  }
  let sums: [TableChart.Entry] =
    [.text("sum"), .number(h.sum().scalar), .number(n.sum().scalar), .text("")]
    + counts.map { .number($0.sum().scalar) }
  let biases: [TableChart.Entry] =
    [.text("next θ")] + Array(repeating: .text(""), count: 3)
    + [.number(next.0), .text(""), .number(next.1), .text("")]
  return TableChart(
    columns: ["row", "heads", "tosses", "is A", "A heads", "A tails", "B heads", "B tails"],
    rows: rows + [sums, biases])
}

/// The log-likelihood and the bound below it over θ_A, with a mark where they touch.
///
/// Only where the bound is within ten nats of its top: further off it falls without end, and what
/// matters would be flat.
func boundChart(
  at thetaA: Double, logLikelihood: (Double) -> Double, bound: (Double) -> Double
) -> LineChart {
  let all = (1...99).map { Double($0) / 100 }
  let top = all.map(bound).max() ?? 0
  let theta = all.filter { bound($0) > top - 10 }
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

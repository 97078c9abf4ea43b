internal import Cells
internal import Charts

/// From numbers to text: a noisy loss as a line chart of 120 × 36.
let chartBenchmarks: [Benchmark] = [10_000, 1_000_000].map { count in
  Benchmark(group: "charts", work: "chart-line-\(count)") { _ in
    let chart = Chart.line(noisyLoss(count))
    return Measurement.of(30) {
      var frame = Frame(Size(width: 120, height: 36))
      chart.draw(into: &frame, in: frame.bounds, style: ChartStyle())
      return Double(frame.text.utf8.count)
    }
  }
}

/// A loss that falls like 1/step under noise that repeats every 1009 steps.
private func noisyLoss(_ count: Int) -> LineChart {
  let steps = (0..<count).map(Double.init)
  let losses = steps.indices.map { step in
    5 / (1 + 20 * Double(step) / Double(count)) + 0.2 * Double(step * 617 % 1009) / 1009
  }
  return LineChart([.init("loss", x: steps, y: losses)], xLabel: "step")
}

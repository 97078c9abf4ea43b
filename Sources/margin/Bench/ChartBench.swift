internal import Cells
internal import Charts

/// Noisy losses, many curves, many pictures: what is drawn on a screen of 120 × 36.
let chartBenchmarks: [Benchmark] =
  lineBenchmarks + [
    frameBenchmark("chart-curves-64", .line(fullCurves(64))),
    frameBenchmark("chart-images-100", .images(pictures(100))),
    // As the notebook has them of a kernel that goes on.
    frameBenchmark(
      "chart-line-1000000-thinned", Chart.line(noisyLoss(1_000_000)).thinned(toColumns: 240)),
  ]

private func frameBenchmark(
  _ work: String, _ chart: @autoclosure @escaping @Sendable () -> Chart
) -> Benchmark {
  Benchmark(group: "charts", work: work) { _ in
    let chart = chart()
    return Measurement.of(30) {
      var frame = Frame(Size(width: 120, height: 36))
      chart.draw(into: &frame, in: frame.bounds, style: ChartStyle())
      return Double(frame.cells.count)
    }
  }
}

/// Curves that cross the whole chart from point to point.
private func fullCurves(_ count: Int) -> LineChart {
  let steps = (0..<300).map { Double($0) }
  let series = (0..<count).map { (curve: Int) -> LineChart.Series in
    let heights = (0..<300).map { (step: Int) -> Double in
      Double((step * 7919 + curve * 104_729) % 1009)
    }
    return LineChart.Series("\(curve)", x: steps, y: heights)
  }
  return LineChart(series)
}

/// Gray pictures of 28 × 28.
private func pictures(_ count: Int) -> ImageSheet {
  ImageSheet(
    (0..<count).map { (picture: Int) -> ImageSheet.Image in
      let levels = (0..<28 * 28).map { (pixel: Int) -> Double in
        Double((pixel * 37 + picture * 101) % 256) / 255
      }
      return ImageSheet.Image(levels, width: 28)
    })
}

/// From numbers to text.
private let lineBenchmarks: [Benchmark] = [10_000, 1_000_000].map { count in
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

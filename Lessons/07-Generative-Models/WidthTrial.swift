import Margin

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

import LessonKit
import Margin

/// What a run of SimCLR shows and reports.
struct SimCLRCharts {
  private let digits: ImageSplit
  private let N: Int
  private var z = Tensor<Float>.zeros(2, 1)
  private var losses: [Double] = []
  private var path: (uniformity: [Double], alignment: [Double]) = ([], [])

  /// So many images of the similarity matrix are drawn.
  private static let shown = 24

  init(_ digits: ImageSplit, _ N: Int) { (self.digits, self.N) = (digits, N) }

  /// A step's loss and projections.
  mutating func show(_ L: Tensor<Float>, _ z: Tensor<Float>, _ f: DigitEncoder, in pane: Pane) {
    self.z = z.stoppingGradient()
    losses.append(Double(L.scalar))
    path.uniformity.append(Double(uniformity(self.z).scalar))
    path.alignment.append(Double(alignment(self.z).scalar))
    pane.plot("alignment", path.alignment[losses.count - 1])
    pane.plot("uniformity", path.uniformity[losses.count - 1])
    pane.plot("loss", L)
    // Who knows nothing guesses among 2N − 1.
    pane.plot("loss", curve: "ln(2N − 1)", log(Double(2 * N - 1)))
    let now = self
    pane.show(as: "similarity") { .heatMap(now.similarities) }
    pane.show(as: "alignment and uniformity") { .scatter(now.plane) }
    pane.show(as: "embedding") { .scatter(embeddingChart({ f($0) }, now.digits.test)) }
  }

  /// One view of some images against the other: the diagonal holds the two of one image.
  private var similarities: HeatMap {
    let n = min(Self.shown, N)
    let u = z.normalized(axis: 1)
    let S = matmul(u[0..<n], u[N..<N + n].transposed())
    return HeatMap(
      S.scalars, columns: n, map: .diverging, range: -1...1, xLabel: "second view",
      yLabel: "first view")
  }

  /// The path through the plane, and its end.
  private var plane: ScatterChart {
    let last = losses.count - 1
    return ScatterChart(
      [
        .init("steps", x: path.uniformity, y: path.alignment),
        .init("now", x: [path.uniformity[last]], y: [path.alignment[last]]),
      ], xLabel: "uniformity", yLabel: "alignment")
  }

  func report(_ f: DigitEncoder, in pane: Pane) {
    if losses.isEmpty { return }
    let last = losses.suffix(20)
    pane.result("loss", Array(last).mean, better: .lower)
    pane.result("alignment", Array(path.alignment.suffix(20)).mean, better: .lower)
    pane.result("uniformity", Array(path.uniformity.suffix(20)).mean, better: .lower)
    pane.result("share of positives ranked first", firstRankedShare(z), better: .higher)
    pane.result("linear probe", digits.probeAccuracy { f($0) }, better: .higher)
  }
}

import Margin

/// Pictures of what a density has learnt, where its vectors are pictures.
struct DensityCharts {
  /// How many samples are shown.
  let count = 30
  /// The noise of all samples, the same in every epoch: they change as the density does.
  let noise: Tensor<Float>
  private let size: Int
  private let width: Int?
  /// The position of each pixel.
  let positions: [Int]

  init(_ data: BinaryData, in pane: Pane) {
    noise = logisticNoise(count, data.size, using: &pane.random)
    (size, width) = (data.size, data.train.height > 1 ? data.train.width : nil)
    var positions = Array(repeating: 0, count: data.size)
    for (position, pixel) in data.order.enumerated() { positions[pixel] = position }
    self.positions = positions
  }

  /// Rows of pixels by their positions.
  func show(samples x: Tensor<Float>, in pane: Pane) {
    guard let width else { return }
    pane.show(as: "samples") {
      .images(
        ImageSheet((0..<x.shape[0]).map { .init(pixels(x.row($0)), width: width) }))
    }
  }

  /// A picture for each row of weights, of the first 64 at most.
  func show(weights W: Tensor<Float>, in pane: Pane) {
    guard let width else { return }
    let W = W.stoppingGradient()
    pane.show(as: "weights") {
      .images(
        ImageSheet(
          (0..<min(64, W.shape[0])).map {
            .init(pixels(W.row($0)), width: width, map: .diverging)
          }))
    }
  }

  /// Which pixel's logit sees which hidden unit, those first that most pixels see; some of each, where
  /// there are many.
  func show(mask: Tensor<Float>, in pane: Pane) {
    let counts = mask.sum(axis: 0).scalars
    let units = evenly(counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }, 100)
    let rows = evenly(Array(0..<size), 64).map { pixel in units.map { mask[pixel, $0] } }
    pane.show(as: "output mask") {
      .heatMap(
        HeatMap(
          rows.joined().map { $0 }, columns: units.count, range: 0...1, xLabel: "hidden unit",
          yLabel: "pixel"))
    }
  }

  /// The numbers of a row at their places in the picture.
  func pixels(_ row: Tensor<Float>) -> [Float] { positions.map { row[$0] } }
}

/// log u − log(1 − u): z is above it with the probability σ(z).
func logisticNoise(_ N: Int, _ D: Int, using random: inout RandomSource) -> Tensor<Float> {
  let u = Tensor<Float>.uniform([N, D], using: &random)
  return log(u) - log(1 - u)
}

/// At most so many of `values`, at even distances.
private func evenly(_ values: [Int], _ count: Int) -> [Int] {
  let step = max(1, (values.count + count - 1) / count)
  return stride(from: 0, to: values.count, by: step).map { values[$0] }
}

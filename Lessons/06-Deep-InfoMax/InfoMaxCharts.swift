import LessonKit
import Margin

/// What a run of Deep InfoMax shows.
struct InfoMaxCharts {
  let batch: Int
  private let digits: ImageSplit
  private let estimator: Estimator
  /// So many test images are shown: as points, in the score matrix, and with their places.
  private static let (points, compared, shown) = (200, 24, 6)

  init(_ digits: ImageSplit, _ estimator: Estimator, batch: Int) {
    (self.digits, self.estimator, self.batch) = (digits, estimator, batch)
  }

  /// A step's terms, and what the encoder makes of test images.
  func show(
    _ terms: Terms, _ E: InfoMaxEncoder<Float>, _ critics: Critics<Float>, _ v: Tensor<Float>,
    in pane: Pane
  ) {
    for (name, term) in [("local objective", terms.local), ("global objective", terms.global)] {
      guard let term else { continue }
      pane.plot(name, curve: "value", term)
      pane.plot(name, curve: "knows nothing", estimator.ofBlind)
      if let ceiling = estimator.ceiling(batch) { pane.plot(name, curve: "ceiling", ceiling) }
    }
    if let value = terms.prior {
      pane.plot("prior value", ["value": value, "blind": -2 * log(2.0)])
    }
    pane.show(as: "codes") { .scatter(codes(E, v)) }
    pane.show(as: "scores") { .heatMap(scores(E, critics)) }
    pane.show(as: "agreement") { .images(agreement(E, critics)) }
  }

  /// Two coordinates of σ(y) over what the prior draws.
  private func codes(_ E: InfoMaxEncoder<Float>, _ v: Tensor<Float>) -> ScatterChart {
    let shown = Array(0..<min(Self.points, digits.test.count))
    let code = withoutGradients { sigmoid(E(digits.test.rows(at: shown)).y) }
    return ScatterChart(
      [("prior", v), ("σ(y)", code)].map { name, points in
        .init(
          name, x: points.column(0).scalars.map { Double($0) },
          y: points.column(1).scalars.map { Double($0) })
      }, xLabel: "first coordinate", yLabel: "second coordinate")
  }

  /// The mean over the places of T[i, k]: the diagonal holds each vector with its own image.
  private func scores(_ E: InfoMaxEncoder<Float>, _ critics: Critics<Float>) -> HeatMap {
    let n = min(Self.compared, digits.test.count)
    let T = scores(E, critics, n).mean(axis: 2)
    return HeatMap(
      T.scalars, columns: n, map: .diverging, marked: HeatMap.diagonal(n),
      xLabel: "feature map of image", yLabel: "vector of image")
  }

  /// Test images, and below each how well its places go with its vector.
  private func agreement(_ E: InfoMaxEncoder<Float>, _ critics: Critics<Float>) -> ImageSheet {
    let n = min(Self.shown, digits.test.count)
    let T = scores(E, critics, n)
    let x = digits.test.rows(at: Array(0..<n))
    let images = digits.test.images
    let pictures = (0..<n).map {
      ImageSheet.Image(x.row($0).scalars, width: images.width, channels: images.channels)
    }
    // A place as large as a patch of the image, and the least of an image black, the most white.
    let (rows, columns) = (E.places.rows, E.places.columns)
    let side = max(1, images.width / columns + images.width % columns / 2)
    let maps = (0..<n).map { image in
      let map = T.row(image).row(image).scalars
      let enlarged = (0..<rows * columns * side * side).map { pixel in
        map[pixel / (columns * side) / side * columns + pixel % (columns * side) / side]
      }
      return ImageSheet.Image(enlarged, width: columns * side, range: nil)
    }
    return ImageSheet(pictures + maps, columns: n)
  }

  private func scores(
    _ E: InfoMaxEncoder<Float>, _ critics: Critics<Float>, _ n: Int
  ) -> Tensor<Float> {
    withoutGradients {
      let (C, y) = E(digits.test.rows(at: Array(0..<n)))
      return critics.local(C, y)
    }
  }
}

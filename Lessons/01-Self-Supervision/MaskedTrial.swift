import LessonKit
import Margin

/// Test images with holes, and how well a net fills them in.
struct MaskedTrial {
  let masked: PatchMask
  /// The error of whoever paints every hole black: E x².
  let ofBlack: Double
  /// The error of whoever knows the mean of each pixel and nothing of the image.
  let ofMeanImage: Double
  private let digits: ImageSplit
  /// The same holes at each look.
  private let random: RandomSource
  /// So many images are drawn.
  private static let shown = 5

  init(_ digits: ImageSplit, _ masked: PatchMask, using random: inout RandomSource) {
    (self.digits, self.masked) = (digits, masked)
    self.random = random.split()
    let (x, test) = (digits.known.rows(), digits.test.rows())
    ofBlack = Double(square(test).mean().scalar)
    ofMeanImage = Double(square(test - x.mean(axis: 0)).mean().scalar)
  }

  /// The masked error over all test images.
  func error(_ f: Encoder<Float>, _ g: MLP<Float>, share: Double) -> Double {
    let (x, m, xHat) = filledIn(digits.test.rows(), f, g, share)
    return Double(maskedError(xHat, x, m).scalar)
  }

  /// Some test images, what is left of them, and what the net makes of that.
  func show(_ f: Encoder<Float>, _ g: MLP<Float>, share: Double, in pane: Pane) {
    pane.show(as: "filled in") {
      let shown = Array(0..<min(Self.shown, digits.test.count))
      let (x, m, xHat) = filledIn(digits.test.rows(at: shown), f, g, share)
      let rows = [("image", x), ("masked", (1 - m) * x), ("filled", (1 - m) * x + m * xHat)]
      return .images(
        ImageSheet(
          rows.flatMap { row in shown.map { picture(row.1.row($0), caption: row.0) } },
          columns: shown.count))
    }
    pane.show(as: "first layer") { .images(f.filters) }
  }

  private func filledIn(
    _ x: Tensor<Float>, _ f: Encoder<Float>, _ g: MLP<Float>, _ share: Double
  ) -> (x: Tensor<Float>, m: Tensor<Float>, xHat: Tensor<Float>) {
    var random = random
    let m: Tensor<Float> = masked(x.shape[0], share: share, using: &random)
    return (x, m, withoutGradients { g(f((1 - m) * x)) })
  }

  private func picture(_ pixels: Tensor<Float>, caption: String) -> ImageSheet.Image {
    let images = digits.test.images
    return .init(
      pixels.scalars, width: images.width, channels: images.channels, caption: caption)
  }
}

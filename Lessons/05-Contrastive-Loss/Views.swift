import Glibc
import Margin

/// Changes of an image that leave what it shows as it is.
///
/// It is turned, scaled, shifted, of another contrast, with noise. Neither mirrored nor cropped: a mirrored digit is another sign.
struct Views {
  private let size: (channels: Int, height: Int, width: Int)
  private let degrees, scale, shift, contrast, noise: Double

  /// Views of images of this size; `strength` 1 turns by up to 20°.
  init(strength s: Double, _ images: Images) {
    size = (images.channels, images.height, images.width)
    degrees = 20 * s
    scale = 0.2 * s
    // A pixel of eight.
    shift = Double(images.width) / 8 * s
    contrast = 0.3 * s
    noise = 0.1 * s
  }

  /// One view of each image x [N, P].
  func callAsFunction(_ x: Tensor<Float>, using random: inout RandomSource) -> Tensor<Float> {
    let views = moved(x, using: &random) {
      Movement(
        angle: uniform(degrees, &$0), scale: max(0.2, 1 + uniform(scale, &$0)),
        shift: (uniform(shift, &$0), uniform(shift, &$0)))
    }
    let gains = (0..<x.shape[0]).map { _ in Float(1 + uniform(contrast, &random)) }
    let seen = views * Tensor(gains, shape: [x.shape[0], 1])
    return noise == 0 ? seen : seen + .normal(x.shape, deviation: noise, using: &random)
  }

  /// The images turned by up to 20° and shifted by a pixel of eight to a side and up or down.
  func displaced(_ x: Tensor<Float>, using random: inout RandomSource) -> Tensor<Float> {
    moved(x, using: &random) { random in
      func side() -> Double { random.bernoulli() ? shift : -shift }
      return Movement(angle: uniform(degrees, &random), scale: 1, shift: (side(), side()))
    }
  }

  private func moved(
    _ x: Tensor<Float>, using random: inout RandomSource,
    by movement: (inout RandomSource) -> Movement
  ) -> Tensor<Float> {
    let pixels = x.scalars
    var views: [Float] = []
    views.reserveCapacity(pixels.count)
    for image in 0..<x.shape[0] {
      let movement = movement(&random)
      for channel in 0..<size.channels {
        let start = (image * size.channels + channel) * size.height * size.width
        movement.add(pixels, from: start, height: size.height, width: size.width, to: &views)
      }
    }
    return Tensor(views, shape: x.shape)
  }

  private func uniform(_ bound: Double, _ random: inout RandomSource) -> Double {
    bound * (2 * random.uniform() - 1)
  }
}

/// A turn about the centre, a scale and a shift.
private struct Movement {
  private let a, b: Float
  private let shift: (x: Float, y: Float)

  /// `angle` in degrees, `shift` in pixels.
  init(angle: Double, scale: Double, shift: (x: Double, y: Double)) {
    a = Float(cos(angle * .pi / 180) / scale)
    b = Float(sin(angle * .pi / 180) / scale)
    self.shift = (Float(shift.x), Float(shift.y))
  }

  /// Appends the moved image of `pixels` that begins at `start`; between pixels by bilinear weights.
  func add(
    _ pixels: [Float], from start: Int, height: Int, width: Int, to views: inout [Float]
  ) {
    let (middleX, middleY) = (Float(width - 1) / 2, Float(height - 1) / 2)
    func pixel(_ row: Int, _ column: Int) -> Float {
      (0..<height).contains(row) && (0..<width).contains(column)
        ? pixels[start + row * width + column] : 0
    }
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = (Float(column) - middleX - shift.x, Float(row) - middleY - shift.y)
        let (sourceX, sourceY) = (a * x + b * y + middleX, a * y - b * x + middleY)
        let (left, top) = (sourceX.rounded(.down), sourceY.rounded(.down))
        let (u, v) = (sourceX - left, sourceY - top)
        let (i, j) = (Int(top), Int(left))
        views.append(
          (1 - v) * ((1 - u) * pixel(i, j) + u * pixel(i, j + 1))
            + v * ((1 - u) * pixel(i + 1, j) + u * pixel(i + 1, j + 1)))
      }
    }
  }
}

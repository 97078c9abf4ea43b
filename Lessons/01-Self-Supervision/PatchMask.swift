import Margin

/// How many pixels a hidden patch has on a side.
enum PatchSize: String, CaseIterable {
  case one = "1"
  case two = "2"
  case four = "4"

  var pixels: Int {
    switch self {
    case .one: 1
    case .two: 2
    case .four: 4
    }
  }
}

/// Which pixels of an image are hidden: whole patches, side by side.
struct PatchMask {
  /// The values of each patch by their places in a row of pixels, in all colours.
  private let patches: [[Int]]
  private let size: Int

  init(_ side: PatchSize, _ images: Images) {
    let (H, W, p) = (images.height, images.width, side.pixels)
    size = images.size
    let across = (W + p - 1) / p
    let places = Dictionary(grouping: 0..<size) { place in
      place % (H * W) / W / p * across + place % W / p
    }
    patches = places.keys.sorted().map { places[$0, default: []] }
  }

  /// How many patches are hidden: one at least, and one at least is seen where there are several.
  func hidden(_ share: Double) -> Int {
    max(1, min(patches.count - 1, Int((share * Double(patches.count)).rounded())))
  }

  /// m [N, P], 1 where a pixel is hidden, drawn anew for each image.
  func callAsFunction<Scalar>(
    _ N: Int, share: Double, using random: inout RandomSource
  ) -> Tensor<Scalar> {
    var m = [Scalar](repeating: 0, count: N * size)
    for image in 0..<N {
      for patch in random.sample(hidden(share), of: patches.count) {
        for place in patches[patch] { m[image * size + place] = 1 }
      }
    }
    return Tensor(m, shape: [N, size])
  }
}

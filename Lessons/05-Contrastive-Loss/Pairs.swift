import LessonKit
import Margin

/// Images by their places, two by two.
struct Pairs {
  var a: [Int] = []
  var b: [Int] = []
  /// 1 where the two are of one class, else 0.
  var y: [Float] = []

  /// So many pairs drawn from `images`, of which the share `positives` is of one class.
  init(
    _ count: Int, of images: LabelledImages, positives: Double, using random: inout RandomSource
  ) {
    for pair in 0..<count {
      let one = random.integer(below: images.count)
      let isAlike = Double(pair) + 0.5 < Double(count) * positives
      a.append(one)
      b.append(isAlike ? images.alike(one, using: &random) : images.unlike(one, using: &random))
      y.append(isAlike ? 1 : 0)
    }
  }
}

/// Pairs of test images that are kept to see what a net makes of them.
struct PairTrial {
  private let a: Tensor<Float>
  private let b: Tensor<Float>
  /// So many are alike, the first ones; as many are not.
  private static let half = 1000

  init(_ images: LabelledImages, using random: inout RandomSource) {
    let pairs = Pairs(2 * Self.half, of: images, positives: 0.5, using: &random)
    (a, b) = (images.rows(at: pairs.a), images.rows(at: pairs.b))
  }

  /// How far apart a net puts those that are alike, and those that are not.
  func distances(_ f: MLP<Float>) -> (similar: [Double], dissimilar: [Double]) {
    let d = withoutGradients { (f(a) - f(b)).norm(axis: 1) }.scalars.map { Double($0) }
    return (Array(d[..<Self.half]), Array(d[Self.half...]))
  }
}

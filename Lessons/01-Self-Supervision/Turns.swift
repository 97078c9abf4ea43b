import Margin

/// By how many angles images are turned.
enum AngleCount: String, CaseIterable {
  case two = "2"
  case four = "4"
}

/// Turns of images by a half or by quarters: pixels change places, and none is between two.
struct Turns {
  /// For each turn, where each pixel of a row comes from.
  private let places: [[Int]]

  /// - Throws: `NotSquare` where quarters are asked for and images are not square.
  init(_ angles: AngleCount, _ images: Images) throws {
    let (H, W) = (images.height, images.width)
    let still = Array(0..<images.size)
    switch angles {
    case .two: places = [still, still.map { $0 / (H * W) * H * W + H * W - 1 - $0 % (H * W) }]
    case .four:
      if H != W { throw NotSquare(images: images.name, height: H, width: W) }
      // Against the clock: row i, column j is what was in row j, column W − 1 − i.
      let quarter = still.map { $0 / (H * W) * H * W + $0 % W * W + W - 1 - $0 % (H * W) / W }
      let half = quarter.map { quarter[$0] }
      places = [still, quarter, half, half.map { quarter[$0] }]
    }
  }

  /// How many there are: K.
  var count: Int { places.count }

  /// What a turn is called.
  func name(_ k: Int) -> String { "\(360 * k / count)°" }

  /// The images x [N, P], turned by turn k.
  func turned<Scalar>(_ x: Tensor<Scalar>, by k: Int) -> Tensor<Scalar> {
    x.transposed().rows(at: places[k]).transposed()
  }

  /// The images x [N, P] in each of the turns, [K N, P], and which turn each has.
  func all<Scalar>(of x: Tensor<Scalar>) -> (x: Tensor<Scalar>, k: [Int]) {
    let turns = Array(0..<count)
    return (
      concatenate(turns.map { turned(x, by: $0) }),
      turns.flatMap { Array(repeating: $0, count: x.shape[0]) }
    )
  }
}

/// Images that don't fit on themselves when they are turned by a quarter.
struct NotSquare: Error, CustomStringConvertible {
  var images: String
  var height: Int
  var width: Int

  var description: String {
    "\(images) has images of \(height) × \(width) pixels: only square ones can be turned by quarters; "
      + "choose 2 angles"
  }
}

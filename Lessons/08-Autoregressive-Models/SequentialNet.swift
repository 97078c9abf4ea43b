import Margin

/// A net that tells each pixel from those that are known.
protocol SequentialNet: Module<Float> {
  /// The logits of the pixels, given those of x where m is 1: [N, D].
  func logits(_ x: Tensor<Float>, seen m: Tensor<Float>) -> Tensor<Float>
  /// What training makes small: [N].
  func trainingLoss(_ x: Tensor<Float>, using random: inout RandomSource) -> Tensor<Float>
}

extension SequentialNet {
  /// −log of the probability with which the pixels `unknown` come one after another as x has them: [N].
  func nll(_ x: Tensor<Float>, of unknown: [Int], given known: [Bool]) -> Tensor<Float> {
    var m = Tensor<Float>(known.map { $0 ? 1 : 0 })
    return unknown.reduce(Tensor<Float>.zeros(x.shape[0])) { sum, d in
      let l = logits(x * m, seen: m).column(d)
      m[d] = 1
      return sum + softplus(l) - x.column(d) * l
    }
  }
}

extension NADENet: SequentialNet where Scalar == Float {
  /// It looks at the pixels before each one, whatever else is known.
  func logits(_ x: Tensor<Float>, seen m: Tensor<Float>) -> Tensor<Float> { logits(x) }

  func trainingLoss(_ x: Tensor<Float>, using random: inout RandomSource) -> Tensor<Float> {
    nll(x)
  }
}

extension OrderAgnosticNADE: SequentialNet where Scalar == Float {
  func trainingLoss(_ x: Tensor<Float>, using random: inout RandomSource) -> Tensor<Float> {
    nll(x, seen: seenPixels(x.shape[0], x.shape[1], using: &random))
  }
}

/// Which net draws.
enum SequentialModel: String, CaseIterable, Sendable {
  case nade = "NADE"
  case orderAgnostic = "order-agnostic"

  func net(_ D: Int, hidden: Int, using random: inout RandomSource) -> any SequentialNet {
    switch self {
    case .nade: NADENet<Float>(D, hidden: hidden, using: &random)
    case .orderAgnostic:
      OrderAgnosticNADE<Float>(D, hidden: hidden, layers: 2, using: &random)
    }
  }
}

/// Which pixels are given.
enum GivenPixels: String, CaseIterable, Sendable {
  case none
  case upperHalf = "upper half"
  case lowerHalf = "lower half"
  case leftHalf = "left half"

  func pixels(_ height: Int, _ width: Int) -> [Bool] {
    (0..<height * width).map { pixel in
      let (i, j) = (pixel / width, pixel % width)
      return switch self {
      case .none: false
      case .upperHalf: 2 * i + 1 < height
      case .lowerHalf: 2 * i + 1 >= height
      case .leftHalf: 2 * j + 1 < width
      }
    }
  }
}

/// How a pixel follows from its probability.
enum PixelDraw: String, CaseIterable, Sendable {
  case coin = "by a coin"
  case likelier = "the likelier"
}

public import Margin

/// A small residual net that halves the picture three times and keeps a map of places.
///
/// He, Zhang, Ren & Sun (2016): convolutions with batch norm, residual blocks at two of the sizes.
public struct ResidualTrunk: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let halvings: [Conv2d<Float>]
  let norms: [BatchNorm<Float>]
  let blocks: [ResidualBlock<Float>]
  /// How many channels the map has: 2 W.
  public let channels: Int

  /// A trunk with W channels in the middle, W/2 before and 2 W behind.
  public init(width W: Int, using random: inout RandomSource) {
    let widths = [3, W / 2, W, 2 * W]
    halvings = (0..<3).map {
      Conv2d(widths[$0], widths[$0 + 1], kernel: 3, stride: 2, padding: 1, using: &random)
    }
    norms = widths.dropFirst().map { BatchNorm($0) }
    blocks = widths[1...2].map { ResidualBlock($0, $0, using: &random) }
    channels = 2 * W
  }

  /// A map of the pictures: [N, 3, H, W] gives [N, 2 W, H/8, W/8].
  public func callAsFunction(_ pictures: Tensor<Float>) -> Tensor<Float> {
    var x = pictures
    for level in 0..<3 {
      x = relu(norms[level](halvings[level](x)))
      if level < 2 { x = blocks[level](x) }
    }
    return x
  }
}

/// A residual net whose map of 4 × 4 places is projected as a whole, so that it knows where things are.
public struct ResidualEncoder: Module {
  /// What its numbers are.
  public typealias Scalar = Float
  let trunk: ResidualTrunk
  let project: Linear<Float>

  /// A net with W channels in the middle, whose features have E numbers.
  public init(width W: Int, shared E: Int, using random: inout RandomSource) {
    trunk = ResidualTrunk(width: W, using: &random)
    project = Linear(2 * W * 16, E, using: &random)
  }

  /// Features of the pictures [N, 3, 32, 32]: [N, E].
  public func callAsFunction(_ pictures: Tensor<Float>) -> Tensor<Float> {
    project(trunk(pictures).flattened(1))
  }
}

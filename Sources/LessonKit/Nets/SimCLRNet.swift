public import Margin

/// An encoder and a projection head, as they are trained by NT-Xent.
///
/// Chen, Kornblith, Norouzi & Hinton (2020).
public struct SimCLRNet<Encoder: Module>: Module where Encoder.Scalar == Float {
  /// What its numbers are.
  public typealias Scalar = Float
  /// Images to features [N, 128], which are what is used in the end.
  public let encoder: Encoder
  /// Features to the vectors that the loss compares: [N, 64].
  public let projection: MLP<Float>

  /// A net of this encoder and a new projection head.
  public init(_ encoder: Encoder, using random: inout RandomSource) {
    self.encoder = encoder
    projection = MLP([128, 128, 64], using: &random)
  }
}

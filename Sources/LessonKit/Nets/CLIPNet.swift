public import Margin

/// Contrastive language–image pre-training: an encoder of images, one of texts, and a temperature.
///
/// Radford, Kim, Hallacy et al. (2021), figure 3.
public struct CLIPNet<Image: Module>: Module where Image.Scalar == Float {
  /// What its numbers are.
  public typealias Scalar = Float
  /// Images to features [N, E].
  public let image: Image
  /// Texts to features [N, E].
  public let text: TextTransformer
  /// t: the logarithm of 1/τ, learnt; τ begins at 0.07.
  @Parameter public var logScale = Tensor<Float>(log(1 / 0.07))

  /// A net of these encoders.
  public init(image: Image, text: TextTransformer) {
    self.image = image
    self.text = text
  }

  /// The symmetric loss of N pairs, whose features are `image` and `text`: [N, E].
  public func loss(_ image: Tensor<Float>, _ text: Tensor<Float>) -> Tensor<Float> {
    symmetricInfoNCE(image, text, scale: exp(logScale))
  }

  /// Keeps 1/τ at 100 at most, after a step: a larger one makes training unstable (section 2.5).
  public func limitScale() { logScale = minimum(logScale, log(100)) }
}

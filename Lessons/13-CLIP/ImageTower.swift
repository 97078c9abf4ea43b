import LessonKit
import Margin

/// Pictures to features of 64 numbers.
struct ImageTower: Module {
  /// What it is made of.
  enum Kind: String, CaseIterable {
    case residual = "ResNet"
    case vision = "ViT"

    /// The learning rate that suits it.
    var rate: Double { self == .residual ? 2e-3 : 1e-3 }
  }

  typealias Scalar = Float
  private let residual: ResidualEncoder?
  private let vision: VisionTransformer?

  /// How many numbers pictures and texts share: E.
  static let shared = 64

  init(_ kind: Kind, width: Int, using random: inout RandomSource) {
    switch kind {
    case .residual:
      residual = ResidualEncoder(width: width, shared: Self.shared, using: &random)
      vision = nil
    case .vision:
      residual = nil
      vision = VisionTransformer(
        width: 2 * width, depth: 3, shared: Self.shared, using: &random)
    }
  }

  /// Features of the pictures x [N, 3, 32, 32]: [N, E].
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    residual?(x) ?? vision?(x) ?? x
  }
}

extension TextTransformer {
  /// The text encoder of this lesson, with a temperature of 0.07 to begin with beside it.
  static func small(
    _ vocabulary: CaptionVocabulary, using random: inout RandomSource
  ) -> TextTransformer {
    TextTransformer(
      vocabulary: vocabulary.count, length: TrainingPairs.longest, width: 64, depth: 2,
      shared: ImageTower.shared, using: &random)
  }
}

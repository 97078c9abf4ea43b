import LessonKit
import Margin

// I [N, 3, 32, 32] images · v [N, 17, W] their tokens · zv, zw [N, E] features of images and texts

/// BLIP's mixture of encoders and a decoder.
///
/// Li, Li, Xiong & Hoi (2022), figure 2.
struct BLIPNet: Module {
  /// The encoders of images and of texts; the latter sees images too.
  let pair: FeaturePair
  /// The image-grounded decoder: the encoder's layers but for self-attention, or all of its own.
  let decoder: TextStack<Float>
  /// Whether a text belongs to an image: W to 2 logits, no and yes.
  let match: Linear<Float>
  /// τ, which is learnt.
  @Parameter var temperature = Tensor<Float>(0.07)

  /// A net of this form, whose decoder shares the encoder's layers or has its own.
  init(_ form: MixtureForm, sharesLayers: Bool, using random: inout RandomSource) {
    pair = FeaturePair(form, using: &random)
    decoder =
      sharesLayers
      ? TextStack(sharing: pair.text, using: &random) : form.stack(using: &random)
    match = Linear(form.width, 2, using: &random)
  }

  /// zv · zw of images' tokens [N, 17, W] and texts: [N, N].
  func cosines(_ v: Tensor<Float>, _ texts: [[Int]]) -> Tensor<Float> {
    matmul(pair.imageFeatures(v), pair.textFeatures(texts).transposed())
  }
}

/// What ITC compares: an encoder of images and one of texts, with their projections.
struct FeaturePair: Module {
  let image: ImageTokens
  let text: TextStack<Float>
  let projectImage: Linear<Float>
  let projectText: Linear<Float>

  /// Encoders of this form.
  init(_ form: MixtureForm, using random: inout RandomSource) {
    image = ImageTokens(width: form.width, using: &random)
    text = form.stack(using: &random)
    projectImage = Linear(form.width, form.shared, using: &random)
    projectText = Linear(form.width, form.shared, using: &random)
  }

  /// zv of images' tokens [N, 17, W]: [N, E] at unit length.
  func imageFeatures(_ v: Tensor<Float>) -> Tensor<Float> {
    projectImage(v.select(axis: 1, index: 0)).normalized(axis: 1)
  }

  /// zw of texts: [N, E] at unit length.
  func textFeatures(_ texts: [[Int]]) -> Tensor<Float> {
    projectText(text.first(of: TextBatch(texts, behind: .classify))).normalized(axis: 1)
  }
}

/// The shapes of a net.
struct MixtureForm: Hashable {
  /// W.
  var width = 96
  /// E.
  var shared = 64
  /// How many blocks the text stack has.
  var depth = 2
  /// How many words a text has at most, with the one in front.
  var length = 24

  /// A text stack over the words of captions and one more, `FirstWord.encode`.
  func stack(using random: inout RandomSource) -> TextStack<Float> {
    TextStack(
      vocabulary: CaptionVocabulary.mixture.count + 1, length: length, width: width, depth: depth,
      using: &random)
  }
}

/// The word in front of a text, which says what is wanted of the stack.
enum FirstWord {
  /// [CLS]: its place holds the text by itself.
  case classify
  /// [Encode]: its place holds the text beside an image.
  case encode
  /// [Decode]: behind it a text is written.
  case decode

  var number: Int {
    switch self {
    case .classify: CaptionVocabulary.cls
    case .encode: CaptionVocabulary.mixture.count
    case .decode: CaptionVocabulary.decode
    }
  }
}

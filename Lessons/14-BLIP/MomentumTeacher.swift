import LessonKit
import Margin

/// Encoders that follow those that learn, and what they gave for the latest pairs.
///
/// He et al. (2020); Li et al. (2021, ALBEF), section 3.2.
struct MomentumTeacher {
  /// kv and kw [N, E] of a batch; av and aw [N + Q, E] with the queues behind them.
  struct Features {
    let kv: Tensor<Float>
    let kw: Tensor<Float>
    let av: Tensor<Float>
    let aw: Tensor<Float>
  }

  private let pair: FeaturePair
  private var images: FeatureQueue<Float>
  private var texts: FeatureQueue<Float>

  /// Encoders that begin as copies of `pair`, which has this form, with queues of Q.
  init(
    following pair: FeaturePair, _ form: MixtureForm, queue Q: Int,
    using random: inout RandomSource
  ) {
    self.pair = FeaturePair(form, using: &random)
    self.pair.copyParameters(from: pair)
    images = FeatureQueue(Q, form.shared, using: &random)
    texts = FeatureQueue(Q, form.shared, using: &random)
  }

  /// The features of a batch, which stand first in the queues from now on.
  mutating func features(_ batch: PairBatch) -> Features {
    withoutGradients {
      // It sees batches as the encoder does that learns: normalised by themselves.
      let kv = training { pair.imageFeatures(pair.image(batch.images)) }
      let kw = pair.textFeatures(batch.texts)
      let (av, aw) = (concatenate([kv, images.features]), concatenate([kw, texts.features]))
      images.push(kv)
      texts.push(kw)
      return Features(kv: kv, kw: kw, av: av, aw: aw)
    }
  }

  /// θ̂ ← m θ̂ + (1 − m) θ.
  func follow(_ pair: FeaturePair, momentum m: Double) { self.pair.average(with: pair, decay: m) }
}

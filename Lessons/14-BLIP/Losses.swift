import LessonKit
import Margin

// v [N, 17, W] image tokens · zv, zw [N, E] features of images and texts · S [N, N] zv · zw / τ
// kv, kw [N, E] momentum features · av, aw [N + Q, E] the same with the queues behind them

/// What is asked for, and how.
struct Objectives {
  var itc = true
  var itm = true
  var lm = true
  /// α: how much the momentum encoders' similarities count as targets.
  var alpha = 0.4
  /// ε: how much of each word's label is spread over all words.
  var smoothing = 0.1
  var hardNegatives = true
}

/// The losses of a batch, and what they were computed from.
struct BatchLosses {
  var itc: Tensor<Float>?
  var itm: Tensor<Float>?
  var lm: Tensor<Float>?
  /// The share of pairs and false pairs that ITM tells right.
  var matchAccuracy: Double?
  /// S.
  var similarity: Tensor<Float>
  /// What each image should find: [N, N + Q].
  var targets: Tensor<Float>?
  var negatives: Negatives?

  /// L_itc + L_itm + L_lm, as far as they are asked for.
  var sum: Tensor<Float>? {
    let all = [itc, itm, lm].compactMap { $0 }
    return all.isEmpty ? nil : all.dropFirst().reduce(all[0], +)
  }
}

extension BLIPNet {
  /// The losses of N images with their texts; the image is encoded once for all three.
  func losses(
    _ batch: PairBatch, _ teacher: inout MomentumTeacher, _ objectives: Objectives,
    using random: inout RandomSource
  ) -> BatchLosses {
    let (v, T) = (pair.image(batch.images), batch.texts)
    let (zv, zw) = (pair.imageFeatures(v), pair.textFeatures(T))
    let S = matmul(zv, zw.transposed()) / temperature
    var losses = BatchLosses(similarity: S.stoppingGradient())
    if objectives.itc {
      let k = teacher.features(batch)
      let (tau, alpha) = (temperature.scalar, Float(objectives.alpha))
      let yv = softTargets(k.kv, k.aw, temperature: tau, share: alpha)
      let yw = softTargets(k.kw, k.av, temperature: tau, share: alpha)
      // ALBEF 6 and 7
      let Lv = softInfoNCE(zv, k.aw, targets: yv, temperature: temperature)
      let Lw = softInfoNCE(zw, k.av, targets: yw, temperature: temperature)
      (losses.itc, losses.targets) = ((Lv + Lw) / 2, yv)
    }
    if objectives.itm, T.count > 1 {
      let negatives =
        objectives.hardNegatives
        ? Negatives(likely: losses.similarity, using: &random)
        : Negatives(of: T.count, using: &random)
      let logits = matchLogits(T, v, negatives)
      let labels = (0..<3 * T.count).map { $0 < T.count ? 1 : 0 }
      losses.itm = crossEntropy(logits, labels)
      losses.matchAccuracy = share(zip(logits.argmax(axis: 1), labels).map { $0 == $1 })
      losses.negatives = negatives
    }
    if objectives.lm { losses.lm = languageLoss(T, v, smoothing: objectives.smoothing) }
    return losses
  }

  /// ITM: logits of N pairs, then of N images with a wrong text, then of N texts with a wrong image.
  func matchLogits(_ texts: [[Int]], _ v: Tensor<Float>, _ negatives: Negatives) -> Tensor<Float> {
    let own = Array(texts.indices)
    let h = pair.text.first(
      of: TextBatch(texts, behind: .encode), at: own + negatives.texts + own,
      seeing: pair.text.memory(of: v), at: own + own + negatives.images)
    return match(h)
  }

  /// LM: the mean loss of each next word, the end included; what fills up short texts is left out.
  func languageLoss(_ texts: [[Int]], _ v: Tensor<Float>, smoothing: Double) -> Tensor<Float> {
    wordLoss(texts, seeing: decoder.memory(of: v), smoothing: smoothing)
  }

  /// The same for texts beside anything that the decoder can see.
  func wordLoss(
    _ texts: [[Int]], seeing memory: ImageMemory<Float>, smoothing: Double
  ) -> Tensor<Float> {
    let batch = TextBatch<Float>(texts, behind: .decode)
    let x = decoder(batch, seeing: memory, isCausal: true)
    let places = texts.indices.flatMap { n in
      (0...texts[n].count).map { n * batch.length + $0 }
    }
    let logits = decoder.logits(x.reshaped(-1, x.shape[2]).rows(at: places))
    let next = texts.flatMap { $0 + [CaptionVocabulary.end] }
    return smoothedCrossEntropy(logits, next, smoothing: Float(smoothing))
  }
}

/// Which wrong text stands beside each image, and which wrong image beside each text.
struct Negatives {
  let texts: [Int]
  let images: [Int]

  /// Hard ones: drawn in proportion to the softmax of the similarities, never the pair itself.
  init(likely S: Tensor<Float>, using random: inout RandomSource) {
    texts = random.categorical(logits: S.withDiagonal(-.infinity))
    images = random.categorical(logits: S.transposed().withDiagonal(-.infinity))
  }

  /// Any others of N.
  init(of N: Int, using random: inout RandomSource) {
    func others() -> [Int] { (0..<N).map { ($0 + 1 + random.integer(below: N - 1)) % N } }
    (texts, images) = (others(), others())
  }
}

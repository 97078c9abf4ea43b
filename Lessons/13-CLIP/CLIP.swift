import LessonKit
import Margin

// x [N, 3, 32, 32] pictures · I, T [N, E] features of pictures and captions, at unit length u, v
// ℓ [N, N] = s u vᵀ logits · s = eᵗ ≤ 100: 1/τ

/// Pictures and captions that learn from each other which belong together.
///
/// Radford, Kim, Hallacy et al. (2021), figure 3.
final class CLIP: Kernel {
  @Slider("steps", 20...4000, scale: .log, restarts: true) var steps = 1800
  @Slider("batch N", 16...512, scale: .log, restarts: true) var batch = 128
  @Choice("encoder", restarts: true) var encoder = ImageTower.Kind.residual
  @Slider("width", 16...64, restarts: true) var width = 32
  @Slider("learning rate", 1e-4...5e-3, scale: .log, automatic: "2e-3, ViT 1e-3") var rate: Double?
  @Choice("temperature") var temperature = Temperature.learned
  @Slider("scale 1/τ", 1...100, scale: .log) var scale = 14.3
  @Slider("weight decay", 0...0.3) var decay = 0.1
  @Choice("objective", restarts: true) var objective = Objective.contrastive
  @Slider("pictures", 2000...40_000, scale: .log, restarts: true) var images = 40_000
  @Slider("share of details told", 0...1, restarts: true) var share = 0.5

  /// What 1/τ is.
  enum Temperature: String, CaseIterable {
    case learned, fixed
  }

  static let reads = ["pairs"]
  static let quick = ["steps": "20", "batch": "16", "width": "16", "images": "2000"]

  /// What was learnt with the contrastive objective.
  private(set) var net: ContrastiveNet?

  func run(in pane: Pane) throws {
    let pairs =
      pane.isGiven("pairs")
      ? try TrainingPairs(own: pane.images("pairs"), using: &pane.random)
      : try TrainingPairs(images, share: share, using: &pane.random)
    let net = model(pairs.vocabulary, using: &pane.random)
    let optimizer = AdamW(net, betas: (0.9, 0.98), epsilon: 1e-6, weightDecay: decay)
    var charts = try CLIPCharts(Exam(pairs.own), steps: steps, batch: batch, objective)
    for step in pane.steps(steps) {
      let n = (0..<batch).map { _ in pane.random.integer(below: pairs.count) }
      let L = net.loss(pairs.pictures(at: n), pairs.texts(at: n))
      optimizer.rate = (rate ?? encoder.rate) * schedule(step)
      optimizer.weightDecay = decay
      try optimizer.minimize(L)
      (net as? ContrastiveNet).map(keepScale)
      charts.show(L, net, in: pane)
    }
    charts.report(net, in: pane)
    self.net = net as? ContrastiveNet
    // What has learnt other words than those of the generated world does not take its place.
    if let net = self.net { try pane.save(net, as: pairs.own == nil ? "clip" : "clip-own") }
  }

  private func model(
    _ vocabulary: CaptionVocabulary, using random: inout RandomSource
  ) -> any PairModel {
    let image = ImageTower(encoder, width: width, using: &random)
    switch objective {
    case .contrastive:
      return ContrastiveNet(image: image, text: .small(vocabulary, using: &random))
    case .bagOfWords: return BagOfWords(image, vocabulary, using: &random)
    case .captioning: return Captioning(image, vocabulary, using: &random)
    }
  }

  /// η rises over the first 20th of the steps, then falls along half a cosine to 0.
  private func schedule(_ step: Int) -> Double {
    let warm = max(1, steps / 20)
    return Schedule.cosine(from: 1, steps: steps - warm).warmingUp(steps: warm)(step - 1)
  }

  /// s is learnt, and clipped at 100 after the step; or it is what the learner says.
  private func keepScale(_ net: ContrastiveNet) {
    if temperature == .fixed { net.logScale = Tensor(Float(log(scale))) }
    net.limitScale()
  }
}

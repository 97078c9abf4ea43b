import LessonKit
import Margin

// p, q [V] the probabilities of a word in the data and in the noise · k noise words for each of the data
// s [V] a score for each word · c one number, to become −ln Z, where Z = Σ exp s
// u = s + c − ln(k q) [V]: the log-odds that a word is from the data rather than from the noise

/// A model that is never normalised, and learns to be by telling data from noise.
///
/// Gutmann & Hyvärinen (2010); for language models Mnih & Teh (2012).
final class NoiseContrastiveEstimation: Kernel {
  @Choice("objective", restarts: true) var objective = Objective.nce
  @Choice("noise q", restarts: true) var noise = Noise.unigram
  @Slider("noise ratio k", 1...50, scale: .log) var ratio = 5
  @Slider("classes V", 5...200, restarts: true) var classes = 50
  @Toggle("learn the constant c") var learnConstant = true
  @Choice("scores s", restarts: true) var scores = Scores.learned
  @Slider("steps", 1...10_000, scale: .log, restarts: true) var steps = 3000

  static let quick = ["steps": "60"]

  /// How many words of the data a step sees.
  let batch = 64

  func run(in pane: Pane) throws {
    let p = zipf(classes)
    let q = noise.distribution(p)
    let model = UnnormalisedModel(scores == .learned ? .zeros(classes) : log(p) + 1.3)
    var charts = ContrastiveCharts(log(p), log(q))
    let (words, noiseWords) = (AliasTable(p.scalars), AliasTable(q.scalars))
    let optimizer = Adam([model.$s, model.$c], rate: 0.05)
    for step in pane.epochs(steps) {
      optimizer.rate = 3 * step <= 2 * steps ? 0.05 : 0.005
      let data = words.draw(batch, using: &pane.random)
      let drawn = noiseWords.draw(batch * ratio, using: &pane.random)
      let s = scores == .learned ? model.s : model.s.stoppingGradient()
      let c = learnConstant && objective == .nce ? model.c : model.c.stoppingGradient()
      let loss =
        switch objective {
        case .nce: classification(s + c - log(Double(ratio) * q), shares(data), shares(drawn))
        case .negativeSampling: classification(s, shares(data), shares(drawn))
        case .infoNCE: choice(s, data, drawn)
        }
      if learnsAnything { try optimizer.minimize(loss) }
      pane.plot("loss", loss)
      charts.show(model.s.stoppingGradient(), Double(model.c.scalar), objective, k: ratio, in: pane)
      if objective == .infoNCE { charts.showBound(loss, N: ratio + 1, in: pane) }
    }
    charts.report(model.s.stoppingGradient(), Double(model.c.scalar), objective, in: pane)
  }

  /// The words by falling probability: p ∝ 1/r.
  func zipf(_ V: Int) -> Tensor<Double> {
    let p = Tensor<Double>((1...V).map { 1 / Double($0) })
    return p / p.sum()
  }

  /// −E ln σ(u) over the data − k E ln(1 − σ(u)) over the noise.
  ///
  /// Gutmann & Hyvärinen (2010), (3). u depends on the word alone: of either it is enough to know how often each word comes for a word of
  /// the data, [V].
  func classification(
    _ u: Tensor<Double>, _ data: Tensor<Double>, _ noise: Tensor<Double>
  ) -> Tensor<Double> {
    (data * softplus(-u) + noise * softplus(u)).sum()
  }

  /// −mean ln of the share of e^s that the one true word has among N = k + 1.
  ///
  /// van den Oord, Li & Vinyals (2018), (4).
  func choice(_ s: Tensor<Double>, _ data: [Int], _ noise: [Int]) -> Tensor<Double> {
    let k = noise.count / data.count
    let candidates = data.indices.flatMap { [data[$0]] + noise[$0 * k..<($0 + 1) * k] }
    let logits = s.unsqueezed(axis: 1).rows(at: candidates).reshaped(data.count, k + 1)
    return crossEntropy(logits, [Int](repeating: 0, count: data.count))
  }

  /// How often each word was drawn for a word of the data: [V].
  func shares(_ words: [Int]) -> Tensor<Double> {
    var shares = [Double](repeating: 0, count: classes)
    for word in words { shares[word] += 1 / Double(batch) }
    return Tensor(shares)
  }

  private var learnsAnything: Bool {
    scores == .learned || learnConstant && objective == .nce
  }
}

/// What is learnt.
struct UnnormalisedModel: Module {
  @Parameter var s: Tensor<Double>
  @Parameter var c: Tensor<Double> = .zeros()

  init(_ s: Tensor<Double>) { _s = Parameter(s) }
}

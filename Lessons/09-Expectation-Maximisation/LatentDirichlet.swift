import LessonKit
import Margin

// d ∈ M documents · w ∈ V words · k ∈ K topics · C [M, V] how often d has w
// alpha [K] · beta [K, V] · gamma [M, K] · phi of a word: how much it is of each topic
// Equation numbers are those of Blei, Ng & Jordan (2003).

/// Latent Dirichlet allocation, fitted by variational EM.
///
/// Blei, Ng & Jordan (2003).
final class LatentDirichlet: Kernel {
  @Slider("topics K", 2...20, restarts: true) var topics = 10
  @Slider("α at the start", 0.01...5, scale: .log, restarts: true) var alpha = 0.5
  @Toggle("estimate α") var estimateAlpha = true
  @Slider("steps with α fixed", 0...200) var estimateAlphaAfter = 30
  @Slider("E-step iterations", 1...100) var inner = 30
  @Slider("smoothing of topics", 0.0...0.1) var smoothing = 0.0
  @Slider("steps at most", 1...1000, scale: .log, restarts: true) var steps = 300
  @Slider("tolerance per word", 0...1e-3) var tolerance = 1e-7

  static let reads = ["bars"]
  static let quick = ["estimateAlphaAfter": "5", "steps": "100"]

  var model: TopicModel?

  func run(in pane: Pane) throws {
    let (documents, heldOut) = try Documents.read("bars", in: pane).parts()
    var model = TopicModel(topics, documents.words.count, alpha: alpha, using: &pane.random)
    // γ is kept from step to step: a bound that begins anew each time could fall.
    var gamma = model.firstGamma(documents.C)
    var ascent = Ascent()
    for step in pane.steps(upTo: steps) {
      self.model = model
      let E = model.expectation(documents.C, from: gamma, iterations: inner)
      gamma = E.gamma
      pane.plot("bound", E.bound)
      pane.plot("α", model.alpha.mean())
      if step % 10 == 1, let heldOut {
        pane.plot("held-out perplexity", model.perplexity(heldOut))
      }
      show(model, E, documents, in: pane)
      let isOver = ascent.isOver(at: E.bound, tolerance: tolerance * documents.wordCount)
      // The first step that sees an α of the data's own comes two after the last with the fixed one.
      if isOver, step > estimateAlphaAfter + 1 || !estimateAlpha { break }
      model = model.maximised(
        E, smoothing: smoothing, estimatesAlpha: estimateAlpha && step > estimateAlphaAfter)
    }
    report(model, gamma, ascent, documents, heldOut, in: pane)
  }

  func show(_ model: TopicModel, _ E: Expectations, _ documents: Documents, in pane: Pane) {
    pane.show(as: "topics") { topicChart(model.beta, documents.words) }
    pane.show(as: "documents") { documentChart(E.gamma) }
  }

  func report(
    _ model: TopicModel, _ gamma: Tensor<Double>, _ ascent: Ascent, _ documents: Documents,
    _ heldOut: Documents?, in pane: Pane
  ) {
    let E = model.expectation(documents.C, from: gamma, iterations: inner)
    show(model, E, documents, in: pane)
    pane.result("bound", E.bound, better: .higher)
    if let heldOut {
      let perplexity = model.perplexity(heldOut)
      pane.result("held-out perplexity", perplexity, better: .lower)
      if perplexity == .infinity {
        pane.log("held-out documents have words that no topic has: raise the smoothing of topics")
      }
      pane.result(
        "held-out perplexity of one topic", documents.unigramPerplexity(heldOut), better: .lower)
    }
    pane.result("alpha", model.alpha.mean())
    pane.result("iterations", Double(pane.step))
    reportConvergence(ascent.isConverged, in: pane)
  }
}

/// What is learnt: how documents mix topics, and how topics choose words.
struct TopicModel: Hashable {
  var alpha: Tensor<Double>
  var beta: Tensor<Double>

  init(alpha: Tensor<Double>, beta: Tensor<Double>) { (self.alpha, self.beta) = (alpha, beta) }

  /// Topics that are nearly the same, each a little different.
  init(_ K: Int, _ V: Int, alpha: Double, using random: inout RandomSource) {
    self.alpha = Tensor(repeating: alpha, shape: [K])
    beta = .dirichlet(K, alpha: Tensor(repeating: 50, shape: [V]), using: &random)
  }

  /// γ_dk = α_k + N_d / K, for want of anything better.
  func firstGamma(_ C: Tensor<Double>) -> Tensor<Double> {
    alpha + C.sum(axis: 1, keepingAxis: true) / Double(alpha.count)
  }

  /// E step: coordinate ascent in q, document by document.
  func expectation(
    _ C: Tensor<Double>, from start: Tensor<Double>, iterations: Int
  ) -> Expectations {
    var gamma = start
    for _ in 0..<iterations {
      let theta = exp(digamma(gamma))  // but for a factor of each document, which cancels
      gamma = alpha + theta * matmul(C / evidence(theta), beta.transposed())  // (6), (7)
    }
    let logTheta = digamma(gamma) - digamma(gamma.sum(axis: 1, keepingAxis: true))  // (8)
    let theta = exp(logTheta)
    let evidence = evidence(theta)
    return Expectations(
      gamma: gamma, logTheta: logTheta,
      counts: beta * matmul(theta.transposed(), C / evidence),
      bound: bound(C, gamma, logTheta, evidence))
  }

  /// Σ_k β_kw exp E log θ_dk: [M, V]; φ_dwk is the share of topic k in it. (6)
  private func evidence(_ theta: Tensor<Double>) -> Tensor<Double> {
    // A word that no topic has is not 0/0.
    maximum(matmul(theta, beta), 1e-100)
  }

  /// The bound (15), with the φ that are best for γ.
  private func bound(
    _ C: Tensor<Double>, _ gamma: Tensor<Double>, _ logTheta: Tensor<Double>,
    _ evidence: Tensor<Double>
  ) -> Double {
    let M = Double(C.shape[0])
    let words = (C * log(evidence)).sum() + ((alpha - gamma) * logTheta).sum()
    let q = logGamma(gamma).sum() - logGamma(gamma.sum(axis: 1)).sum()
    let p = logGamma(alpha.sum().scalar) - logGamma(alpha).sum().scalar
    return (words + q).scalar + M * p
  }

  /// M step: β by counting (9), and the one α of all topics by Newton's method where it is estimated.
  func maximised(_ E: Expectations, smoothing: Double, estimatesAlpha: Bool) -> TopicModel {
    let counts = E.counts + smoothing
    // A topic without words keeps none rather than 0/0.
    let beta = counts / maximum(counts.sum(axis: 1, keepingAxis: true), 1e-100)
    guard estimatesAlpha else { return TopicModel(alpha: alpha, beta: beta) }
    let alpha = symmetricAlpha(E.logTheta, from: self.alpha.mean().scalar)
    return TopicModel(alpha: Tensor(repeating: alpha, shape: self.alpha.shape), beta: beta)
  }

  /// exp(−bound / number of words) of other documents: an upper bound on their perplexity, infinite where
  /// they have a word that no topic has.
  func perplexity(_ documents: Documents) -> Double {
    let unseen = beta.sum(axis: 0) .<= 0.0
    if (documents.C * unseen).sum().scalar > 0 { return .infinity }
    let E = expectation(documents.C, from: firstGamma(documents.C), iterations: 200)
    return exp(-E.bound / documents.wordCount)
  }
}

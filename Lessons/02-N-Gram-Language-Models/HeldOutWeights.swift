import LessonKit
import Margin

/// The weights λ of Jelinek–Mercer, by EM on text that was not counted.
///
/// Who could have emitted a token? The model comes down from the longest context and stops at each with
/// probability λ. Jelinek & Mercer (1980).
struct HeldOutWeights {
  /// λ by the length of the n-grams.
  private(set) var lambdas: [Double]
  /// The log-likelihood of the held-out text before the last step, in nats.
  private(set) var logLikelihood = -Double.infinity
  /// c(hw) / c(h) of each held-out token for each length, NaN where h was never seen: [T, n].
  private let m: Tensor<Double>
  private let uniform: Double

  /// Weights of ½ for the first `order` lengths of `table`.
  init(_ table: NGramTable, order: Int, heldOut: Sentences, vocabularySize: Int) {
    let order = min(order, table.order)
    uniform = 1 / Double(vocabularySize)
    lambdas = [Double](repeating: 0.5, count: order)
    var context = Context(order: order)
    let (counts, totals) = (table.predictedCounts(at: 0), (0..<order).map(table.contextCounts))
    var rows: [Double] = []
    for word in heldOut.tokens {
      if word == Vocabulary.begin {
        context = Context(order: order)
        continue
      }
      context.find(word, in: table)
      for k in 0..<order {
        let (h, hw) = (Int(context.places[k]), Int(context.longer[k]))
        let total = h < 0 ? 0 : Double(totals[k][h])
        let c = hw < 0 ? 0 : k == 0 ? counts[hw] : table.levels[k].counts[hw]
        rows.append(total > 0 ? Double(c) / total : .nan)
      }
      context.advance()
    }
    m = Tensor(rows, shape: [heldOut.predictedCount, order])
  }

  /// λ_k ← Σ γ_k / Σ ρ_k: how often the model stopped at length k, of how often it came there.
  mutating func step() {
    let order = lambdas.count
    var (stopped, reached) = (
      [Double](repeating: 0, count: order), [Double](repeating: 0, count: order)
    )
    logLikelihood = 0
    var p = [Double](repeating: 0, count: order)  // p(w | h) by length
    let scalars = m.scalars
    for token in 0..<m.shape[0] {
      var shorter = uniform
      for k in 0..<order {
        let share = scalars[token * order + k]
        if !share.isNaN { shorter = lambdas[k] * share + (1 - lambdas[k]) * shorter }
        p[k] = shorter
      }
      logLikelihood += log(shorter)
      var arrived = 1.0  // the probability of coming down to this length
      for k in (0..<order).reversed() {
        let share = scalars[token * order + k]
        if share.isNaN { continue }
        stopped[k] += arrived * lambdas[k] * share / shorter
        reached[k] += arrived * p[k] / shorter
        arrived *= 1 - lambdas[k]
      }
    }
    for k in 0..<order where reached[k] > 0 { lambdas[k] = stopped[k] / reached[k] }
  }

  /// Steps until the log-likelihood grows by less than a hundred-millionth, or 100.
  mutating func converge() {
    for _ in 0..<100 {
      let former = logLikelihood
      step()
      if logLikelihood - former < 1e-8 * abs(logLikelihood) { break }
    }
  }
}

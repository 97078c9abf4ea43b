import LessonKit
import Margin

// What the test text says of a model.
extension NGramStudy {
  /// How hard the test text is to guess.
  func showPerplexity(_ model: NGramModel, in pane: Pane) {
    let perplexity = Perplexity(model, texts.test)
    pane.result("test perplexity", perplexity.value, better: .lower)
    pane.result("test perplexity without OOV", perplexity.withoutUnknown, better: .lower)
    pane.result("bits per token", perplexity.bitsPerToken, better: .lower)
  }

  /// Takes back what was said of `former` and has no meaning for the model after it.
  func withdrawScores(of former: NGramModel, in pane: Pane) {
    let names =
      former.isDistribution
      ? ["test perplexity", "test perplexity without OOV", "bits per token"]
      : ["next-word accuracy", "mean reciprocal rank"]
    for name in names { pane.result(name, .nan) }
  }

  /// How good scores that are no probabilities are: where the true word stands among all.
  func showRanks(_ model: NGramModel, in pane: Pane) {
    pane.log("scores that do not sum to 1 have no perplexity")
    var (first, reciprocal, tokens) = (0, 0.0, 0)
    var context = Context(order: model.order)
    for word in texts.test.tokens.prefix(1000) {
      if word == Vocabulary.begin {
        context = Context(order: model.order)
        continue
      }
      let scores = model.distribution(after: context)
      let rank = 1 + scores.count { $0 > scores[Int(word)] }
      if rank == 1 { first += 1 }
      reciprocal += 1 / Double(rank)
      tokens += 1
      context.advance(over: word, in: table)
    }
    pane.result("next-word accuracy", Double(first) / Double(tokens), better: .higher)
    pane.result("mean reciprocal rank", reciprocal / Double(tokens), better: .higher)
  }

  /// Of the test text, how much of it ends an n-gram that was counted, for n = 1 … .
  var shareOfSeen: [Double] {
    var context = Context(order: table.order)
    var seen = [Int](repeating: 0, count: table.order)
    for word in texts.test.tokens {
      if word == Vocabulary.begin {
        context = Context(order: table.order)
        continue
      }
      context.find(word, in: table)
      for k in seen.indices where context.longer[k] >= 0 {
        if table.levels[k].counts[Int(context.longer[k])] > 0 { seen[k] += 1 }
      }
      context.advance()
    }
    return seen.map { Double($0) / Double(texts.test.predictedCount) }
  }
}

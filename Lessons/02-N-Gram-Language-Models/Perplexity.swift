import LessonKit
import Margin

/// How well a model predicts a text.
struct Perplexity {
  /// Σ log p over all tokens but `<s>`, in nats, and over those that are in the vocabulary.
  private(set) var (logSum, logSumKnown) = (0.0, 0.0)
  /// How many tokens there are, and how many of them are in the vocabulary.
  private(set) var (tokens, known) = (0, 0)

  /// exp(−1/T Σ log p).
  var value: Double { exp(-logSum / Double(tokens)) }
  /// The same without the tokens that are not in the vocabulary; contexts still have them as `<unk>`.
  var withoutUnknown: Double { exp(-logSumKnown / Double(known)) }
  /// log₂ of the perplexity, 0 and not −0 of a text that is certain.
  var bitsPerToken: Double { (0 - logSum) / Double(tokens) / log(2) }

  /// Of `sentences` under `model`.
  init(_ model: NGramModel, _ sentences: Sentences) {
    var context = Context(order: model.order)
    for word in sentences.tokens {
      if word == Vocabulary.begin {
        context = Context(order: model.order)
        continue
      }
      let p = log(model.probability(of: word, after: &context))
      logSum += p
      tokens += 1
      if word != Vocabulary.unknown {
        logSumKnown += p
        known += 1
      }
    }
  }
}

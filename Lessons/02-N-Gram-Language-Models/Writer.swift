import LessonKit
import Margin

/// A text that a model writes, word by word, behind a beginning that was typed.
struct Writer {
  private let texts: NGramTexts
  private let unit: TextUnit
  /// The beginning that was typed last; nil before any was.
  private var typed: String?
  private var settings: SmoothingSettings?
  private var context = Context(order: 1)
  /// The beginning as the model takes it.
  private(set) var prompt: [Int32] = []
  /// p(w | h) behind the beginning.
  private(set) var distribution: [Double] = []
  /// What has been written, each piece with its probability.
  private(set) var pieces: [TextChart.Piece] = []

  /// A text in the words of `texts`.
  init(_ texts: NGramTexts, _ unit: TextUnit) { (self.texts, self.unit) = (texts, unit) }

  /// Begins anew where another beginning was typed.
  ///
  /// - Returns: Whether what comes behind the beginning has another distribution.
  mutating func start(_ text: String, _ model: NGramModel) -> Bool {
    if text == typed, settings == model.settings { return false }
    let words = texts.words(typed: text)
    var context = Context(order: model.order)
    for word in words { context.advance(over: word, in: model.table) }
    distribution = model.distribution(after: context)
    settings = model.settings
    if text != typed {
      (typed, prompt, self.context) = (text, words, context)
      pieces = text.isEmpty ? [] : [.init(text)]
    }
    return true
  }

  /// −log₂ p of the word that was written last.
  var bits: Double { -log(pieces.last?.probability ?? 1) / log(2) }

  /// Draws the next word and writes it.
  mutating func write(
    _ model: NGramModel, _ sampling: Sampling, using random: inout RandomSource
  ) {
    let p = model.distribution(after: context)
    let word = Int32(random.categorical(sampling.filtered(p)))
    if word == Vocabulary.end {
      pieces.append(.init("\n", probability: p[Int(word)]))
      context = Context(order: model.order)
      return
    }
    context.advance(over: word, in: model.table)
    pieces.append(.init(written(word), probability: p[Int(word)]))
  }

  private func written(_ word: Int32) -> String {
    let text = texts.vocabulary[word]
    if unit == .character { return text == "▁" ? " " : text }
    let isFirst = pieces.last.map { $0.text == "\n" } ?? true
    return isFirst ? text : " " + text
  }
}

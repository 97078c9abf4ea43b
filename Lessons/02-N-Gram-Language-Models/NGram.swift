import LessonKit
import Margin

// w a word · h the n − 1 words before it, its context · h′ the context without its oldest word
// c(hw) how often w follows h · c(h) = Σ_w c(hw) · N₁₊(h •) how many different words follow h
// p(w₁ … w_m) = Π p(w_i | w₁ … w_{i−1}) (chain rule) ≈ Π p(w_i | w_{i−n+1} … w_{i−1}) (Markov)
// Shannon (1948); Chen & Goodman (1999) for the smoothings.

/// A language model that counts.
final class NGram: Kernel {
  @Choice("text", restarts: true) var text = TextChoice.course
  @Choice("unit", restarts: true) var unit = TextUnit.word
  @Slider("order n", 1...7, restarts: true) var order = 3
  @Slider("vocabulary cut-off (count ≥)", 1...10, restarts: true) var cutoff = 2
  @Choice("smoothing") var smoothing = Smoothing.modifiedKneserNey
  @Slider("k of add-k", 0.001...10, scale: .log) var k = 1.0
  @Slider("D (absolute, KN); 0 = estimated", 0...1) var discount = 0.0
  @Slider("Katz k", 1...10) var katzLimit = 5
  @Slider("temperature", 0.1...3) var temperature = 1.0
  @Slider("top-k (0 = off)", 0...200) var topK = 0
  @Slider("top-p", 0.05...1) var topP = 1.0
  @Text("type a beginning") var prompt = ""
  @Slider("tokens to write", 1...1000, restarts: true) var length = 60

  static let reads = ["corpus", "test", "held-out", "arpa", "course", "course-zh", "source"]

  private(set) var model: NGramModel?

  func run(in pane: Pane) throws {
    let texts = try NGramTexts(text, unit, cutoff: cutoff, in: pane)
    let table = texts.readModel?.table ?? count(texts, in: pane)
    if pane.isInterrupted { return }
    if texts.readModel != nil {
      pane.log("the model is the one that was read: order, smoothing and cut-off do not act on it")
    }
    pane.result("n-grams", Double(table.count))
    var study = NGramStudy(texts, table)
    repeat {
      var writer = Writer(texts, unit)
      for _ in pane.steps(length) {
        let model = study.model(settings)
        if writer.start(prompt, model) { study.showPrompt(writer, model, in: pane) }
        if self.model == nil || self.model?.settings != model.settings {
          report(model, study, in: pane)
        }
        self.model = model
        writer.write(model, sampling, using: &pane.random)
        pane.plot("bits of each token", writer.bits)
        pane.show(as: "text") { [pieces = writer.pieces] in .text(TextChart(pieces)) }
        study.compareOneMore(settings, in: pane)
      }
      try keep(study, in: pane)
    } while pane.waitForChange()
  }

  /// The n-grams of the text, of 1 … n words.
  private func count(_ texts: NGramTexts, in pane: Pane) -> NGramTable {
    NGramTable(
      texts.training, vocabulary: texts.vocabulary.count, order: order,
      progress: pane.part(0.15...0.6))
  }

  private var settings: SmoothingSettings {
    .init(smoothing: smoothing, k: k, discount: discount, katzLimit: katzLimit)
  }

  private var sampling: Sampling { .init(temperature: temperature, topK: topK, topP: topP) }

  /// What the model makes of the test text.
  private func report(_ model: NGramModel, _ study: NGramStudy, in pane: Pane) {
    let test = study.texts.test
    pane.result("OOV rate", Double(test.unknownCount) / Double(max(1, test.wordCount)))
    if let former = self.model, former.isDistribution != model.isDistribution {
      study.withdrawScores(of: former, in: pane)
    }
    if model.isDistribution {
      study.showPerplexity(model, in: pane)
    } else {
      study.showRanks(model, in: pane)
    }
    pane.result("memory (bytes per n-gram)", Double(model.byteCount) / Double(model.table.count))
    study.showEstimate(model, in: pane)
  }

  /// Keeps the model as an ARPA file, a large one only where the user asks for it.
  private func keep(_ study: NGramStudy, in pane: Pane) throws {
    guard let model, model.settings != nil else { return }
    let isWanted = try pane.isWanted("ngram.arpa")
    guard isWanted || model.table.count < 200_000 && model.hasARPA else { return }
    let writer = try ARPAWriter(model, study.texts.vocabulary)
    try pane.save(as: "ngram.arpa") { writer.write(to: $0) }
  }
}

import LessonKit
import Margin

// V [|V|, D] the words' vectors as inputs · U [|V|, D] as outputs, or those of the tree's nodes [|V| − 1, D]
// h [D] what predicts: in skip-gram the centre's vector, in CBOW the mean of those of its context
// Mikolov, Chen, Corrado & Dean (2013a); Mikolov, Sutskever, Chen, Corrado & Dean (2013b).

/// Words as vectors that predict their neighbours.
///
/// Mikolov et al. (2013).
final class Word2Vec: Kernel {
  @Choice("text", restarts: true) var text = TextChoice.world
  @Choice("architecture", restarts: true) var architecture = Architecture.skipGram
  @Choice("objective", restarts: true) var objective = WordObjective.negativeSampling
  @Slider("dimensions D", 2...200, restarts: true) var dimensions = 32
  @Slider("window", 1...10) var window = 5
  @Slider("negatives k", 1...20) var negatives = 5
  @Slider("power of the noise", 0...1) var power = 0.75
  @Slider("sub-sampling t (0 = off)", 0...1e-2) var subsampling = 1e-3
  @Slider("rate", 0.001...0.1, scale: .log) var rate = 0.025
  @Toggle("CBOW: divide the gradient") var divide = false
  @Slider("epochs", 1...50, restarts: true) var epochs = 5
  @Slider("least count", 1...20, restarts: true) var minimumCount = 3
  @Text("neighbours of") var query = "king"
  @Text("a is to b as c is to …") var analogy = "man woman king"
  @Toggle("exclude the words of the question") var exclude = true

  static let reads = ["corpus", "vectors", "analogies", "course", "course-zh", "source"]
  static let quick = ["epochs": "1"]

  func run(in pane: Pane) throws {
    if pane.isGiven("vectors") { return try showGivenVectors(in: pane) }
    let text = try WordText(text, minimumCount: minimumCount, in: pane)
    let tree = objective == .hierarchicalSoftmax ? HuffmanCode(text.counts) : nil
    var words = WordTable<Float>(text, dimensions: dimensions, using: &pane.random)
    var examples = Examples(architecture, objective, tree)
    var study = try WordStudy(text, tree, in: pane)
    var seen = 0
    for _ in pane.epochs(epochs) {
      for (_, chunk) in zip(pane.steps(text.chunks.count), text.chunks) {
        examples.set(text, window: window, negatives: negatives, power: power, t: subsampling)
        // From the rate to a ten-thousandth of it, over all words of all epochs.
        let alpha = rate * max(1e-4, 1 - Double(seen) / Double(epochs * text.tokens.count))
        let loss = pane.rate("words per second", of: chunk.rawCount) {
          examples.inBatches(text.sentences(chunk), using: &pane.random) { batch in
            words.descend(batch, objective, rate: alpha, divides: divide)
          }
        }
        seen += chunk.tokenCount
        study.add(loss, examples.count, in: pane)
        study.show(words, examples.batch, queries, in: pane)
      }
      study.endEpoch(words, in: pane)
    }
    try words.save(in: pane)
    try answer(words, study, in: pane)
  }

  /// What is asked of the vectors.
  private var queries: WordQueries { .init(word: query, analogy: analogy, excludes: exclude) }

  /// Answers what is typed once all is learnt.
  private func answer(_ words: WordTable<Float>, _ study: WordStudy, in pane: Pane) throws {
    study.report(words, queries, in: pane)
    while pane.waitForChange() {
      for _ in pane.steps(1) { study.report(words, queries, in: pane) }
    }
  }

  /// Vectors that were learnt elsewhere.
  private func showGivenVectors(in pane: Pane) throws {
    let words = try WordTable<Float>(vectorFile: pane.text("vectors"), in: pane)
    let study = try WordStudy(nil, nil, in: pane)
    for _ in pane.steps(1) { try answer(words, study, in: pane) }
  }
}

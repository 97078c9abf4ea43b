import LessonKit
import Margin

/// What a run finds out about a net beside the n-gram model, and shows.
struct LanguageStudy {
  private let text: LanguageText
  private let ngram: KneserNey
  private let test: Contexts
  private let order: Int
  /// p(w_t | h) of each word of the test text, by the n-gram model and by the net.
  private let ngramProbabilities: [Double]
  private var netProbabilities: [Double] = []
  /// Σ −ln p of the epoch's words, as they were learnt, and how many they are.
  private var (loss, count) = (0.0, 0)
  private var shownPrompt: String?

  init(
    _ text: LanguageText, _ ngram: KneserNey, _ train: Contexts, _ test: Contexts, in pane: Pane
  ) {
    (self.text, self.ngram, self.test) = (text, ngram, test)
    order = train.count > 0 ? train.context(0).count + 1 : 1
    ngramProbabilities = (0..<test.count).map { i in
      ngram.probability(of: test.target(i), after: test.context(i)[...].droppingPadding)
    }
    pane.result("n-gram test perplexity", perplexity(ngramProbabilities), better: .lower)
    pane.result("vocabulary", Double(text.vocabulary.count - 1))
  }

  /// Takes note of a batch's loss.
  mutating func add(_ mean: Double, _ words: Int) {
    loss += mean * Double(words)
    count += words
  }

  /// Tries the net on the test text.
  mutating func endEpoch<Scalar>(
    _ epoch: Int, _ net: NeuralNet<Scalar>, mixture: Double, in pane: Pane
  ) {
    netProbabilities = withoutGradients {
      stride(from: 0, to: test.count, by: 512).flatMap { start in
        let batch = start..<min(test.count, start + 512)
        let logits = net.logits(test.words(at: batch))
        let p = logits.logSoftmax(axis: 1).picked(at: test.targets(at: batch))
        return p.scalars.map { exp(Double($0)) }
      }
    }
    pane.plot(
      "perplexity",
      [
        "train": exp(loss / Double(max(1, count))), "test": perplexity(netProbabilities),
        "n-gram": perplexity(ngramProbabilities), "mixed": perplexity(mixed(mixture)),
      ], x: epoch, xLabel: "epoch")
    (loss, count) = (0, 0)
    report(mixture: mixture, in: pane)
  }

  func report(mixture: Double, in pane: Pane) {
    guard !netProbabilities.isEmpty else { return }
    pane.result("test perplexity", perplexity(netProbabilities), better: .lower)
    pane.result("mixed test perplexity", perplexity(mixed(mixture)), better: .lower)
  }

  /// λ p(w | n-gram) + (1 − λ) p(w | net).
  private func mixed(_ lambda: Double) -> [Double] {
    zip(ngramProbabilities, netProbabilities).map { lambda * $0 + (1 - lambda) * $1 }
  }

  private func perplexity(_ p: [Double]) -> Double {
    exp(-p.reduce(0) { $0 + log($1) } / Double(p.count))
  }
}

// Charts.
extension LanguageStudy {
  /// The map of C, and what follows what is typed.
  mutating func show<Scalar>(_ net: NeuralNet<Scalar>, _ prompt: String, in pane: Pane) {
    let words = mapWords
    let rows = net.C.stoppingGradient().rows(at: words)
    pane.show(as: "map") { [text] in
      .scatter(ScatterChart(mapOf: rows.as(Double.self), words.map { text.vocabulary[Int32($0)] }))
    }
    let typed = [Vocabulary.begin] + text.words(typed: prompt)
    let padding = [Int32](repeating: Vocabulary.begin, count: max(0, order - 1 - typed.count))
    let context = Array((padding + typed).suffix(order - 1))
    let logits = withoutGradients { net.logits([context.reversed().map(Int.init)]) }
    pane.show(as: "next word") { [text, ngram] in
      let p = logits.softmax(axis: 1).scalars.map(Double.init)
      let counted = ngram.distribution(after: Array(context[...].droppingPadding))
      let likeliest = p.indices.sorted { p[$0] + counted[$0] > p[$1] + counted[$1] }.prefix(12)
      return .bars(
        BarChart(
          likeliest.map { "“\(text.vocabulary[Int32($0)])”" },
          [
            .init("net", likeliest.map { p[$0] }),
            .init("n-gram", likeliest.map { counted[$0] }),
          ], xLabel: "probability"))
    }
  }

  /// The most frequent words, which the map shows.
  private var mapWords: [Int] {
    let frequencies = text.logUnigrams
    let words = frequencies.indices.filter { $0 > Int(Vocabulary.end) }
    return Array(words.sorted { (frequencies[$0], $1) > (frequencies[$1], $0) }.prefix(60))
  }

  /// How many multiplications a prediction costs, and where, for smaller and larger vocabularies.
  func showMultiplications<Scalar>(_ net: NeuralNet<Scalar>, in pane: Pane) {
    let inputs = (order - 1) * net.C.shape[1]
    let h = net.hidden == nil ? 0 : net.U.shape[1]
    let perWord = h + (net.W == nil ? 0 : inputs)
    let sizes = [625, 1250, 2500, 5000, 10_000, 20_000]
    let total = text.vocabulary.count * perWord + h * inputs
    pane.result("multiplications a prediction", Double(total))
    pane.show(as: "multiplications") {
      .bars(
        BarChart(
          sizes.map { "|V| = \($0)" },
          [
            .init("hidden layer", sizes.map { _ in Double(h * inputs) }),
            .init("softmax", sizes.map { Double($0 * perWord) }),
          ], arrangement: .stacked, xLabel: "multiplications a prediction"))
    }
  }
}

extension ArraySlice<Int32> {
  /// Without all but the last `<s>`: n-grams know only one.
  fileprivate var droppingPadding: ArraySlice<Int32> {
    let begins = prefix { $0 == Vocabulary.begin }.count
    return dropFirst(begins > 1 ? begins - 1 : 0)
  }
}

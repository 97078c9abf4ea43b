import LessonKit
import Margin

/// What is asked of vectors.
struct WordQueries: Hashable {
  /// Whose neighbours are wanted.
  var word: String
  /// “a b c”: a is to b as c is to the answer.
  var analogy: String
  /// Whether a, b and c themselves are no answer.
  var excludes: Bool
}

/// What a run finds out about vectors, and shows.
struct WordStudy {
  private let text: WordText?
  /// “a b c d”: a is to b as c is to d.
  private let questions: [[String]]
  /// Σ of the losses of the epoch's examples, and how many they are.
  private var (loss, count) = (0.0, 0)
  /// Shown every so many steps: charts of large tables cost more than a step.
  private let interval: Int

  init(_ text: WordText?, _ tree: HuffmanCode?, in pane: Pane) throws {
    self.text = text
    interval = 1 + (text?.words.count ?? 0) / 2000
    if pane.isGiven("analogies") {
      questions = try pane.text("analogies").string.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        return words.count == 4 && words[0] != ":" ? words : nil
      }
    } else {
      questions = text?.isWorld == true ? GeneratedWorld.analogies : []
    }
    guard let text else { return }
    pane.result("vocabulary", Double(text.words.count))
    guard let tree else { return }
    pane.result("mean code length (bits)", tree.meanLength)
    pane.result("entropy (bits)", tree.entropy)
    pane.show(as: "Huffman tree") { .tree(TreeChart(tree, text.words)) }
    pane.show(as: "codes") { .table(TableChart(codesOf: tree, text)) }
  }

  /// Takes note of a step's loss.
  mutating func add(_ sum: Double, _ examples: Int, in pane: Pane) {
    (loss, count) = (loss + sum, count + examples)
    if examples > 0 { pane.plot("loss", sum / Double(examples)) }
    pane.result("average loss", count > 0 ? loss / Double(count) : 0, better: .lower)
  }

  mutating func endEpoch(_ words: WordTable<Float>, in pane: Pane) { (loss, count) = (0, 0) }

  /// The charts of a step.
  func show(
    _ words: WordTable<Float>, _ batch: LogisticBatch, _ queries: WordQueries, in pane: Pane
  ) {
    guard pane.step % interval == 1 || interval == 1 else { return }
    if questions.count <= 100, let accuracy = accuracy(words, queries) {
      pane.plot("analogy accuracy", accuracy)
    }
    showScores(words, batch, in: pane)
    showWords(words, queries, in: pane)
  }

  /// What is found at the end, and whenever a question changes.
  func report(_ words: WordTable<Float>, _ queries: WordQueries, in pane: Pane) {
    if let accuracy = accuracy(words, queries) {
      pane.result("analogy accuracy", accuracy, better: .higher)
    }
    showWords(words, queries, in: pane)
  }

  private func accuracy(_ words: WordTable<Float>, _ queries: WordQueries) -> Double? {
    words.analogyAccuracy(questions, excludes: queries.excludes)
  }
}

// Charts.
extension WordStudy {
  private func showWords(_ words: WordTable<Float>, _ queries: WordQueries, in pane: Pane) {
    pane.show(as: "map") { [text] in
      .scatter(ScatterChart(mapOf: words, isWorld: text?.isWorld == true))
    }
    pane.show(as: "neighbours") { .table(TableChart(neighboursIn: words, of: queries.word)) }
    pane.show(as: "analogy") { .table(TableChart(analogyIn: words, queries)) }
  }

  /// u · h of the words that are to be predicted, and of those that they are told from.
  private func showScores(_ words: WordTable<Float>, _ batch: LogisticBatch, in pane: Pane) {
    if batch.count == 0 || batch.labels(of: 0).allSatisfy({ $0 == 1 }) { return }
    pane.show(as: "scores") {
      var scores: [[Double]] = [[], []]
      for r in 0..<min(batch.count, 300) {
        let h = words.V.rows(at: batch.inputs(of: r).map(Int.init)).mean(axis: 0)
        for (o, label) in zip(batch.outputs(of: r), batch.labels(of: r)) {
          scores[Int(label)].append(Double((words.U.row(Int(o)) * h).sum().scalar))
        }
      }
      return .histogram(
        Histogram(
          [("label 1", scores[1]), ("label 0", scores[0])], isNormalized: true,
          xLabel: "score u·h"))
    }
  }
}

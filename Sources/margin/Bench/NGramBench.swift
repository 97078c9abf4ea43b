import LessonKit
import Margin

@testable import Lesson02

/// How fast n-grams are counted and smoothed.
let nGramBenchmarks: [Benchmark] = [
  // The text is read from its file, as by a learner; the value is the number of n-grams.
  Benchmark(group: "ngram", work: "ngram-mkn5-fit-2m") { inputs in
    let path = try inputs.path("corpus.txt")
    return try Measurement.of(3) { Double(try fiveGrams(path).model.table.count) }
  },
  // The perplexity of the text that was held out, the model being there.
  Benchmark(group: "ngram", work: "ngram-mkn5-score-100k") { inputs in
    let (model, vocabulary) = try fiveGrams(inputs.path("corpus.txt"))
    let test = Sentences(
      try text(inputs.path("corpus_test.txt")), unit: .word, vocabulary: vocabulary)
    return Measurement.of(3) { Perplexity(model, test).value }
  },
]

private func text(_ path: String) throws -> Corpus {
  try DataSource(path, name: "corpus").text()
}

/// Modified Kneser–Ney of order 5.
private func fiveGrams(_ path: String) throws -> (model: NGramModel, vocabulary: Vocabulary) {
  let (sentences, vocabulary) = Sentences.reading(try text(path), unit: .word)
  let table = NGramTable(sentences, vocabulary: vocabulary.count, order: 5)
  let model = NGramModel(table, order: 5, SmoothingSettings(smoothing: .modifiedKneserNey))
  return (model, vocabulary)
}

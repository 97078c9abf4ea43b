import LessonKit
import Margin

@testable import Lesson03

/// How fast word vectors are learnt.
let wordVectorBenchmarks: [Benchmark] = [
  // One epoch of skip-gram with five words of noise, 100 dimensions; the text is read before. The value is
  // the mean loss of held-out pairs, each with five words of noise.
  Benchmark(group: "word-vectors", work: "sgns-epoch") { inputs in
    let text = try WordText(
      DataSource(inputs.path("corpus.txt"), name: "corpus").text(), minimumCount: 5)
    let pairs = try DataSource(inputs.path("word2vec_pairs.csv"), name: "pairs").text()
    var samples: [Double] = []
    var words: WordTable<Float>?
    for seed in 0..<3 {
      let began = ContinuousClock.now
      words = epoch(text, seed: UInt64(seed))
      samples.append((ContinuousClock.now - began) / .seconds(1))
    }
    return Measurement(
      samples: samples, value: words.map { heldOutLoss($0, pairs) }, threads: Threads.count)
  }
]

private func epoch(_ text: WordText, seed: UInt64) -> WordTable<Float> {
  var random = RandomSource(seed: seed)
  var words = WordTable<Float>(text, dimensions: 100, using: &random)
  var examples = Examples(.skipGram, .negativeSampling, nil)
  examples.set(text, window: 5, negatives: 5, power: 0.75, t: 1e-3)
  var seen = 0
  for chunk in text.chunks {
    let rate = 0.025 - (0.025 - 0.0001) * Double(seen) / Double(text.tokens.count)
    _ = examples.inBatches(text.sentences(chunk), using: &random) { batch in
      words.descend(batch, .negativeSampling, rate: rate, divides: true)
    }
    seen += chunk.tokenCount
  }
  return words
}

/// The mean over the pairs of −ln σ(v·u) and, for each of their words of noise, −ln σ(−v·u).
private func heldOutLoss(_ words: WordTable<Float>, _ pairs: Corpus) -> Double {
  var batch = LogisticBatch()
  var count = 0
  for line in pairs.lines.dropFirst() {
    let fields = line.split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 3, let centre = words.number(of: fields[0]),
      let context = words.number(of: fields[1])
    else { continue }
    let isPair = fields[2] == "1"
    if isPair { count += 1 }
    batch.appendInput(Int32(centre))
    batch.appendOutput(Int32(context), label: isPair ? 1 : 0)
    batch.endRegression()
  }
  var table = words
  return table.descend(batch, .negativeSampling, rate: 0, divides: true) / Double(max(1, count))
}

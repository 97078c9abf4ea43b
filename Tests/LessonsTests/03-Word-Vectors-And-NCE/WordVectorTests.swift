import Foundation
import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson03

@Suite("Word vectors: what holds for every input")
struct WordVectorTests {
  private func run(
    _ values: [String: ParameterValue], _ paths: [String: String] = [:], seed: UInt64 = 0
  ) throws -> RecordingHost {
    try LessonsTests.run(Word2Vec(), values, seed: seed) { $0.paths = paths }
  }

  @Test("a code's mean length is between the entropy and one bit more, and Kraft's sum is 1")
  func huffman() {
    var random = RandomSource(seed: 4)
    for size in 2..<200 {
      let counts = (0..<size).map { _ in 1 + random.integer(below: 50 * size) }.sorted(by: >)
      let tree = HuffmanCode(counts)
      #expect(tree.meanLength >= tree.entropy - 1e-12 && tree.meanLength < tree.entropy + 1)
      let kraft = (0..<size).reduce(0.0) { $0 + pow(2, -Double(tree.code(of: $1).count)) }
      #expect(abs(kraft - 1) < 1e-12)
      let codes = (0..<size).map(tree.code(of:))
      #expect(Set(codes).count == size && tree.children.count == size - 1)
    }
    #expect(HuffmanCode([7]).code(of: 0) == "" && HuffmanCode([3, 2]).code(of: 0).count == 1)
    #expect(HuffmanCode([7]).meanLength == 0)
  }

  @Test(
    "the step is the gradient, by central differences, for every objective",
    arguments: WordObjective.allCases, [[1], [0, 3, 3, 5]])
  func gradients(objective: WordObjective, inputs: [Int]) throws {
    var random = RandomSource(seed: 2)
    let tree = HuffmanCode([30, 20, 15, 11, 7, 3])
    var batch = LogisticBatch()
    for input in inputs { batch.appendInput(Int32(input)) }
    switch objective {
    case .negativeSampling:
      for (o, label): (Int32, UInt8) in [(4, 1), (0, 0), (5, 0), (0, 0), (4, 0)] {
        batch.appendOutput(o, label: label)
      }
    case .hierarchicalSoftmax:
      for i in tree.path(of: 4) { batch.appendOutput(tree.nodes[i], label: 1 - tree.bits[i]) }
    case .fullSoftmax: batch.appendOutput(4, label: 1)
    }
    batch.endRegression()
    let start = WordTable(
      (0..<6).map { "\($0)" }, V: Tensor<Double>.normal([6, 3], using: &random),
      U: .normal([6, 3], using: &random))
    var moved = start
    _ = moved.descend(batch, objective, rate: 1, divides: true)
    func loss(_ inputs: Tensor<Double>, _ outputs: Tensor<Double>) -> Double {
      var table = WordTable(start.words, V: inputs, U: outputs)
      return table.descend(batch, objective, rate: 0, divides: true)
    }
    let step = 1e-5
    for i in 0..<6 {
      for d in 0..<3 {
        for isInput in [true, false] {
          func shifted(_ h: Double) -> Double {
            var (inputs, outputs) = (start.V, start.U)
            if isInput { inputs[i, d] += h } else { outputs[i, d] += h }
            return loss(inputs, outputs)
          }
          let slope = (shifted(step) - shifted(-step)) / (2 * step)
          let gradient = isInput ? start.V[i, d] - moved.V[i, d] : start.U[i, d] - moved.U[i, d]
          #expect(abs(slope - gradient) < 1e-6 * max(1, abs(slope)), "\(i) \(d) \(isInput)")
        }
      }
    }
  }

  @Test("the noise is drawn as often as its probabilities say")
  func noise() {
    let counts = (1...30).map { 2000 / $0 }
    let p = WordNoise.probabilities(counts, power: 0.75)
    var noise = WordNoise()
    noise.set(counts, power: 0.75)
    var random = RandomSource(seed: 1)
    var drawn = [Double](repeating: 0, count: counts.count)
    for _ in 0..<100_000 { drawn[Int(noise.draw(using: &random))] += 1 }
    let chiSquare = zip(drawn, p).reduce(0) { $0 + pow($1.0 - 1e5 * $1.1, 2) / (1e5 * $1.1) }
    // The 99.9 % quantile of 29 degrees of freedom.
    #expect(chiSquare < 58.30)
  }

  @Test("a threshold of at least the largest share, or 0, keeps every word")
  func subSampling() {
    #expect(SubSampling.keepProbabilities([50, 30, 20], t: 0.5) == [1, 1, 1])
    #expect(SubSampling.keepProbabilities([50, 30, 20], t: 0) == [1, 1, 1])
    #expect(SubSampling.keepProbabilities([5000, 2], t: 1e-3)[0] < 0.04)
  }

  @Test("the text in numbers: frequent words first, rare ones left out, long lines cut")
  func text() throws {
    let text = try WordText(Corpus("a b a c\n\nb a d\n"), minimumCount: 2)
    #expect(text.words == ["a", "b"] && text.counts == [3, 2] && text.tokens == [0, 1, 0, 1, 0])
    #expect(text.chunks.map(\.rawCount).reduce(0, +) == 7)
    let sentences = text.chunks.flatMap { text.sentences($0).map(Array.init) }
    #expect(sentences == [[0, 1, 0], [1, 0]])
    let long = try WordText(
      Corpus(String(repeating: "x y ", count: 1200)), minimumCount: 1)
    let lengths = long.chunks.flatMap { long.sentences($0).map(\.count) }
    #expect(lengths.reduce(0, +) == 2400 && lengths.allSatisfy { $0 <= 1000 })
  }

  @Test("a window of 1 makes neighbours examples, in both architectures")
  func examples() throws {
    let text = try WordText(Corpus("a b c\n"), minimumCount: 1)
    var random = RandomSource(seed: 0)
    for (architecture, expected) in [
      (Architecture.skipGram, ["0>1", "1>0", "1>2", "2>1"]), (.cbow, ["1>0", "02>1", "1>2"]),
    ] {
      var examples = Examples(architecture, .fullSoftmax, nil)
      examples.set(text, window: 1, negatives: 1, power: 1, t: 0)
      var found: [String] = []
      for chunk in text.chunks {
        _ = examples.inBatches(text.sentences(chunk), using: &random) { batch in
          found += (0..<batch.count).map { r in
            batch.inputs(of: r).map { "\($0)" }.joined() + ">"
              + batch.outputs(of: r).map { "\($0)" }.joined()
          }
          return 0
        }
      }
      #expect(found == expected)
    }
  }

  @Test("in batches, drawn by another thread, examples are the same and come in the same order")
  func batches() throws {
    var random = RandomSource(seed: 3)
    let text = try WordText(Corpus(GeneratedWorld.text(using: &random)), minimumCount: 1)
    let all = WordText.Chunk(sentences: 0..<5000)
    let tree = HuffmanCode(text.counts)
    // With the full softmax there is one batch; both draw windows alone.
    let found = [WordObjective.hierarchicalSoftmax, .fullSoftmax].map { objective in
      var examples = Examples(.cbow, objective, tree)
      examples.set(text, window: 5, negatives: 1, power: 1, t: 0.1)
      var source = RandomSource(seed: 4)
      var (inputs, sizes): ([[Int32]], [Int]) = ([], [])
      let sum = examples.inBatches(text.sentences(all), using: &source) { batch in
        inputs += (0..<batch.count).map { Array(batch.inputs(of: $0)) }
        sizes.append(batch.count)
        return Double(batch.count)
      }
      #expect(sum == Double(inputs.count) && examples.count == inputs.count)
      #expect(examples.batch.count == sizes.last)
      return (inputs, sizes, source)
    }
    #expect(found[0].0 == found[1].0 && found[0].2 == found[1].2)
    #expect(found[0].1.count > 1 && found[1].1.count == 1)
  }

  @Test("outputs of 0 make the first loss (k + 1) ln 2")
  func firstLoss() throws {
    let host = try run(["epochs": .integer(1), "rate": .number(0.001)])
    let first = try #require(host.series["loss"]?.first)
    #expect(abs(first - 6 * log(2)) < 0.01)
  }

  @Test("vectors are kept in word2vec's format, and read with and without its first line")
  func vectorFile() throws {
    let host = RecordingHost()
    let pane = Pane(host: host, seed: 0)
    let file = "3 2\nking 1 0.5\nqueen -1 2e-3\nman 0 0\n"
    for text in [file, String(file.drop { $0 != "\n" }.dropFirst())] {
      let table = try WordTable<Float>(vectorFile: Corpus(text), in: pane)
      #expect(table.words == ["king", "queen", "man"])
      #expect(table.V.scalars == [1, 0.5, -1, 2e-3, 0, 0])
      // A vector of 0 is near to nothing.
      #expect(table.nearest(to: table.V.row(0), 3).allSatisfy { $0.cosine.isFinite })
    }
    #expect(host.lines == ["vectors: the first line is none of “words numbers”: read as GloVe's"])
    for (text, words) in [
      ("3 2\nking 1 0.5\nqueen -1\n", "line 3 has 1 numbers behind its word where 2 are needed"),
      ("4 2\na 1 2\nb 1 2\n", "4 words are declared, and there are 2"),
      ("", "there are no two words"), ("a 1 x\nb 1 2\n", "line 1 has 1 numbers"),
      ("a 1 nan\nb 1 2\n", "line 1"),
    ] {
      let error = #expect(throws: VectorFileError.self) {
        try WordTable<Float>(vectorFile: Corpus(text), in: pane)
      }
      #expect("\(try #require(error))".contains(words), "\(text)")
    }
  }

  @Test("analogies: by hand, with and without the words of the question")
  func analogies() {
    // Gender along the first axis, roles along the others.
    let vectors = Tensor<Double>([1, 2, 0, -1, 2, 0, 1, 0, 2, -1, 0, 2], shape: [4, 3])
    let table = WordTable(["man", "woman", "king", "queen"], V: vectors, U: vectors)
    let question = [["man", "woman", "king", "queen"]]
    #expect(table.analogyAccuracy(question, excludes: true) == 1)
    #expect(table.analogyAccuracy([["man", "woman", "king", "horse"]], excludes: true) == nil)
    #expect(table.nearest(to: table.offset(0, 1, 2), 1).first?.word == 3)
    #expect(GeneratedWorld.analogies.count == 30)
  }

  @Test("a text without two frequent words, and an unknown word, are told in words")
  func degenerate() throws {
    for (text, values) in [("a a a a\n", 1), ("a b c\n", 2), ("\n", 1)] {
      let path = try temporaryCSV(text)
      let error = #expect(throws: TextError.self) {
        try run(["minimumCount": .integer(values)], ["corpus": path])
      }
      #expect("\(try #require(error))".contains("2 are needed"))
    }
    let host = try run([
      "epochs": .integer(1), "query": .text("unicorn"), "analogy": .text("man woman"),
    ])
    #expect(try host.table("neighbours").columns == ["not in the vocabulary"])
    #expect(try host.table("analogy").columns == ["three words are needed"])
  }

  @Test("vectors that are given are shown, and nothing is learnt")
  func given() throws {
    let path = try temporaryCSV("king 1 2\nqueen -1 2\nman 1 0\nwoman -1 0.1\n")
    let host = try run([:], ["vectors": path])
    #expect(host.steps == 1 && host.series["loss"] == nil)
    #expect(try host.table("neighbours").rows.count == 3)
  }
}

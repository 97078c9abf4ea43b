import Margin
import TestSupport
import Testing

@testable import Lesson03

@Suite("Word vectors: golden values")
struct WordGoldenTests {
  private let file: GoldenFile

  init() throws { file = try GoldenFile("03-word-vectors") }

  private func table(_ golden: GoldenCase) throws -> WordTable<Double> {
    let inputs = try golden.inputs[dynamicMember: "input vectors"].tensor
    let outputs = try golden.inputs[dynamicMember: "output vectors"].tensor
    return WordTable((0..<inputs.shape[0]).map { "\($0)" }, V: inputs, U: outputs)
  }

  private func batch(_ inputs: [Int], positive: Int, _ negatives: [Int] = []) -> LogisticBatch {
    var batch = LogisticBatch()
    for input in inputs { batch.appendInput(Int32(input)) }
    batch.appendOutput(Int32(positive), label: 1)
    for negative in negatives { batch.appendOutput(Int32(negative), label: 0) }
    batch.endRegression()
    return batch
  }

  private func expect(
    _ found: Tensor<Double>, _ expected: GoldenValue, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try expected.tensor
    try #require(found.shape == expected.shape, sourceLocation: sourceLocation)
    let difference = zip(found.scalars, expected.scalars).map { abs($0 - $1) }.max() ?? 0
    #expect(difference < 1e-11, "\(name)", sourceLocation: sourceLocation)
  }

  @Test("skip-gram with negative sampling: loss, both gradients and the vectors after a step")
  func skipGram() throws {
    let golden = try file.case("skip-gram, negative sampling")
    let (inputs, expected) = (golden.inputs, golden.expected)
    let batch = batch(
      [Int(try inputs.centre.number)], positive: Int(try inputs.context.number),
      try inputs.negatives.values.map { Int(try $0.number) })
    let start = try table(golden)
    // A rate of 1 makes the step the gradient.
    var moved = start
    let loss = moved.descend(batch, .negativeSampling, rate: 1, divides: true)
    #expect(abs(loss - (try expected[dynamicMember: "loss nats"].number)) < 1e-11)
    try expect(start.V - moved.V, expected[dynamicMember: "gradient of input vectors"], "V")
    try expect(start.U - moved.U, expected[dynamicMember: "gradient of output vectors"], "U")
    moved = start
    let rate = try inputs[dynamicMember: "learning rate"].number
    _ = moved.descend(batch, .negativeSampling, rate: rate, divides: true)
    try expect(moved.U, expected[dynamicMember: "output vectors after the step"], "U after")
    try expect(
      moved.V.row(2), expected[dynamicMember: "input vector of the centre after the step"], "v")
  }

  @Test("CBOW: the true gradient is divided by the context's size, word2vec.c's is not")
  func cbow() throws {
    let golden = try file.case("CBOW")
    let batch = batch(
      try golden.inputs.context.values.map { Int(try $0.number) },
      positive: Int(try golden.inputs.target.number),
      try golden.inputs.negatives.values.map { Int(try $0.number) })
    let start = try table(golden)
    for divides in [true, false] {
      var moved = start
      let loss = moved.descend(batch, .negativeSampling, rate: 1, divides: divides)
      #expect(abs(loss - (try golden.expected[dynamicMember: "loss nats"].number)) < 1e-11)
      let share = divides ? 1.0 : 0.25
      try expect(
        (start.V - moved.V) * share, golden.expected[dynamicMember: "gradient of input vectors"],
        "V")
      try expect(
        start.U - moved.U, golden.expected[dynamicMember: "gradient of output vectors"], "U")
    }
  }

  @Test("full softmax: loss and both gradients")
  func softmax() throws {
    let golden = try file.case("skip-gram, full softmax")
    let start = try table(golden)
    var moved = start
    let loss = moved.descend(batch([2], positive: 4), .fullSoftmax, rate: 1, divides: true)
    #expect(abs(loss - (try golden.expected[dynamicMember: "loss nats"].number)) < 1e-11)
    try expect(
      start.U - moved.U, golden.expected[dynamicMember: "gradient of output vectors"], "U")
    try expect(
      (start.V - moved.V).row(2),
      golden.expected[dynamicMember: "gradient of the centre's input vector"], "v")
  }

  @Test(
    "Huffman codes to the bit, their paths, mean length and entropy",
    arguments: ["Huffman codes, 8", "Huffman codes, 6", "Huffman codes, equal"])
  func huffman(name: String) throws {
    let golden = try file.case(name)
    let tree = HuffmanCode(
      try golden.inputs[dynamicMember: "counts (falling)"].values.map { Int(try $0.number) })
    let paths = golden.expected[
      dynamicMember: "inner nodes on the path (root first, numbered 0…V-2 in order of creation)"]
    for (word, code) in golden.expected.codes.values.enumerated() {
      #expect(tree.code(of: word) == (try code.text))
      let path = try paths[word].values.map { Int32(try $0.number) }
      #expect(Array(tree.nodes[tree.path(of: Int32(word))]) == path)
    }
    let length = try golden.expected[dynamicMember: "mean code length bits"].number
    #expect(abs(tree.meanLength - length) < 1e-12)
    #expect(abs(tree.entropy - (try golden.expected[dynamicMember: "entropy bits"].number)) < 1e-12)
  }

  @Test("hierarchical softmax: the probabilities of all words, the loss and both gradients")
  func hierarchical() throws {
    let golden = try file.case("hierarchical softmax")
    let (inputs, expected) = (golden.inputs, golden.expected)
    let tree = HuffmanCode(try inputs.counts.values.map { Int(try $0.number) })
    let h = try inputs.h.tensor.unsqueezed(axis: 0)
    let start = WordTable(
      ["h"], V: h, U: try inputs[dynamicMember: "node vectors"].tensor)
    func step(_ word: Int) -> (loss: Double, moved: WordTable<Double>) {
      var batch = LogisticBatch()
      batch.appendInput(0)
      for i in tree.path(of: Int32(word)) {
        batch.appendOutput(tree.nodes[i], label: 1 - tree.bits[i])
      }
      batch.endRegression()
      var moved = start
      return (moved.descend(batch, .hierarchicalSoftmax, rate: 1, divides: true), moved)
    }
    let p = expected[dynamicMember: "probabilities of all words (sum 1)"].values
    var sum = 0.0
    for word in p.indices {
      let probability = exp(-step(word).loss)
      #expect(abs(probability - (try p[word].number)) < 1e-11)
      sum += probability
    }
    #expect(abs(sum - 1) < 1e-12)
    let (loss, moved) = step(Int(try inputs.word.number))
    #expect(abs(loss - (try expected[dynamicMember: "loss nats"].number)) < 1e-11)
    try expect((start.V - moved.V).row(0), expected[dynamicMember: "gradient of h"], "h")
    try expect(start.U - moved.U, expected[dynamicMember: "gradient of node vectors"], "nodes")
  }

  @Test("sub-sampling as the program has it, and the noise")
  func samplingProbabilities() throws {
    let golden = try file.case("sub-sampling")
    let counts = try golden.inputs.counts.values.map { Int(try $0.number) }
    let t = try golden.inputs[dynamicMember: "threshold t"].number
    try expect(
      Tensor(SubSampling.keepProbabilities(counts, t: t)),
      golden.expected[dynamicMember: "keep probability of word2vec.c sqrt(t/f) + t/f"], "keep")
    try expect(
      Tensor(WordNoise.probabilities(counts, power: 0.75)),
      golden.expected[dynamicMember: "unigram^0.75"], "noise")
  }

  @Test("NCE on a small batch: loss and gradients")
  func contrastiveEstimation() throws {
    let golden = try file.case("NCE on a small batch")
    let inputs = golden.inputs
    let model = UnnormalisedModel(try inputs[dynamicMember: "scores s_theta"].tensor)
    model.c = Tensor(try inputs[dynamicMember: "c (log of 1/Z, learned)"].number)
    let q = try inputs[dynamicMember: "noise q"].tensor
    let k = try inputs.k.number
    func shares(_ words: [Double], _ count: Int) -> Tensor<Double> {
      var shares = [Double](repeating: 0, count: 5)
      for word in words { shares[Int(word)] += 1 / Double(count) }
      return Tensor(shares)
    }
    let data = try inputs.data.tensor.scalars
    let noise = try inputs[dynamicMember: "noise samples"].tensor.scalars
    let loss = NoiseContrastiveEstimation().classification(
      model.s + model.c - log(k * q), shares(data, data.count), shares(noise, data.count))
    let expected = golden.expected
    #expect(
      abs(loss.scalar - (try expected[dynamicMember: "loss nats (mean over data)"].number)) < 1e-11)
    try loss.backward()
    try expect(
      #require(model.$s.gradient), expected[dynamicMember: "gradient of the scores"], "s")
    try expect(#require(model.$c.gradient), expected[dynamicMember: "gradient of c"], "c")
  }

  @Test(
    "free scores end at ln p with NCE, at ln p/(k q) with negative sampling", arguments: [1, 5, 25])
  func optimum(k: Int) throws {
    let golden = try file.case("what the optimum of NCE")
    let (p, q) = (try golden.inputs.p.tensor, try golden.inputs.q.tensor)
    let expected = golden.expected[dynamicMember: "free scores by k"][dynamicMember: "\(k)"]
    let kernel = NoiseContrastiveEstimation()
    for (name, shift) in [
      ("NCE optimum = ln p", log(Double(k) * q)),
      ("negative sampling optimum = ln p/(k q)", Tensor<Double>.zeros(5)),
    ] {
      let model = UnnormalisedModel(.zeros(5))
      let optimizer = Adam([model.$s], rate: 0.05)
      for step in 1...5000 {
        optimizer.rate = 0.2 * pow(0.998, Double(step))
        try optimizer.minimize(kernel.classification(model.s - shift, p, Double(k) * q))
      }
      let optimum = try expected[dynamicMember: name].tensor
      #expect(abs(model.s.stoppingGradient() - optimum).max().scalar < 1e-4, "\(name)")
    }
  }

  @Test("Bengio's net: logits, probabilities, loss and every gradient")
  func bengio() throws {
    let golden = try file.case("Bengio 2003")
    let (inputs, expected) = (golden.inputs, golden.expected)
    var random = RandomSource(seed: 0)
    let hidden = Linear<Double>(4, 4, using: &random)
    hidden.weight = try inputs[dynamicMember: "H [h,(n-1)m]"].tensor
    hidden.bias?.value = try inputs[dynamicMember: "d [h]"].tensor
    let net = NeuralNet(
      C: try inputs[dynamicMember: "C [V,m]"].tensor, hidden: hidden,
      U: try inputs[dynamicMember: "U [V,h]"].tensor,
      W: Parameter(try inputs[dynamicMember: "W [V,(n-1)m] (direct connections)"].tensor),
      b: try inputs[dynamicMember: "b [V]"].tensor)
    let context = try inputs[dynamicMember: "context, oldest first"].values.map {
      Int(try $0.number)
    }
    let y = net.logits([context.reversed()])
    try expect(y.stoppingGradient().row(0), expected.y, "y")
    try expect(y.softmax(axis: 1).stoppingGradient().row(0), expected.p, "p")
    let loss = net.loss([context.reversed()], [Int(try inputs.word.number)])
    #expect(abs(loss.scalar - (try expected[dynamicMember: "loss nats"].number)) < 1e-11)
    try loss.backward()
    for (name, gradient) in [
      ("C", net.$C.gradient), ("H", hidden.$weight.gradient), ("d", hidden.bias?.gradient),
      ("U", net.$U.gradient), ("W", net.W?.gradient), ("b", net.$b.gradient),
    ] {
      try expect(#require(gradient), expected[dynamicMember: "gradient \(name)"], name)
    }
    // |V| (1 + n m + h) + h (1 + (n − 1) m) with direct connections, n = 3.
    #expect(net.parameterCount == 5 * (1 + 3 * 2 + 4) + 4 * (1 + 2 * 2))
  }
}

import LessonKit
import Margin

/// What is learnt: a vector for each word as input and one as output.
struct WordTable<Scalar: TensorScalar> {
  let words: [String]
  /// How often each occurs; empty of vectors that were read.
  let counts: [Int]
  private(set) var V: Tensor<Scalar>
  private(set) var U: Tensor<Scalar>
  private let numbers: [String: Int]

  /// Vectors that are known.
  init(_ words: [String], counts: [Int] = [], V: Tensor<Scalar>, U: Tensor<Scalar>) {
    (self.words, self.counts, self.V, self.U) = (words, counts, V, U)
    numbers = Dictionary(zip(words, words.indices)) { first, _ in first }
  }

  /// Inputs uniform within ±½/D, outputs 0.
  init(_ text: WordText, dimensions D: Int, using random: inout RandomSource) {
    let (size, bound) = (text.words.count, 0.5 / Double(D))
    self.init(
      text.words, counts: text.counts,
      V: .uniform([size, D], in: -bound..<bound, using: &random), U: .zeros(size, D))
  }

  func number(of word: String) -> Int? { numbers[word] ?? numbers[word.lowercased()] }

  /// Makes a step for each example in turn.
  ///
  /// - Parameters:
  ///   - batch: The examples.
  ///   - objective: What a prediction is.
  ///   - rate: α.
  ///   - divides: Whether each word of a context gets its share of the gradient of h, rather than all.
  /// - Returns: The sum of the losses in nats.
  mutating func descend(
    _ batch: LogisticBatch, _ objective: WordObjective, rate: Double, divides: Bool
  ) -> Double {
    objective == .fullSoftmax
      ? descendSoftmax(batch, rate: Scalar(rate), divides: divides)
      : batch.descend(&V, &U, rate: rate, dividesByInputs: divides)
  }

  /// −ln p(o | h), p = softmax(U h): dU = (p − e_o) hᵀ, dh = Uᵀ (p − e_o); 32 examples at a time.
  private mutating func descendSoftmax(
    _ batch: LogisticBatch, rate: Scalar, divides: Bool
  ) -> Double {
    var loss = 0.0
    for start in stride(from: 0, to: batch.count, by: 32) {
      let block = start..<min(batch.count, start + 32)
      // The rows of V, and for each of them which example it is of.
      let inputs = block.flatMap { batch.inputs(of: $0).map(Int.init) }
      let owners = block.flatMap { r in batch.inputs(of: r).map { _ in r - start } }
      let targets = block.map { Int(batch.outputs(of: $0)[batch.outputs(of: $0).startIndex]) }
      let share = Tensor(block.map { 1 / Scalar(batch.inputs(of: $0).count) }).unsqueezed(axis: 1)
      let h = V.rows(at: inputs).summed(at: owners, size: block.count) * share
      let logP = matmul(h, U.transposed()).logSoftmax(axis: 1)
      loss -= Double(logP.picked(at: targets).sum().scalar)
      let error = exp(logP) - Tensor.oneHot(targets, size: words.count)
      let dh = divides ? matmul(error, U) * share : matmul(error, U)
      U = U - rate * matmul(error.transposed(), h)
      V = V - rate * dh.rows(at: owners).summed(at: inputs, size: words.count)
    }
    return loss
  }
}

// Questions.
extension WordTable {
  /// A word and how near it is.
  struct Neighbour {
    var word: Int
    var cosine: Double
  }

  /// The words whose vectors have the largest cosine with `vector` [D], without those in `excluded`.
  func nearest(
    to vector: Tensor<Scalar>, _ count: Int, excluding excluded: [Int] = []
  ) -> [Neighbour] {
    let cosines = matmul(units, vector / norm(vector)).scalars
    let others = cosines.indices.filter { !excluded.contains($0) && !cosines[$0].isNaN }
    return others.sorted { (cosines[$0], $1) > (cosines[$1], $0) }.prefix(count).map {
      Neighbour(word: $0, cosine: Double(cosines[$0]))
    }
  }

  /// The vector of “b − a + c”, of vectors of unit length.
  func offset(_ a: Int, _ b: Int, _ c: Int) -> Tensor<Scalar> {
    let unit = { (word: Int) in V.row(word) / norm(V.row(word)) }
    return unit(b) - unit(a) + unit(c)
  }

  /// Of the questions “a b c d” whose words are all known, the share in which d is the nearest word to
  /// b − a + c; nil where there is none.
  func analogyAccuracy(_ questions: [[String]], excludes: Bool) -> Double? {
    let known = questions.compactMap { question in
      let words = question.compactMap(number(of:))
      return words.count == 4 ? words : nil
    }
    if known.isEmpty { return nil }
    let units = units
    let right = stride(from: 0, to: known.count, by: 256).reduce(0) { sum, start in
      let block = known[start..<min(known.count, start + 256)]
      let offsets = Tensor(
        rows: block.map { units.row($0[1]) - units.row($0[0]) + units.row($0[2]) })
      var cosines = matmul(offsets, units.transposed())
      for (n, question) in block.enumerated() where excludes {
        for word in question[..<3] { cosines[n, word] = -.infinity }
      }
      return sum + zip(cosines.argmax(axis: 1), block).count { $0 == $1[3] }
    }
    return Double(right) / Double(known.count)
  }

  /// The vectors with length 1; 0 stays 0.
  private var units: Tensor<Scalar> {
    V / sqrt(square(V).sum(axis: 1, keepingAxis: true) + Scalar.leastNormalMagnitude)
  }

  /// ‖v‖, above 0.
  private func norm(_ v: Tensor<Scalar>) -> Scalar {
    max(sqrt(square(v).sum().scalar), Scalar.leastNormalMagnitude.squareRoot())
  }
}

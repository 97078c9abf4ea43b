import Tensors
import Testing

@Suite("Choices")
struct ChoiceTests {
  @Test("an alias table holds exactly the probabilities it was made of")
  func aliasTable() {
    var random = RandomSource(seed: 31)
    var cases: [[Double]] = [
      [1], [1, 1], [1, 0], [0, 0, 5], [1, 2, 3, 4], [1e-12, 1, 1e12], [0.1, 0.2, 0.3, 0.4],
    ]
    for size in 1...60 {
      cases.append((0..<size).map { _ in random.uniform() < 0.2 ? 0 : random.exponential() })
    }
    for weights in cases where weights.contains(where: { $0 > 0 }) {
      let total = weights.reduce(0, +)
      let table = AliasTable(weights)
      #expect(table.count == weights.count)
      for (held, weight) in zip(table.probabilities, weights) {
        #expect(abs(held - weight / total) < 1e-15 * Double(weights.count))
        if weight == 0 { #expect(held == 0) }
      }
    }
  }

  @Test("draws from an alias table have its probabilities")
  func aliasDraws() {
    var random = RandomSource(seed: 32)
    let weights: [Double] = [5, 0, 1, 3, 0.25, 8, 2]
    let table = AliasTable(weights)
    var counts = [Int](repeating: 0, count: weights.count)
    for index in table.draw(500_000, using: &random) { counts[index] += 1 }
    #expect(counts[1] == 0)
    #expect(chiSquareExcess(counts, table.probabilities) < 3.1)
  }

  @Test("draws by logits have the probabilities of their softmax")
  func logits() {
    var random = RandomSource(seed: 33)
    let row: [Float] = [1000, 1001, -.infinity, 999.5, 1002]
    let logits = Tensor(rows: [Tensor(row), Tensor(row.reversed())])
    let many = Tensor(rows: (0..<100_000).flatMap { _ in logits.rows })
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 5), count: 2)
    for (n, k) in random.categorical(logits: many).enumerated() { counts[n % 2][k] += 1 }
    let probabilities = logits.softmax(axis: 1).rows.map { $0.scalars.map(Double.init) }
    for row in 0..<2 {
      #expect(chiSquareExcess(counts[row], probabilities[row]) < 3.1)
      #expect(counts[row][2] == 0)
    }
  }

  @Test("logits of one row, of a transposed matrix and of no rows")
  func logitShapes() {
    var random = RandomSource(seed: 34)
    #expect(random.categorical(logits: Tensor<Double>([-.infinity, 0])) == [1])
    let x: Tensor<Double> = [[0, 1000], [1000, 0], [0, 2000]]
    #expect(random.categorical(logits: x) == [1, 0, 1])
    #expect(random.categorical(logits: x.transposed()) == [1, 2])
    #expect(random.categorical(logits: Tensor<Double>.zeros(0, 3)).isEmpty)
  }

  @Test("each order of a permutation is as likely as the others")
  func permutations() {
    var random = RandomSource(seed: 35)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<48_000 { counts[random.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(chiSquareExcess(Array(counts.values), Array(repeating: 1.0 / 24, count: 24)) < 3.1)
  }
}

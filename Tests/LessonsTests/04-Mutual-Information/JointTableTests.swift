import Margin
import TestSupport
import Testing

@testable import Lesson04

@Suite("Mutual information of tables and counts")
struct JointTableTests {
  let goldens: GoldenFile

  init() throws { goldens = try GoldenFile("04-mutual-information") }

  @Test(
    "information, entropies and pointwise information of the golden tables",
    arguments: [
      "independent", "equal, uniform", "binary symmetric", "weather", "one certain", "uncorrelated",
      "with zero cells",
    ])
  func tables(_ name: String) throws {
    let golden = try goldens.case(name)
    let table = JointTable(
      try golden.inputs[dynamicMember: "joint p(x, y), rows x"].tensor)
    let entropies = Entropies(table)
    for (value, key) in [
      (table.information, "I nats"), (entropies.x, "H(X) nats"), (entropies.y, "H(Y) nats"),
      (entropies.joint, "H(X,Y) nats"), (entropies.xGivenY, "H(X|Y) nats"),
      (entropies.yGivenX, "H(Y|X) nats"), (entropies.information, "I nats"),
    ] {
      let expected = try golden.expected[dynamicMember: key].number
      #expect(abs(value - expected) < 1e-12, "\(name): \(key)")
    }
    let pointwise = table.pointwiseInformation
    let rows = golden.expected[dynamicMember: "pointwise MI bits (null where p = 0)"].values
    for (i, row) in rows.enumerated() {
      for (j, expected) in row.values.enumerated() {
        if let bits = try? expected.number {
          #expect(abs(pointwise[i, j] / log(2) - bits) < 1e-12)
        } else {
          #expect(pointwise[i, j].isNaN)
        }
      }
    }
  }

  @Test("counts: plug-in and Miller–Madow, information and each entropy")
  func counts() throws {
    let golden = try goldens.case("counts")
    let counts = try golden.inputs[dynamicMember: "counts, rows x"].tensor
    let (plain, corrected) = (Entropies(counts: counts), Entropies(correcting: counts))
    let expected = golden.expected
    #expect(
      abs(plain.information - (try expected[dynamicMember: "plug-in I nats"].number)) < 1e-12)
    #expect(
      abs(corrected.information - (try expected[dynamicMember: "Miller–Madow I nats"].number))
        < 1e-12)
    let all = try expected[dynamicMember: "Miller–Madow H(X), H(Y), H(X,Y) nats"].tensor
    #expect(abs(Tensor([corrected.x, corrected.y, corrected.joint]) - all).max().scalar < 1e-12)
  }

  @Test("of a thousand random tables: never negative, symmetric, never more by processing")
  func invariants() {
    var random = RandomSource(seed: 1)
    for _ in 0..<1000 {
      let weights = exp(2 * Tensor<Double>.normal([4, 5], using: &random))
      let table = JointTable(counts: weights)
      let information = table.information
      #expect(information > -1e-12)
      #expect(information < min(table.entropyX, table.entropyY) + 1e-12)
      #expect(abs(JointTable(table.p.transposed()).information - information) < 1e-12)
      #expect(abs(Entropies(table).information - information) < 1e-12)
      let order = random.permutation(4)
      #expect(abs(JointTable(table.p.rows(at: order)).information - information) < 1e-12)
      // Y → Z by a random channel, and two values of Y taken for one.
      let channel = Tensor<Double>.uniform([5, 3], in: 0.01..<1, using: &random)
      let processed = matmul(table.p, channel / channel.sum(axis: 1, keepingAxis: true))
      #expect(JointTable(processed).information < information + 1e-12)
    }
  }

  @Test("the mean of the plug-in on independent data is what theory and the goldens say")
  func bias() throws {
    let golden = try goldens.case("bias on independent")
    var random = RandomSource(seed: 2)
    for (n, k) in [(50, 4), (50, 8), (500, 8)] {
      var (plain, corrected) = (0.0, 0.0)
      for _ in 0..<400 {
        let x = (0..<n).map { _ in random.integer(below: k) }
        let y = (0..<n).map { _ in random.integer(below: k) }
        let counts = jointCounts(x, y, [k, k])
        plain += Entropies(counts: counts).information / 400
        corrected += Entropies(correcting: counts).information / 400
      }
      let expected = golden.expected[dynamicMember: "n=\(n) k=\(k)"]
      #expect(abs(plain - (try expected[dynamicMember: "mean plug-in"].number)) < 0.02)
      #expect(abs(corrected - (try expected[dynamicMember: "mean Miller–Madow"].number)) < 0.02)
    }
  }

  @Test("equal-mass bins are the same after any growing map, and equal values share one")
  func bins() {
    let values = [3.0, -1, 0.5, 7, 2, 0.1, 9, 4]
    #expect(equalMassBins(values, 4) == equalMassBins(values.map { exp($0) }, 4))
    #expect(equalMassBins([1, 1, 1, 2], 2) == [0, 0, 0, 1])
    #expect(equalWidthBins([0, 0.5, 1], 2) == [0, 1, 1])
    #expect(equalWidthBins([5, 5, 5], 8) == [0, 0, 0])
    let huge = Double.greatestFiniteMagnitude
    #expect(equalWidthBins([-huge, 0, huge], 2) == [0, 1, 1])
  }
}

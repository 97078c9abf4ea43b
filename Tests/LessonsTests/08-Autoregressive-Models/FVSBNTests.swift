import Margin
import TestSupport
import Testing

@testable import Lesson08

@Suite("FVSBN and tables") struct FVSBNTests {
  @Test("log-likelihoods, logits and gradients are the golden ones; all vectors add up to 1")
  func golden() throws {
    let golden = try GoldenFile("08-autoregressive").case("FVSBN")
    let net = BeliefNet<Double>(6)
    net.W = try golden.inputs.W.tensor
    net.b = try golden.inputs.b.tensor
    let x = try golden.inputs.x.tensor
    #expect(distance(net.logits(x), try golden.expected.logits.tensor) < golden.tolerance)
    let nll = net.nll(x)
    #expect(distance(-nll, try golden.expected.logLikelihood.tensor) < golden.tolerance)
    try (-nll.sum()).backward()
    let expected = golden.expected.gradients
    #expect(
      distance(try #require(net.$W.gradient), try expected.W.tensor) < golden.tolerance)
    #expect(distance(try #require(net.$b.gradient), try expected.b.tensor) < golden.tolerance)
    let p = exp(-net.nll(allVectors(6)))
    #expect(abs(p.sum().scalar - 1) < 1e-12)
    let marginals = (p.unsqueezed(axis: 1) * allVectors(6)).sum(axis: 0)
    #expect(distance(marginals, try golden.expected.marginals.tensor) < golden.tolerance)
    let samples = net.samples(noise(20_000, 6, seed: 1)).mean(axis: 0)
    #expect(distance(samples, marginals) < 5 * 0.5 / 20_000.squareRoot())
  }

  @Test("what stands on and above the diagonal has no effect")
  func diagonal() {
    let net = BeliefNet<Double>(5)
    net.W = weights([5, 5], seed: 1)
    let x = allVectors(5)
    let before = net.logits(x)
    for i in 0..<5 { for j in i..<5 { net.W[i, j] = 100 } }
    #expect(net.logits(x) == before)
    #expect(net.freeCount == 15)
  }

  @Test("tables are densities, and with a pseudo-count no vector is impossible")
  func tables() {
    let vectors = [[0, 1, 1], [0, 1, 0], [1, 0, 0], [0, 1, 1]]
    let tables = ConditionalTables(counting: vectors)
    let all = (0..<8).map { x in (0..<3).map { x >> (2 - $0) & 1 } }
    for alpha in [0.1, 0.5, 2] {
      let sum = all.reduce(0) { $0 + exp(tables.logLikelihood($1, alpha)) }
      #expect(abs(sum - 1) < 1e-12)
    }
    // Without one it is the share of the vectors that are the same.
    #expect(abs(exp(tables.logLikelihood([0, 1, 1], 0)) - 0.5) < 1e-12)
    #expect(tables.logLikelihood([1, 1, 1], 0) == -.infinity)
  }

  @Test("2ⁿ − 1 numbers, and a file's own vectors in three parts")
  func counts() throws {
    #expect(TableSize(pixels: 10, nll: [], independent: 0).parameters == 1023)
    let host = try run(TabularAutoregressive(), ["pixels": .integer(8)])
    #expect(host.results["parameters"] == 255)
    #expect(try host.table("tables").rows.count == 8)
  }

  @Test("eight probabilities are the products of their conditionals in every order")
  func chainRule() throws {
    for order in BitOrder.allCases {
      let host = try run(ChainRule(), ["order": .choice(order.rawValue)])
      #expect(try host.result("largest error of the products") < 1e-15)
      #expect(try host.result("numbers") == 7)
    }
    let weights = ["w000", "w001", "w010", "w011", "w100", "w101", "w110", "w111"]
    let error = #expect(throws: NoWeight.self) {
      try run(
        ChainRule(), Dictionary(uniqueKeysWithValues: weights.map { ($0, .number(0)) }))
    }
    #expect("\(try #require(error))" == "all weights are 0: one above 0 is needed")
  }
}

import Margin
import TestSupport
import Testing

@testable import Lesson09

@Suite("Hidden Markov models")
struct HiddenMarkovTests {
  let golden: GoldenFile

  init() throws { golden = try GoldenFile("09-hidden-markov") }

  @Test(
    "forward, backward, posteriors and pairs are the golden ones, in every arithmetic",
    arguments: Arithmetic.allCases)
  func passes(_ arithmetic: Arithmetic) throws {
    let golden = try golden.case("discrete: forward, backward, posteriors")
    let (chain, observations) = (try discreteChain(golden), try symbols(golden))
    var trellis = Trellis(observations.count)
    let counts = try chain.expectation(observations, in: &trellis, arithmetic)
    let expected = golden.expected
    func compare(_ vectors: [StateVector], _ expected: GoldenValue) throws {
      let found = Tensor(rows: vectors.map { Tensor($0.prefix(chain.K)) })
      #expect(abs(found - (try expected.tensor)).max().scalar < 1e-12)
    }
    #expect(
      relativeError(counts.logLikelihood, try expected.logLikelihood.number) < golden.tolerance)
    try compare((0..<observations.count).map(trellis.gamma), expected.gamma)
    try compare(counts.transitions, .list(sumOfPairs(expected.xi)))
    if arithmetic == .naive { return }
    try compare(trellis.alpha, expected.alphaScaled)
    try compare(trellis.beta, expected.betaScaled)
    #expect(abs(Tensor(trellis.c) - (try expected.scale.tensor)).max().scalar < golden.tolerance)
  }

  @Test("Viterbi's path is the likeliest of all paths", arguments: ["discrete: forw", "Gaussian"])
  func viterbi(_ name: String) throws {
    let golden = try golden.case(name)
    let isDiscrete = name.hasPrefix("discrete")
    let chain = try isDiscrete ? discreteChain(golden) : gaussianChain(golden)
    let observations = try isDiscrete ? symbols(golden) : values(golden)
    var trellis = Trellis(observations.count)
    let path = chain.likeliestPath(observations, in: &trellis)
    #expect(path.states.map(Double.init) == (try golden.expected.viterbi.tensor.scalars))
    #expect(
      relativeError(path.logProbability, try golden.expected.viterbiLogProbability.number) < 1e-12)
  }

  @Test("sixteen iterations climb as the golden ones do", arguments: Arithmetic.allCases)
  func climb(_ arithmetic: Arithmetic) throws {
    let golden = try golden.case("discrete: log-likelihood before")
    let observations = try symbols(golden)
    var chain = try discreteChain(golden)
    var trellis = Trellis(observations.count)
    for expected in golden.expected.logLikelihood.values {
      let counts = try chain.expectation(observations, in: &trellis, arithmetic)
      #expect(relativeError(counts.logLikelihood, try expected.number) < golden.tolerance)
      chain = Chain(
        maximising: counts, trellis.gamma, observations, from: chain, pseudocount: 0)
    }
  }

  @Test(
    "one iteration gives the golden parameters, of one sequence and of two",
    arguments: ["discrete: one Baum-Welch iteration", "discrete: one Baum-Welch iteration on two"])
  func iteration(_ name: String) throws {
    let golden = try golden.case(name)
    var observations = try symbols(golden)
    let sequences = golden.inputs.sequences.values
    if !sequences.isEmpty {
      let parts = try sequences.map { try $0.tensor.scalars.map { Int($0) } }
      observations = Observations(symbols: Array(parts.joined()), names: ["0", "1", "2", "3"])
      observations.sequences = [0..<parts[0].count, parts[0].count..<observations.symbolCount]
    }
    let former = try discreteChain(golden)
    var trellis = Trellis(observations.symbolCount)
    let counts = try former.expectation(observations, in: &trellis, .scaled)
    let chain = Chain(
      maximising: counts, trellis.gamma, observations, from: former, pseudocount: 0)
    try expectParameters(chain, golden.expected.start, golden.expected.transition)
    guard case .discrete(let B) = chain.emission else { return }
    let found = Tensor(columns: B.map { Tensor($0.prefix(chain.K)) })
    #expect(abs(found - (try golden.expected.emission.tensor)).max().scalar < golden.tolerance)
  }

  @Test(
    "one iteration with normal emissions gives the golden means and variances",
    arguments: [Arithmetic.scaled, .log])
  func gaussianIteration(_ arithmetic: Arithmetic) throws {
    let golden = try golden.case("Gaussian")
    let observations = try values(golden)
    let former = try gaussianChain(golden)
    var trellis = Trellis(observations.count)
    let counts = try former.expectation(observations, in: &trellis, arithmetic)
    let expected = golden.expected
    #expect(relativeError(counts.logLikelihood, try expected.logLikelihood.number) < 1e-12)
    let chain = Chain(
      maximising: counts, trellis.gamma, observations, from: former, pseudocount: 0)
    try expectParameters(chain, expected.newStart, expected.newTransition)
    guard case .gaussian(let mu, let variance) = chain.emission else { return }
    for (found, expected) in [(mu, expected.newMeans), (variance, expected.newVariances)] {
      #expect(
        abs(Tensor(found[0].prefix(2)) - (try expected.tensor)).max().scalar < golden.tolerance)
    }
  }

  @Test("the likelihood is the sum over all paths, and γ and ξ are shares of it, for any chain")
  func enumeration() throws {
    var random = RandomSource(seed: 5)
    for K in 2...4 {
      let observations = Observations(
        symbols: (0..<5).map { _ in random.integer(below: 3) }, names: ["a", "b", "c"])
      let chain = Chain(states: K, observations, using: &random)
      for arithmetic in Arithmetic.allCases {
        var trellis = Trellis(5)
        let counts = try chain.expectation(observations, in: &trellis, arithmetic)
        let paths = chain.allPaths(observations)
        let total = paths.reduce(0) { $0 + $1.probability }
        #expect(relativeError(exp(counts.logLikelihood), total) < 1e-12)
        for t in 0..<5 {
          #expect(abs(trellis.gamma(t).sum() - 1) < 1e-12)
          for i in 0..<K {
            let share = paths.reduce(0) { $0 + ($1.states[t] == i ? $1.probability : 0) } / total
            #expect(abs(trellis.gamma(t)[i] - share) < 1e-12)
          }
        }
        #expect(abs(counts.transitions.reduce(0) { $0 + $1.sum() } - 4) < 1e-12)
      }
      var trellis = Trellis(5)
      let best = chain.likeliestPath(observations, in: &trellis)
      let likeliest = chain.allPaths(observations).map(\.probability).max() ?? 0
      #expect(relativeError(exp(best.logProbability), likeliest) < 1e-12)
    }
  }

  @Test(
    "without a pseudocount no step falls, and log reckons as scaled does",
    arguments: [EmissionKind.discrete, .gaussian])
  func monotone(_ emission: EmissionKind) throws {
    let values: [String: ParameterValue] = [
      "emission": .choice(emission.rawValue), "restarts": .integer(2), "states": .integer(3),
      "steps": .integer(40),
    ]
    let host = try run(HiddenMarkov(), values, seed: 4)
    let heights = try #require(host.series["log-likelihood"])
    let starts = try #require(host.starts["log-likelihood"])
    for i in 1..<heights.count where starts[i] == starts[i - 1] {
      #expect(heights[i] >= heights[i - 1] - 1e-9 * abs(heights[i]))
    }
    let logs = try run(
      HiddenMarkov(), values.merging(["arithmetic": .choice("log")]) { $1 }, seed: 4)
    for (scaled, log) in zip(heights, logs.series["log-likelihood"] ?? []) {
      #expect(relativeError(log, scaled) < 1e-9)
    }
    #expect(logs.series["log-likelihood"]?.count == heights.count)
  }
}

// The golden file's chains and data.
extension HiddenMarkovTests {
  private func vector(_ value: GoldenValue) throws -> StateVector {
    let numbers = try value.tensor.scalars
    return StateVector(numbers.count) { numbers[$0] }
  }

  private func discreteChain(_ golden: GoldenCase) throws -> Chain {
    let rows = try golden.inputs.emission.tensor
    return Chain(
      pi: try vector(golden.inputs.start), A: try golden.inputs.transition.values.map(vector),
      emission: .discrete(
        B: (0..<rows.shape[1]).map { m in StateVector(rows.shape[0]) { rows[$0, m] } }))
  }

  private func gaussianChain(_ golden: GoldenCase) throws -> Chain {
    Chain(
      pi: try vector(golden.inputs.start), A: try golden.inputs.transition.values.map(vector),
      emission: .gaussian(
        mu: [try vector(golden.inputs.means)], variance: [try vector(golden.inputs.variances)]))
  }

  private func symbols(_ golden: GoldenCase) throws -> Observations {
    Observations(
      symbols: try golden.inputs.symbols.values.map { Int(try $0.number) },
      names: ["0", "1", "2", "3"])
  }

  private func values(_ golden: GoldenCase) throws -> Observations {
    let x = try golden.inputs.x.tensor
    let data = Dataset(name: "x", features: x.unsqueezed(axis: 1), featureNames: ["x"])
    return Observations(.values(Measurements(data)), count: x.count)
  }

  private func sumOfPairs(_ xi: GoldenValue) throws -> [GoldenValue] {
    let sum = try xi.tensor.sum(axis: 0)
    return sum.rows.map { .list($0.scalars.map { .number($0) }) }
  }

  private func expectParameters(
    _ chain: Chain, _ start: GoldenValue, _ transition: GoldenValue
  ) throws {
    #expect(abs(Tensor(chain.pi.prefix(chain.K)) - (try start.tensor)).max().scalar < 1e-10)
    let transitions = Tensor(rows: chain.A.map { Tensor($0.prefix(chain.K)) })
    #expect(abs(transitions - (try transition.tensor)).max().scalar < 1e-10)
  }
}

extension Observations {
  /// How many symbols there are, whatever the sequences say.
  fileprivate var symbolCount: Int {
    if case .symbols(let symbols, _) = content { symbols.count } else { count }
  }
}

extension Chain {
  /// Every path through the states of one sequence of symbols, with its joint probability.
  fileprivate func allPaths(_ observations: Observations) -> [(
    states: [Int], probability: Double
  )] {
    guard case .symbols(let symbols, _) = observations.content, case .discrete(let B) = emission
    else { return [] }
    var paths = (0..<K).map { ([$0], pi[$0] * B[symbols[0]][$0]) }
    for symbol in symbols.dropFirst() {
      paths = paths.flatMap { states, probability in
        (0..<K).map { j in
          (states + [j], probability * A[states[states.count - 1]][j] * B[symbol][j])
        }
      }
    }
    return paths.map { (states: $0.0, probability: $0.1) }
  }
}

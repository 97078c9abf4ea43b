import Foundation
import Margin

@testable import Lesson09

/// How fast the lesson's hidden Markov model learns and decodes.
let hiddenMarkovBenchmarks: [Benchmark] = [
  // Twenty times E and M from a given start, then one more E for the value.
  Benchmark(group: "hidden-markov", work: "baum-welch-50k-20") { inputs in
    let (observations, start) = try hiddenMarkovInputs(inputs)
    return try Measurement.of(5) {
      var trellis = Trellis(observations.count)
      var chain = start
      for _ in 0..<20 {
        let counts = try chain.expectation(observations, in: &trellis, .scaled)
        chain = Chain(
          maximising: counts, trellis.gamma, observations, from: chain, pseudocount: 0)
      }
      return try chain.expectation(observations, in: &trellis, .scaled).logLikelihood
    }
  },
  Benchmark(group: "hidden-markov", work: "viterbi-50k") { inputs in
    let (observations, chain) = try hiddenMarkovInputs(inputs)
    // As in the lesson, whose run makes room once.
    var trellis = Trellis(observations.count)
    return Measurement.of(15) {
      chain.likeliestPath(observations, in: &trellis).logProbability
    }
  },
  Benchmark(group: "hidden-markov", work: "forward-50k") { inputs in
    let (observations, chain) = try hiddenMarkovInputs(inputs)
    var trellis = Trellis(observations.count)
    return try Measurement.of(15) {
      _ = chain.emission.likelihoods(of: observations, into: &trellis.b)
      return try trellis.forward(chain, over: 0..<observations.count, isScaled: true)
    }
  },
]

/// The symbols, and the chain that the peers start from.
private func hiddenMarkovInputs(
  _ inputs: Benchmark.Inputs
) throws -> (Observations, Chain) {
  let data = try Dataset(contentsOf: try inputs.path("hmm_symbols.csv"), name: "symbols")
  let text = try Data(contentsOf: URL(filePath: try inputs.path("hmm_start.json")))
  let start = try JSONDecoder().decode(ChainFile.self, from: text)
  let states = start.start.count
  func vector(_ numbers: [Double]) -> StateVector { StateVector(states) { numbers[$0] } }
  let symbols = start.emission[0].indices
  return (
    try Observations(symbolsOf: data),
    Chain(
      pi: vector(start.start), A: start.transition.map(vector),
      emission: .discrete(B: symbols.map { m in StateVector(states) { start.emission[$0][m] } }))
  )
}

private struct ChainFile: Decodable {
  var start: [Double]
  var transition: [[Double]]
  var emission: [[Double]]
}

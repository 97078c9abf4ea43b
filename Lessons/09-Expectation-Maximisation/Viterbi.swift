import Margin

/// The likeliest path through the states, and the logarithm of its probability with the data.
struct Path: Hashable {
  var states: [Int] = []
  var logProbability = 0.0
}

extension Chain {
  /// The path that is likeliest as a whole.
  ///
  /// Viterbi (1967).
  /// δ_{t+1}(j) = max_i [δ_t(i) + log A_ij] + log b_j(x_{t+1}), and where each maximum came from.
  func likeliestPath(_ observations: Observations, in trellis: inout Trellis) -> Path {
    emission.logLikelihoods(of: observations, into: &trellis.b)
    let logA = A.map(\.logarithms)
    var path = Path(states: Array(repeating: 0, count: observations.count))
    var best = Array(repeating: SIMD8<UInt8>.zero, count: observations.count)
    for sequence in observations.sequences {
      var delta = pi.logarithms + trellis.b[sequence.lowerBound]
      for t in sequence.dropFirst() {
        var (highest, from) = (logA[0] + delta[0], SIMD8<Int64>.zero)
        for i in 1..<K {
          let reached = logA[i] + delta[i]
          let isHigher = reached .> highest
          highest.replace(with: reached, where: isHigher)
          from.replace(with: Int64(i), where: isHigher)
        }
        best[t] = SIMD8(truncatingIfNeeded: from)
        delta = highest + trellis.b[t]
      }
      var state = (0..<K).max { delta[$0] < delta[$1] } ?? 0
      path.logProbability += delta[state]
      for t in sequence.reversed() {
        path.states[t] = state
        state = Int(best[t][state])
      }
    }
    return path
  }
}

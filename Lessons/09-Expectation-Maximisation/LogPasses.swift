import Margin

// The same passes in logarithms: nothing is ever too small, and each edge costs an exponential.

extension Chain {
  /// E step by logarithms of α and β.
  ///
  /// - Throws: `NoPath` where the data are impossible.
  func logExpectation(
    _ observations: Observations, in trellis: inout Trellis
  ) throws -> ExpectedCounts {
    var counts = ExpectedCounts(
      first: .zero, transitions: Array(repeating: .zero, count: K), logLikelihood: 0)
    emission.logLikelihoods(of: observations, into: &trellis.b)
    let (rows, columns) = (A.map(\.logarithms), columns.map(\.logarithms))
    for sequence in observations.sequences {
      let evidence = try trellis.logForward(pi.logarithms, columns, over: sequence)
      trellis.logBackward(rows, evidence, over: sequence, adding: &counts.transitions)
      counts.first += trellis.gamma(sequence.lowerBound)
      counts.logLikelihood += evidence
    }
    return counts
  }
}

extension Trellis {
  /// log α_{t+1}(j) = log Σ_i exp(log α_t(i) + log A_ij) + log b_j(x_{t+1}).
  ///
  /// - Returns: The log-likelihood of the sequence.
  fileprivate mutating func logForward(
    _ logPi: StateVector, _ logColumns: [StateVector], over sequence: Range<Int>
  ) throws -> Double {
    var evidence = 0.0
    for t in sequence {
      var logAlpha = b[t]
      if t == sequence.lowerBound {
        logAlpha += logPi
      } else {
        for j in logColumns.indices { logAlpha[j] += (alpha[t - 1] + logColumns[j]).logSumExp }
      }
      let sum = logAlpha.logSumExp
      guard sum > -.infinity else { throw NoPath(place: t, isUnderflow: false) }
      c[t] = exp(sum - evidence)
      (alpha[t], evidence) = (logAlpha, sum)
    }
    return evidence
  }

  /// log β_t(i) = log Σ_j exp(log A_ij + log b_j(x_{t+1}) + log β_{t+1}(j)); adds Σ_t ξ_t to `xi`.
  ///
  /// Behind it α and β are the scaled ones: α_t sums to 1, and γ = α β.
  fileprivate mutating func logBackward(
    _ logRows: [StateVector], _ evidence: Double, over sequence: Range<Int>,
    adding xi: inout [StateVector]
  ) {
    var seen = StateVector.zero
    for t in sequence.reversed() {
      // Lanes without a state have no β either: 0 · ∞ would be NaN.
      var logBeta = StateVector(repeating: -.infinity)
      let logAlpha = alpha[t]
      for i in logRows.indices {
        if t == sequence.upperBound - 1 {
          logBeta[i] = 0
        } else {
          logBeta[i] = (logRows[i] + seen).logSumExp
          xi[i] += (logAlpha[i] + logRows[i] + seen - evidence).exponentials
        }
      }
      seen = b[t] + logBeta
      let sum = logAlpha.logSumExp
      alpha[t] = (logAlpha - sum).exponentials
      beta[t] = (logBeta + (sum - evidence)).exponentials
    }
  }
}

import Margin

// t ∈ T the places of all sequences · i, j ∈ K states · b [T] times [K] the likelihood of each symbol
// Equation numbers are those of Rabiner (1989); his scale is the reciprocal of c.

/// What a chain's data say of its hidden states: the forward and the backward pass.
///
/// The room for it is made once and filled anew in each E step.
struct Trellis {
  /// b_j(x_t), but for a factor that is the same for all states.
  var b: [StateVector]
  /// α_t(i): what the data until t say; scaled, the probability of state i given those.
  var alpha: [StateVector]
  /// β_t(i): what the data behind t say.
  var beta: [StateVector]
  /// c_t: scaled, the probability of x_t given the data before it; else 1.
  var c: [Double]

  /// Room for a chain of `count` observations.
  init(_ count: Int) {
    b = Array(repeating: .zero, count: count)
    (alpha, beta, c) = (b, b, Array(repeating: 1, count: count))
  }

  /// γ_t(i): the probability of state i at t, given all data.
  func gamma(_ t: Int) -> StateVector { alpha[t] * beta[t] }

  /// The likeliest state of each place by itself, of K.
  func likeliestStates(_ K: Int) -> [Int] {
    alpha.indices.map { t in
      let gamma = gamma(t)
      return (0..<K).max { gamma[$0] < gamma[$1] } ?? 0
    }
  }

  /// α_1(i) = π_i b_i(x_1); α_{t+1}(j) = [Σ_i α_t(i) A_ij] b_j(x_{t+1}). (19), (20)
  ///
  /// - Returns: The log-likelihood of the sequence.
  /// - Throws: `NoPath` where all α of a place are 0.
  mutating func forward(
    _ chain: Chain, over sequence: Range<Int>, isScaled: Bool
  ) throws -> Double {
    var logLikelihood = 0.0
    var former = StateVector.zero
    for t in sequence {
      let joint = (t == sequence.lowerBound ? chain.pi : former.times(chain.A)) * b[t]
      let sum = joint.sum()
      guard sum > 0 else { throw NoPath(place: t, isUnderflow: !isScaled) }
      if isScaled {
        c[t] = sum  // (91)
        former = joint / sum
        logLikelihood += log(sum)  // (103)
      } else {
        (c[t], former) = (1, joint)
        if t == sequence.upperBound - 1 { logLikelihood = log(sum) }  // (21)
      }
      alpha[t] = former
    }
    return logLikelihood
  }

  /// β_T(i) = 1; β_t(i) = Σ_j A_ij b_j(x_{t+1}) β_{t+1}(j). (24), (25)
  ///
  /// - Parameters:
  ///   - chain: The parameters.
  ///   - sequence: Where the sequence lies.
  ///   - xi: To it is added Σ_t ξ_t(i, j) / A_ij: K rows. (37)
  mutating func backward(_ chain: Chain, over sequence: Range<Int>, adding xi: inout [StateVector])
  {
    guard let last = sequence.last else { return }
    let columns = chain.columns
    // Unscaled, β is divided by the likelihood here, so that γ = α β in either case.
    var next = StateVector(chain.K) { [evidence = alpha[last].sum()] _ in 1 / evidence }
    beta[last] = next
    for t in sequence.dropLast().reversed() {
      let seen = b[t + 1] * next / c[t + 1]
      next = seen.times(columns)
      beta[t] = next
      let alpha = alpha[t]
      for i in xi.indices { xi[i].addProduct(alpha[i], seen) }
    }
  }
}

/// The data have no path through the states: a place where all forward probabilities are 0.
struct NoPath: Error, CustomStringConvertible {
  /// The place, from 0.
  var place: Int
  /// Whether the products were not scaled, and may only have become too small for a number.
  var isUnderflow: Bool

  var description: String {
    isUnderflow
      ? "at place \(place + 1) every forward probability is 0: without scaling the product is "
        + "smaller than any number; choose the arithmetic scaled or log"
      : "at place \(place + 1) no state can show what is seen: raise the pseudocount"
  }
}

import Margin

// B: M symbols times [K] · mu, variance: D features times [K] · b [T] times [K]
// Equation numbers are those of Rabiner (1989).

/// What the states show: symbols, or numbers with a normal distribution of their own.
enum Emission: Hashable {
  /// b_j(m): for each symbol m the probability in each state.
  case discrete(B: [StateVector])
  /// Features that are independent given the state: a diagonal covariance.
  case gaussian(mu: [StateVector], variance: [StateVector])

  /// One to begin with: probabilities drawn uniformly, or means at random places of the data.
  init(states K: Int, _ observations: Observations, using random: inout RandomSource) {
    switch observations.content {
    case .symbols(_, let names):
      let rows = (0..<K).map { _ in random.dirichlet(Array(repeating: 1, count: names.count)) }
      self = .discrete(B: names.indices.map { m in StateVector(K) { rows[$0][m] } })
    case .values(let x):
      let places = (0..<K).map { _ in random.integer(below: x.count) }
      self = .gaussian(
        mu: (0..<x.D).map { d in StateVector(K) { x[places[$0], d] } },
        variance: x.variances.map { v in StateVector(K) { _ in v } })
    }
  }

  /// M step: weighted shares (40c), or weighted means and variances (53), (54).
  ///
  /// A state that is nowhere keeps what it shows.
  init(
    maximising gamma: (Int) -> StateVector, _ observations: Observations, from former: Emission,
    states K: Int, pseudocount: Double
  ) {
    switch (observations.content, former) {
    case (.symbols(let symbols, _), .discrete(let former)):
      var counts = Array(
        repeating: StateVector(K) { _ in pseudocount }, count: former.count)
      for (t, symbol) in symbols.enumerated() { counts[symbol] += gamma(t) }
      let sums = counts.reduce(.zero, +)
      self = .discrete(
        B: zip(counts, former).map { $1.replacing(with: $0 / sums, where: sums .> 0) })
    case (.values(let x), .gaussian(let mu, let variance)):
      self = Self.gaussian(maximising: gamma, x, from: mu, variance)
    default: self = former
    }
  }

  /// Writes b_j(x_t) into `b`, but for a factor that is the same for all states.
  ///
  /// - Returns: The logarithm of the product of these factors.
  func likelihoods(of observations: Observations, into b: inout [StateVector]) -> Double {
    switch (observations.content, self) {
    case (.symbols(let symbols, _), .discrete(let B)):
      for t in symbols.indices { b[t] = B[symbols[t]] }
      return 0
    case (.values(let x), .gaussian):
      logLikelihoods(of: observations, into: &b)
      return (0..<x.count).reduce(0) { sum, t in
        // Else a far point would be impossible in every state.
        let highest = b[t].max()
        b[t] = (b[t] - highest).exponentials
        return sum + highest
      }
    default: return 0
    }
  }

  /// Writes log b_j(x_t) into `b`; −∞ in the lanes without a state.
  func logLikelihoods(of observations: Observations, into b: inout [StateVector]) {
    switch (observations.content, self) {
    case (.symbols(let symbols, _), .discrete(let B)):
      let logB = B.map(\.logarithms)
      for t in symbols.indices { b[t] = logB[symbols[t]] }
    case (.values(let x), .gaussian(let mu, let variance)):
      // (1/2) log 2πσ² of all features, infinite in the lanes without a state.
      let scale = variance.reduce(.zero) { $0 + 0.5 * ($1 * 2 * .pi).logarithms }
      let isState = variance[0] .> 0
      for t in 0..<x.count {
        var distance = scale
        for d in 0..<x.D {
          let deviation = x[t, d] - mu[d]
          distance += 0.5 * deviation * deviation / variance[d]
        }
        b[t] = StateVector(repeating: -.infinity).replacing(with: -distance, where: isState)
      }
    default: break
    }
  }
}

extension Emission {
  /// Means and variances weighted with γ, the variances not below the least ones of the data.
  private static func gaussian(
    maximising gamma: (Int) -> StateVector, _ x: Measurements, from formerMu: [StateVector],
    _ formerVariance: [StateVector]
  ) -> Emission {
    var N = StateVector.zero
    var sums = formerMu.map { _ in StateVector.zero }
    for t in 0..<x.count {
      let gamma = gamma(t)
      N += gamma
      for d in 0..<x.D { sums[d].addProduct(x[t, d], gamma) }
    }
    let mu = zip(sums, formerMu).map { $1.replacing(with: $0 / N, where: N .> 0) }
    var squares = mu.map { _ in StateVector.zero }
    for t in 0..<x.count {
      let gamma = gamma(t)
      for d in 0..<x.D {
        let deviation = x[t, d] - mu[d]
        squares[d] += deviation * deviation * gamma
      }
    }
    let variance = (0..<x.D).map { d in
      // The exact maximum among the variances that are not below the least one.
      let raised = pointwiseMax(squares[d] / N, StateVector(repeating: x.leastVariances[d]))
      return formerVariance[d].replacing(with: raised, where: N .> 0)
    }
    return .gaussian(mu: mu, variance: variance)
  }
}

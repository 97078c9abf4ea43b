import Margin

// pi [K] · A: K rows [K] · emission: what each state shows
// Equation numbers are those of Rabiner (1989).

/// What is learnt: a Markov chain whose states are hidden, and what each of them shows.
struct Chain: Hashable {
  var pi: StateVector
  var A: [StateVector]
  var emission: Emission

  /// How many states there are.
  var K: Int { A.count }

  /// The columns of A.
  var columns: [StateVector] { (0..<K).map { j in StateVector(K) { A[$0][j] } } }

  init(pi: StateVector, A: [StateVector], emission: Emission) {
    (self.pi, self.A, self.emission) = (pi, A, emission)
  }

  /// A chain to begin with: all probabilities drawn uniformly.
  init(
    states K: Int, _ observations: Observations, using random: inout RandomSource
  ) {
    let ones = Array(repeating: 1.0, count: K)
    func row() -> StateVector {
      let weights = random.dirichlet(ones)
      return StateVector(K) { weights[$0] }
    }
    pi = row()
    A = (0..<K).map { _ in row() }
    emission = Emission(states: K, observations, using: &random)
  }

  /// M step: the parameters that maximise the expected complete-data log-likelihood. (40)
  ///
  /// - Parameters:
  ///   - counts: What is expected of the hidden states.
  ///   - gamma: γ_t of each place.
  ///   - observations: The data.
  ///   - former: Keeps what nothing is known of, such as the row of a state that is never left.
  ///   - pseudocount: Added to each count.
  init(
    maximising counts: ExpectedCounts, _ gamma: (Int) -> StateVector,
    _ observations: Observations, from former: Chain, pseudocount: Double
  ) {
    let K = former.K
    let added = StateVector(K) { _ in pseudocount }
    func shares(_ counts: StateVector, _ former: StateVector) -> StateVector {
      let sum = (counts + added).sum()
      return sum > 0 ? (counts + added) / sum : former
    }
    pi = shares(counts.first, former.pi)
    A = zip(counts.transitions, former.A).map { shares($0, $1) }
    emission = Emission(
      maximising: gamma, observations, from: former.emission, states: K, pseudocount: pseudocount)
  }
}

/// What an E step expects of the hidden states.
struct ExpectedCounts: Hashable {
  /// Σ γ_1 of all sequences.
  var first: StateVector
  /// Σ_t ξ_t(i, j): K rows.
  var transitions: [StateVector]
  var logLikelihood: Double
}

/// With which numbers the passes reckon.
enum Arithmetic: String, CaseIterable {
  /// Every α_t is divided by its sum.
  case scaled
  /// Logarithms throughout.
  case log
  /// The bare products.
  case naive
}

extension Chain {
  /// E step: forward, backward, and the counts that they let expect.
  ///
  /// - Throws: `NoPath` where the data are impossible, or too small for naive arithmetic.
  func expectation(
    _ observations: Observations, in trellis: inout Trellis, _ arithmetic: Arithmetic
  ) throws -> ExpectedCounts {
    if arithmetic == .log { return try logExpectation(observations, in: &trellis) }
    var counts = ExpectedCounts(
      first: .zero, transitions: Array(repeating: .zero, count: K),
      logLikelihood: emission.likelihoods(of: observations, into: &trellis.b))
    for sequence in observations.sequences {
      counts.logLikelihood += try trellis.forward(
        self, over: sequence, isScaled: arithmetic == .scaled)
      trellis.backward(self, over: sequence, adding: &counts.transitions)
      counts.first += trellis.gamma(sequence.lowerBound)
    }
    for i in 0..<K { counts.transitions[i] *= A[i] }
    return counts
  }
}

// What is known is counted.
extension Chain {
  /// The parameters of largest likelihood where the states are known: shares of what was counted.
  ///
  /// - Throws: `TooManyStates` where the data tell more of them than there is room for.
  init(counting states: [Int], _ observations: Observations, pseudocount: Double) throws {
    let K = (states.max() ?? 0) + 1
    guard K <= StateVector.scalarCount else { throw TooManyStates(count: K) }
    func only(_ i: Int) -> StateVector { StateVector(K) { $0 == i ? 1 : 0 } }
    var counts = ExpectedCounts(
      first: .zero, transitions: Array(repeating: .zero, count: K), logLikelihood: 0)
    for sequence in observations.sequences {
      counts.first += only(states[sequence.lowerBound])
      for t in sequence.dropLast() { counts.transitions[states[t]] += only(states[t + 1]) }
    }
    var random = RandomSource(seed: 0)
    // Any chain: each state that the data tell is somewhere, and nothing is kept of the former.
    let former = Chain(states: K, observations, using: &random)
    self.init(
      maximising: counts, { only(states[$0]) }, observations, from: former,
      pseudocount: pseudocount)
  }
}

/// The data do not tell the states.
struct NoKnownStates: Error, CustomStringConvertible {
  var description: String {
    "the data do not tell the states: a column of words beside the symbols would"
  }
}

/// More known states than a state vector has lanes.
struct TooManyStates: Error, CustomStringConvertible {
  var count: Int

  var description: String {
    "the data tell \(count) states, and there is room for \(StateVector.scalarCount): merge some"
  }
}

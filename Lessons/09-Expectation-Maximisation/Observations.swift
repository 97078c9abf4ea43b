import Margin

/// What was seen, place by place: one sequence or several, one behind the other.
struct Observations {
  /// What is seen at a place.
  enum Content {
    /// A symbol of each place, and the symbols' names.
    case symbols([Int], names: [String])
    case values(Measurements)
  }

  var content: Content
  /// Where each sequence lies; none is empty.
  var sequences: [Range<Int>]
  /// The hidden state of each place where the data tell it, and the names of the states.
  var known: (states: [Int], names: [String])?

  /// How many places there are in all.
  var count: Int { sequences.last?.upperBound ?? 0 }

  /// One sequence.
  init(_ content: Content, count: Int, known: (states: [Int], names: [String])? = nil) {
    self.content = content
    self.known = known
    sequences = [0..<count]
  }

  /// Symbols that are called by `names`.
  init(symbols: [Int], names: [String], known: (states: [Int], names: [String])? = nil) {
    self.init(.symbols(symbols, names: names), count: symbols.count, known: known)
  }

  /// The names of the symbols, or of the features.
  var names: [String] {
    switch content {
    case .symbols(_, let names): names
    case .values(let x): x.names
    }
  }

  /// Σ log p(x_t) where each symbol has its share of all, whatever stands beside it.
  var independentLogLikelihood: Double? {
    guard case .symbols(let symbols, let names) = content else { return nil }
    var counts = Array(repeating: 0.0, count: names.count)
    for symbol in symbols { counts[symbol] += 1 }
    return counts.reduce(0) { $1 > 0 ? $0 + $1 * log($1 / Double(symbols.count)) : $0 }
  }
}

/// Numbers that are seen: x [T, D] in one array, so that a pass finds them where they lie.
struct Measurements {
  /// The numbers, place by place.
  let x: [Double]
  /// How many features a place has.
  let D: Int
  /// How many places there are.
  let count: Int
  let names: [String]
  /// The variance of each feature; 1 where it is the same everywhere and tells nothing.
  let variances: [Double]

  /// The features of `data`.
  init(_ data: Dataset) {
    x = data.features.scalars
    (count, D) = (data.features.shape[0], data.features.shape[1])
    names = data.featureNames
    variances = data.features.variance(axis: 0).scalars.map { $0 > 0 ? $0 : 1 }
  }

  /// Feature `d` at place `t`.
  subscript(t: Int, d: Int) -> Double { x[t * D + d] }

  /// No state gets narrower than a thousandth of the whole deviation: on one value it would become
  /// infinitely likely.
  var leastVariances: [Double] { variances.map { 1e-6 * $0 } }
}

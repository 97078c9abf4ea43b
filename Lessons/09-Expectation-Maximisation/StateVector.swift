import Margin

/// A number for each state, in one vector: the lanes behind the last state are 0.
typealias StateVector = SIMD8<Double>

extension StateVector {
  /// The vector with `value` of each of `count` states.
  init(_ count: Int, _ value: (Int) -> Double) {
    self = .zero
    for i in 0..<count { self[i] = value(i) }
  }

  /// The numbers of the first `count` states.
  func prefix(_ count: Int) -> [Double] { (0..<count).map { self[$0] } }

  /// v M, for the rows of M [K] times [K].
  @inline(__always)
  func times(_ rows: [StateVector]) -> StateVector {
    var sum = StateVector.zero
    for i in rows.indices { sum.addProduct(self[i], rows[i]) }
    return sum
  }

  /// The logarithm of each lane: −∞ in those without a state.
  var logarithms: StateVector { StateVector(scalarCount) { log(self[$0]) } }

  /// The exponential of each lane.
  var exponentials: StateVector { StateVector(scalarCount) { exp(self[$0]) } }

  /// log Σ exp, and −∞ where all are.
  var logSumExp: Double {
    let highest = self.max()
    return highest > -.infinity ? highest + log((self - highest).exponentials.sum()) : highest
  }
}

import Margin

/// What a descent has come to, by variable.
public struct SupportVectorSolution: Sendable {
  /// β: [M].
  public let beta: [Double]
  /// t − Kβ, which is the bias b wherever β is free: [M].
  public let v: [Double]
  /// b of each group: what v is for every free β of it.
  public let bias: [Double]
  /// Which β are at the bound away from 0: [M].
  public let isBounded: [Bool]
  /// ‖w‖² = βᵀKβ.
  public let squaredNorm: Double
}

extension SequentialMinimalOptimisation {
  /// The variables in their own order, all of them worked on again.
  public mutating func solution() -> SupportVectorSolution {
    if active < t.count { unshrink() }
    return present
  }

  /// The same on the way; of variables that are left out v is what it was when they were.
  public var present: SupportVectorSolution {
    var places = rows.order
    for (place, variable) in rows.order.enumerated() { places[variable] = place }
    return SupportVectorSolution(
      beta: places.map { beta[$0] }, v: places.map { v[$0] }, bias: rise.indices.map(bias),
      isBounded: places.map { beta[$0] != 0 && (beta[$0] <= lower[$0] || beta[$0] >= upper[$0]) },
      squaredNorm: beta.indices.reduce(0) { $0 + beta[$1] * (t[$1] - v[$1]) })
  }

  /// The mean of v over the free variables of a group; with none of these the middle of where it may be.
  private func bias(ofGroup g: Int) -> Double {
    var (sum, count) = (0.0, 0)
    for s in 0..<active where group[s] == g && beta[s] > lower[s] && beta[s] < upper[s] {
      sum += v[s]
      count += 1
    }
    if count > 0 { return sum / Double(count) }
    let ends = [largest(v, plus: rise[g], active).value, least(v, plus: fall[g], active)]
      .filter(\.isFinite)
    return ends.isEmpty ? 0 : ends.reduce(0, +) / Double(ends.count)
  }

  /// How many numbers of K were computed.
  public var kernelEvaluations: Int { rows.evaluations }
  /// How many rows of K were there already.
  public var cacheHits: Int { rows.hits }
}

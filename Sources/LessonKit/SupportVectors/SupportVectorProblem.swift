public import Margin

// x [N, D] · y [N] ±1 · z [N] · α [N] ≥ 0 · β = y ∘ α: then neither the objective nor the pairs know labels
// Equation numbers are those of Chang & Lin (2011).

/// min ½ βᵀKβ − tᵀβ with lower ≤ β ≤ upper and Σβ fixed within each group.
///
/// All support vector machines are of this form.
public struct SupportVectorProblem: Sendable {
  /// The points: [M, D].
  public var x: Tensor<Double>
  /// What β is multiplied with: [M].
  public var t: [Double]
  /// The box: [M] each.
  public var lower: [Double]
  /// The box: [M] each.
  public var upper: [Double]
  /// Where a descent may start: it has the sums that are fixed: [M].
  public var start: [Double]
  /// The group of each variable, 0 or 1; a step takes from one and gives to another of the same group.
  public var group: [Int]

  /// C-SVC (1)–(2): 0 ≤ α_n ≤ C_n, yᵀα = 0.
  public static func classification(
    _ x: Tensor<Double>, _ y: [Double], C: [Double]
  ) -> SupportVectorProblem {
    SupportVectorProblem(
      x: x, t: y, lower: zip(y, C).map { $0 > 0 ? 0 : -$1 },
      upper: zip(y, C).map { $0 > 0 ? $1 : 0 }, start: y.map { _ in 0 }, group: y.map { _ in 0 })
  }

  /// ν-SVC (4): 0 ≤ α_n ≤ 1, eᵀα = νN, yᵀα = 0, so that each class has νN/2.
  ///
  /// - Throws: `SupportVectorError.infeasible` where a class has fewer points than that.
  public static func nuClassification(
    _ x: Tensor<Double>, _ y: [Double], nu: Double
  ) throws(SupportVectorError) -> SupportVectorProblem {
    let smaller = min(y.count { $0 > 0 }, y.count { $0 < 0 })
    let share = nu * Double(y.count) / 2
    if share > Double(smaller) {
      throw .infeasible(nu: nu, limit: 2 * Double(smaller) / Double(y.count))
    }
    var left = [share, share]
    let group = y.map { $0 > 0 ? 0 : 1 }
    let start = zip(y, group).map { y, group in
      let alpha = min(1, left[group])
      left[group] -= alpha
      return y * alpha
    }
    return SupportVectorProblem(
      x: x, t: y.map { _ in 0 }, lower: y.map { min($0, 0) }, upper: y.map { max($0, 0) },
      start: start, group: group)
  }

  /// ε-SVR (8): 2N variables, α_n and −α*_n, between 0 and C.
  public static func regression(
    _ x: Tensor<Double>, _ z: [Double], C: Double, epsilon: Double
  ) -> SupportVectorProblem {
    let (zeros, bounds) = (z.map { _ in 0.0 }, z.map { _ in C })
    return SupportVectorProblem(
      x: concatenate([x, x]), t: z.map { $0 - epsilon } + z.map { $0 + epsilon },
      lower: zeros + bounds.map { -$0 }, upper: bounds + zeros, start: zeros + zeros,
      group: (zeros + zeros).map { _ in 0 })
  }

  /// One-class SVM (6): 0 ≤ α_n ≤ 1, eᵀα = νN.
  public static func oneClass(_ x: Tensor<Double>, nu: Double) -> SupportVectorProblem {
    let N = x.shape[0]
    let zeros = [Double](repeating: 0, count: N)
    let start = (0..<N).map { min(1, max(0, nu * Double(N) - Double($0))) }
    return SupportVectorProblem(
      x: x, t: zeros, lower: zeros, upper: zeros.map { _ in 1 }, start: start,
      group: zeros.map { _ in 0 })
  }

  /// The same box with `beta` as its start, brought into it: clipped, and where that has changed a sum
  /// that is 0, the larger side made smaller.
  public func started(at beta: [Double]) -> SupportVectorProblem {
    var problem = self
    let clipped = beta.indices.map { min(max(beta[$0], lower[$0]), upper[$0]) }
    let gives = clipped.reduce(0) { $0 + max($1, 0) }
    let takes = clipped.reduce(0) { $0 - min($1, 0) }
    let (most, least) = (max(gives, takes), min(gives, takes))
    // Where the sums differ by rounding alone, what is at its bound stays there.
    let share = most - least > 1e-12 * most ? least / most : 1
    problem.start = clipped.map { ($0 > 0) == (gives > takes) ? $0 * share : $0 }
    return problem
  }
}

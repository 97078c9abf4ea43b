import Margin

// β [M] · K [M, M] · t [M] · v = t − Kβ [M], minus the gradient · m, M: the largest v that may rise, the
// least that may fall. Positions 0..<active are worked on; the others stand still at a bound.

/// Descends a support vector problem by two variables at a time.
///
/// Platt (1998); pairs of second order and shrinking after Fan, Chen & Lin (2005).
public struct SequentialMinimalOptimisation: Sendable {
  /// The curvature of a pair that has none, or less: Fan, Chen & Lin's τ.
  static let tau = 1e-12

  /// A step ends the descent where no pair violates its condition by more.
  public var tolerance: Double
  /// Whether variables that stay at their bound are left out of the search.
  public var shrinks: Bool
  /// ½ βᵀKβ − tᵀβ.
  public internal(set) var objective = 0.0
  /// m − M of the last search: how far the worst pair is from its condition.
  public private(set) var violation = Double.infinity
  /// The steps so far.
  public private(set) var iterations = 0
  /// The variables of the last step: what rose, and what fell.
  public private(set) var pair: (rising: Int, falling: Int)?

  var rows: KernelRows
  var beta, v, t, lower, upper: [Double]
  /// By group and position: 0 where a variable may rise (fall), −∞ (∞) where not or of another group.
  var rise, fall: [[Double]]
  var group: [Int]
  var active: Int
  var stepsToShrinking: Int
  var hasUnshrunk = false

  /// A descent from the problem's start.
  ///
  /// - Parameters:
  ///   - problem: What is to be minimised.
  ///   - kernel: k of K_nm = k(x_n, x_m).
  ///   - tolerance: For m − M.
  ///   - shrinks: Whether to shrink.
  ///   - cacheBytes: How much of K may be kept; two rows always are.
  public init(
    _ problem: SupportVectorProblem, _ kernel: KernelFunction, tolerance: Double = 1e-3,
    shrinks: Bool = true, cacheBytes: Int = 100 << 20
  ) {
    (self.tolerance, self.shrinks) = (tolerance, shrinks)
    rows = KernelRows(kernel, problem.x, tolerance: tolerance, cacheBytes: cacheBytes)
    (beta, t, lower, upper) = (problem.start, problem.t, problem.lower, problem.upper)
    (group, active, v) = (problem.group, problem.t.count, problem.t)
    let groups = (problem.group.max() ?? 0) + 1
    rise = Array(repeating: t.map { _ in -.infinity }, count: groups)
    fall = Array(repeating: t.map { _ in .infinity }, count: groups)
    stepsToShrinking = min(active, 1000)
    for s in t.indices { mask(s) }
    computeGradient(from: 0)
  }

  /// Whether k of every point with itself is a number that can be worked with.
  public var isFinite: Bool { rows.diagonal.allSatisfy(\.isFinite) }

  /// Takes the pair that promises most to its minimum.
  ///
  /// - Returns: Whether there was one; if not, the problem is solved to the tolerance.
  public mutating func step() -> Bool {
    stepsToShrinking -= 1
    if shrinks, stepsToShrinking <= 0 { shrink() }
    var found = violatingPair()
    if found == nil, active < t.count {
      unshrink()
      found = violatingPair()
      // Shrink at the next step, should it go on.
      stepsToShrinking = 1
    }
    guard let (i, j) = found else { return false }
    let (K_i, K_j) = (rows.row(i, active), rows.row(j, active))
    let curvature = rows.diagonal[i] + rows.diagonal[j] - 2 * K_i[j]
    let slope = v[i] - v[j]
    let step = min(slope / max(curvature, Self.tau), upper[i] - beta[i], beta[j] - lower[j])
    objective -= step * (slope - step * curvature / 2)
    beta[i] = settled(beta[i] + step, i)
    beta[j] = settled(beta[j] - step, j)
    subtract(step, times: K_i.rounded, minus: K_j.rounded, from: &v, active)
    if !K_i.rest.isEmpty { subtract(step, times: K_i.rest, minus: K_j.rest, from: &v, active) }
    mask(i)
    mask(j)
    iterations += 1
    pair = (rows.order[i], rows.order[j])
    return true
  }

  /// A value within rounding of a bound is on it: what is free says what the bias is.
  private func settled(_ value: Double, _ s: Int) -> Double {
    let rounding = 1e-12 * (upper[s] - lower[s])
    if value >= upper[s] - rounding { return upper[s] }
    return value <= lower[s] + rounding ? lower[s] : value
  }

  /// The variable whose rise promises most to first order, and the one whose fall with it promises most
  /// to second order; nil where no pair of the active variables violates its condition.
  private mutating func violatingPair() -> (Int, Int)? {
    violation = 0
    var best: (group: Int, i: Int, m: Double)?
    for g in rise.indices {
      let top = largest(v, plus: rise[g], active)
      let gap = top.value - least(v, plus: fall[g], active)
      guard let i = top.index, gap > violation else { continue }
      violation = gap
      best = (g, i, top.value)
    }
    guard violation > tolerance, let (g, i, m) = best else { return nil }
    let j = steepestPartner(  // (18)
      v, plus: fall[g], below: m, row: rows.row(i, active).rounded, diagonal: rows.diagonal,
      curvature: rows.diagonal[i], smallest: Self.tau, active)
    return j.map { (i, $0) }
  }

  /// Writes down whether the variable at position s may rise and fall.
  private mutating func mask(_ s: Int) {
    rise[group[s]][s] = beta[s] < upper[s] ? 0 : -.infinity
    fall[group[s]][s] = beta[s] > lower[s] ? 0 : .infinity
  }
}

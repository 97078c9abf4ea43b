import Margin

// Fan, Chen & Lin (2005), section 4: most variables at a bound stay there, and need not be searched.
extension SequentialMinimalOptimisation {
  /// Puts the variables that stand at a bound, beyond what a pair could move, behind the others.
  mutating func shrink() {
    stepsToShrinking = min(t.count, 1000)
    if !hasUnshrunk, violation <= 10 * tolerance {
      // Once near the end: what was left out in the beginning was left out on little evidence.
      hasUnshrunk = true
      unshrink()
    }
    let limits = rise.indices.map { g in
      (m: largest(v, plus: rise[g], active).value, M: least(v, plus: fall[g], active))
    }
    var pairs: [(Int, Int)] = []
    for s in (0..<active).reversed() {
      let (m, M) = limits[group[s]]
      let staysUp = beta[s] >= upper[s] && v[s] > m
      let staysDown = beta[s] <= lower[s] && v[s] < M
      guard staysUp || staysDown else { continue }
      active -= 1
      if s == active { continue }
      swapAt(s, active)
      pairs.append((s, active))
    }
    if !pairs.isEmpty { rows.swap(pairs) }
  }

  /// Works on all variables again.
  mutating func unshrink() {
    computeGradient(from: active)
    active = t.count
  }

  /// v = t − Kβ for the positions from `first` on, and the objective.
  mutating func computeGradient(from first: Int) {
    for s in first..<t.count { v[s] = t[s] }
    if first < t.count {
      for s in beta.indices where beta[s] != 0 {
        let K_s = rows.part(ofRow: s, first..<t.count)
        subtract(beta[s], times: K_s.rounded, from: &v, first: first)
        subtract(beta[s], times: K_s.rest, from: &v, first: first)
      }
    }
    objective = -beta.indices.reduce(0) { $0 + beta[$1] * (t[$1] + v[$1]) } / 2
  }

  private mutating func swapAt(_ a: Int, _ b: Int) {
    beta.swapAt(a, b)
    v.swapAt(a, b)
    t.swapAt(a, b)
    lower.swapAt(a, b)
    upper.swapAt(a, b)
    group.swapAt(a, b)
    for g in rise.indices {
      rise[g].swapAt(a, b)
      fall[g].swapAt(a, b)
    }
  }
}

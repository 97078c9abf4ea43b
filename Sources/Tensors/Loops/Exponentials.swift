// exp and what follows from it, on vectors. x = n ln 2 + r with |r| ≤ ½ ln 2 and a whole n; exp(r) by a
// polynomial; times 2ⁿ. NaN stays NaN: every comparison with it is false, and picks it.

extension Lanes {
  /// n + `rounder` for the n nearest to x / ln 2, and exp(x − n ln 2) − 1.
  @inline(__always)
  var reducedExponential: (shifted: Self, excess: Self) {
    let shifted = times(0x1.71547652b82fep0, plus: Self.rounder)
    let n = shifted - Self.rounder
    let r = n.times(-Self.ln2.low, plus: n.times(-Self.ln2.high, plus: self))
    let square = r * r
    return (shifted, square.times(Self.exponentialTail(r, square: square), plus: r))
  }

  /// exp(x); results below the normal numbers are rounded rather than lost.
  @inline(__always)
  var exponential: Self {
    let (low, high) = Self.exponentialRange
    return Self.min(high, Self.max(low, self)).exponentialInRange
  }

  /// exp(x) within `exponentialRange`.
  @inline(__always)
  private var exponentialInRange: Self {
    let (shifted, excess) = reducedExponential
    return (1 + excess).timesTwo(toThe: shifted - Self.rounder)
  }

  /// 2ⁿ self by two factors, each of them normal.
  @inline(__always)
  func timesTwoInHalves(toThe n: Self) -> Self {
    let half = n.times(0.5, plus: Self.rounder)
    let rest = (n - (half - Self.rounder)) + Self.rounder
    return self * half.powerOfTwo * rest.powerOfTwo
  }

  /// exp(x) for x ≤ 0; 0 where that is no normal number.
  @inline(__always)
  var exponentialOfNegative: Self {
    let low = Self.lowestNormalExponential
    let (shifted, excess) = Self.max(low, self).reducedExponential
    return Self.select(self < low, 0, (1 + excess).scaled(by: shifted))
  }

  /// exp(x) − 1, exact near 0 too.
  @inline(__always)
  var exponentialMinusOne: Self {
    let x = Self.min(Self.exponentialRange.high, Self.max(-50, self))
    let (shifted, excess) = x.reducedExponential
    // Half of 2ⁿ, which itself may be too large.
    let scale = (shifted - 1).powerOfTwo
    let half = scale.times(excess, plus: scale - 0.5)
    return Self.select(magnitude < Self.leastNormal, self, half + half)
  }

  /// tanh(x) = (e²ˣ − 1) / (e²ˣ + 1).
  @inline(__always)
  var hyperbolicTangent: Self {
    let x = Self.min(Self.tanhEnd, magnitude)
    let (shifted, excess) = (x + x).reducedExponential
    let scale = shifted.powerOfTwo
    let e = scale.times(excess, plus: scale - 1)
    return (e / (e + 2)).withSign(of: self)
  }

  /// 1 / (1 + e⁻ˣ); 0 where that is no normal number.
  @inline(__always)
  var sigmoid: Self {
    let (low, high) = (Self.lowestNormalExponential, -Self.exponentialRange.low)
    let opposite = Self.max(-high, Self.min(-low, -self))
    return Self.select(self < low, 0, (1 + opposite.exponentialInRange).reciprocal)
  }
}

import Glibc

// The normal distribution's Φ and the functions made of it.

extension FloatLanes {
  /// Q(t) = 1 − Φ(t) = ½ erfc(t / √2), or t Q(t), and exp(−t²/2) for t ≥ 0; 0 from
  /// t = 12.8 (t Q(t): 13.1) on, beyond which they are no normal numbers.
  ///
  /// Q(t) = exp(−t²/2) D(t) / (√(2π) t D(t) + P(t)), as in the continued fraction; D and P fitted on
  /// 0 ≤ t ≤ 13.2 for the least largest relative error by iteratively reweighted linear least
  /// squares, then moved to Floats near by that are best together: 5.5·10⁻⁸.
  @inline(__always)
  func normalTail(timesItself: Bool) -> (tail: Self, kernel: Self) {
    let end: Self = timesItself ? 13.1 : 12.8
    let t = Self.min(end, self)
    // t² = square + rest: a relative error of t² would be an absolute one of the exponent.
    let square = t * t
    let rest = t.times(t, plus: -square)
    let shifted = square.times(-0.5 * 0x1.71547652b82fep0, plus: Self.rounder)
    let n = shifted - Self.rounder
    // −2 r, of exp(−t²/2) = 2ⁿ exp(r), and exp(r) − 1.
    let w = n.times(2 * Self.ln2.high, plus: square) + n.times(2 * Self.ln2.low, plus: rest)
    let excess =
      w
      * Self(2.1575679555e-5).times(w, plus: -0.000261525262525).times(w, plus: 0.00260427966489375)
      .times(w, plus: -0.020833149839375).times(w, plus: 0.124999982992).times(w, plus: -0.5)

    let d = Self(0.39894137).times(t, plus: 3.55287).times(t, plus: 14.868995)
      .times(t, plus: 33.34957).times(t, plus: 35.058765)
    let p = Self(0.99906856).times(t, plus: 8.93909).times(t, plus: 34.765694)
      .times(t, plus: 70.11753)
    let td = t * d
    let ratio = (timesItself ? td : d) / td.times(2.5066283, plus: p)
    let isNone = end < self
    return (
      Self.select(isNone, 0, ratio.times(excess, plus: ratio).scaled(by: shifted)),
      Self.select(isNone, 0, (1 + excess).scaled(by: shifted))
    )
  }

  /// x Φ(x) = ½ x (1 + erf(x / √2)).
  @inline(__always)
  var gelu: Self { Self.select(self < 0, 0, self) - magnitude.normalTail(timesItself: true).tail }

  /// The derivative of `gelu`: Φ(x) + x φ(x).
  @inline(__always)
  var geluSlope: Self {
    let (tail, kernel) = magnitude.normalTail(timesItself: false)
    let x = Self.max(-100, Self.min(100, self))
    return (x * 0.39894228040143267794).times(kernel, plus: Self.select(self < 0, tail, 1 - tail))
  }

  /// erf(x): for |x| < 1 x times a polynomial in x², minimax (Remez) with relative error 1.2·10⁻⁹,
  /// from there 1 − 2 Q(√2 x).
  @inline(__always)
  var errorFunction: Self {
    let x = magnitude
    let z = self * self
    let p = Self(7.85386053648e-5).times(z, plus: -0.00080101934277)
      .times(z, plus: 0.00518832767136).times(z, plus: -0.0268538119342)
      .times(z, plus: 0.112835851489).times(z, plus: -0.376126258243)
      .times(z, plus: 1.12837916573)
    let (tail, _) = (x * 1.4142135623730950488).normalTail(timesItself: false)
    return Self.select(x < 1, self * p, (1 - (tail + tail)).withSign(of: self))
  }
}

// Double precision is for checks: the C library's functions, one by one.
extension DoubleLanes {
  var errorFunction: Self { mapped { erf($0) } }

  var gelu: Self { mapped { $0 * Self.normalDistribution($0) } }

  var geluSlope: Self {
    mapped { Self.normalDistribution($0) + $0 * exp(-0.5 * $0 * $0) * 0.3989422804014327 }
  }

  private func mapped(_ function: (Double) -> Double) -> Self {
    var result = v
    for i in 0..<Self.width { result[i] = function(v[i]) }
    return Self(result)
  }

  private static func normalDistribution(_ x: Double) -> Double {
    0.5 * erfc(x * -0.7071067811865476)
  }
}

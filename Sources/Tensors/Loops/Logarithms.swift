// ln and what follows from it, on vectors. x = 2ᵏ (1 + f) with ½√2 ≤ 1 + f < √2; with s = f / (2 + f)
// ln(1 + f) = 2 artanh(s) = f − s (f − s² P(s²)), where P is a polynomial.

extension Lanes {
  /// k ln 2 + ln(1 + f).
  @inline(__always)
  static func logarithm(_ k: Self, _ f: Self) -> Self {
    let s = f / (2 + f)
    let z = s * s
    let correction = s * (f - z * artanhTail(z))
    return k.times(ln2.high, plus: f + k.times(ln2.low, plus: -correction))
  }

  /// ln x: −∞ at 0, NaN below.
  @inline(__always)
  var logarithm: Self {
    // Subnormal numbers are first made normal ones.
    let isSmall = self < Self.leastNormal
    let (k, m) = Self.select(isSmall, self * 0x1p54, self).exponentAndMantissa
    let y = Self.logarithm(Self.select(isSmall, k - 54, k), m - 1)
    let edge = Self.select(self == 0, Self(repeating: -.infinity), Self(repeating: .nan))
    let infinity = Self(repeating: .infinity)
    return Self.select(0 < self, Self.select(self == infinity, infinity, y), edge)
  }

  /// ln(1 + x) for 0 ≤ x < ∞, exact near 0 too.
  @inline(__always)
  var logarithmOfOnePlus: Self {
    let u = 1 + self
    let (k, m) = u.exponentAndMantissa
    // What 1 + x lost to rounding comes back into f.
    let scale = Self.select(k < 64, (Self.rounder - k).powerOfTwo, 0)
    return Self.logarithm(k, (self - (u - 1)).times(scale, plus: m - 1))
  }

  /// ln(1 + x) for any x: −∞ at −1, NaN below.
  @inline(__always)
  var logarithmOfOnePlusAny: Self {
    let infinity = Self(repeating: .infinity)
    let y = Self.select(self == infinity, infinity, logarithmOfOnePlus)
    let edge = Self.select(self == -1, Self(repeating: -.infinity), Self(repeating: .nan))
    return Self.select(self == 0, self, Self.select(-1 < self, y, edge))
  }

  /// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|).
  @inline(__always)
  var softplus: Self {
    Self.select(self < 0, 0, self) + (-magnitude).exponentialOfNegative.logarithmOfOnePlus
  }

  /// ln σ(x) = min(x, 0) − ln(1 + e^−|x|).
  @inline(__always)
  var logSigmoid: Self {
    Self.select(0 < self, 0, self) - (-magnitude).exponentialOfNegative.logarithmOfOnePlus
  }
}

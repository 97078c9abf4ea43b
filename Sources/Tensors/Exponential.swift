/// exp(x) without a branch or a call, so that a loop over it is vectorised.
///
/// x = n ln 2 + r with |r| ≤ ½ ln 2; exp(r) by its Taylor polynomial of degree 13, whose remainder
/// is below 5·10⁻¹⁸ there; then times 2ⁿ in two halves, so that results below the smallest normal
/// number are rounded rather than lost. Relative error below 4·10⁻¹⁶ for normal results; exp(−∞) = 0,
/// exp(∞) = ∞, NaN stays NaN.
@inline(__always)
private func exponential(_ x: Double) -> Double {
  // ln 2 in two parts: n times the first is exact for every n that can occur.
  let ln2High = 0x1.62e42feep-1
  let ln2Low = 0x1.a39ef35793c76p-33
  // Adding it rounds to an integer and leaves that integer in the lowest bits.
  let rounder = 0x1.8p52
  let lowest = x < -746 ? -746 : x
  let clamped = lowest > 710 ? 710 : lowest
  let n = (clamped * 0x1.71547652b82fep0 + rounder) - rounder
  let r = (clamped - n * ln2High) - n * ln2Low

  var p = 1.0 / 6_227_020_800
  p = p * r + 1.0 / 479_001_600
  p = p * r + 1.0 / 39_916_800
  p = p * r + 1.0 / 3_628_800
  p = p * r + 1.0 / 362_880
  p = p * r + 1.0 / 40_320
  p = p * r + 1.0 / 5_040
  p = p * r + 1.0 / 720
  p = p * r + 1.0 / 120
  p = p * r + 1.0 / 24
  p = p * r + 1.0 / 6
  p = p * r + 0.5
  p = (p * r) * r + r
  p += 1

  let half = (n * 0.5 + rounder) - rounder
  return p * powerOfTwo(half) * powerOfTwo(n - half)
}

/// 2ⁿ for a whole number n between −1022 and 1023.
@inline(__always)
private func powerOfTwo(_ n: Double) -> Double {
  let rounder = 0x1.8p52
  return Double(bitPattern: ((n + rounder).bitPattern &+ 1023) << 52)
}

/// y_i ← exp(x_i); x and y may be the same.
@Sendable
func exponentials(
  _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ count: Int
) {
  for i in 0..<count { y[i] = exponential(x[i]) }
}

/// y_i ← exp(x_i), each the Float nearest to the value in Double.
@Sendable
func exponentials(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int) {
  for i in 0..<count { y[i] = Float(exponential(Double(x[i]))) }
}

// The two 16-bit formats, by integer arithmetic alone: the compiler has one of them on some
// processors only, and neither rounds a Double in one step.

/// The number that 16 bits of IEEE 754 binary16 stand for; exact.
@inline(__always)
func float(half: UInt16) -> Float {
  let magnitude = UInt32(half & 0x7FFF) << 13
  // The exponent's bias differs by 112; a product with 2¹¹² also makes subnormals normal.
  let value = Float(bitPattern: magnitude) * 0x1p112
  let bits = magnitude >= 0x0F80_0000 ? magnitude | 0x7F80_0000 : value.bitPattern
  return Float(bitPattern: bits | UInt32(half & 0x8000) << 16)
}

/// The nearest number of IEEE 754 binary16, ties to even: ∞ from 65 520 on; NaN stays NaN.
@inline(__always)
func half(_ x: Double) -> UInt16 {
  let bits = roundedToOdd(x).bitPattern
  let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
  let magnitude = bits & 0x7FFF_FFFF
  if magnitude > 0x7F80_0000 { return sign | 0x7E00 }
  if magnitude >= 0x4780_0000 { return sign | 0x7C00 }
  if magnitude < 0x3880_0000 {
    // Below 2⁻¹⁴ adding ½ rounds to multiples of 2⁻²⁴, which are the subnormals.
    let shifted = Float(bitPattern: magnitude) + 0.5
    return sign | UInt16(truncatingIfNeeded: shifted.bitPattern &- (0.5 as Float).bitPattern)
  }
  let even = (magnitude >> 13) & 1
  return sign | UInt16(truncatingIfNeeded: (magnitude &- 0x3800_0000 &+ 0xFFF &+ even) >> 13)
}

/// The number that the upper half of a Float stands for; exact.
@inline(__always)
func float(bfloat: UInt16) -> Float { Float(bitPattern: UInt32(bfloat) << 16) }

/// The nearest number with the upper half of a Float, ties to even; NaN stays NaN.
@inline(__always)
func bfloat(_ x: Double) -> UInt16 {
  let bits = roundedToOdd(x).bitPattern
  if bits & 0x7FFF_FFFF > 0x7F80_0000 {
    return UInt16(truncatingIfNeeded: bits >> 16) | 0x40
  }
  return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ ((bits >> 16) & 1)) >> 16)
}

/// A Float between which and x there is no other, with its last bit set unless it is x itself.
///
/// Rounded again, to fewer bits, it gives what x would give at once (Boldo & Melquiond 2008).
@inline(__always)
private func roundedToOdd(_ x: Double) -> Float {
  let nearest = Float(x)
  if Double(nearest) == x || x.isNaN { return nearest }
  let towardsZero = Double(nearest.magnitude) > x.magnitude
  return Float(bitPattern: (nearest.bitPattern &- (towardsZero ? 1 : 0)) | 1)
}

import COpenBLAS

/// Sixteen numbers of type `Float`: one register of AVX-512, two of AVX2.
struct FloatLanes: Lanes {
  typealias Scalar = Float
  typealias Bits = SIMD16<UInt32>
  var v: SIMD16<Float>

  @inline(__always)
  init(_ v: SIMD16<Float>) { self.v = v }
  @inline(__always)
  init(bits: Bits) { v = unsafeBitCast(bits, to: SIMD16<Float>.self) }
  @inline(__always)
  init(repeating scalar: Float) { v = SIMD16(repeating: scalar) }
  @inline(__always)
  init(_ pointer: UnsafePointer<Float>) {
    v = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Float>.self)
  }
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: v, as: SIMD16<Float>.self)
  }
  @inline(__always)
  init(prefix pointer: UnsafePointer<Float>, _ count: Int, filler: Self) {
    v = margin_load_f16(pointer, count, filler.v)
  }
  @inline(__always)
  func store(prefix pointer: UnsafeMutablePointer<Float>, _ count: Int) {
    margin_store_f16(pointer, count, v)
  }

  static var width: Int { 16 }
  @inline(__always)
  var bits: Bits { unsafeBitCast(v, to: Bits.self) }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(margin_add_f16(a.v, b.v)) }
  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(margin_subtract_f16(a.v, b.v)) }
  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(margin_multiply_f16(a.v, b.v)) }
  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(margin_divide_f16(a.v, b.v)) }
  @inline(__always)
  func times(_ a: Self, plus b: Self) -> Self { Self(margin_fma_f16(v, a.v, b.v)) }
  @inline(__always)
  var squareRoot: Self { Self(margin_root_f16(v)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> SIMD16<Int32> { margin_less_f16(a.v, b.v) }
  @inline(__always)
  static func == (a: Self, b: Self) -> SIMD16<Int32> { margin_equal_f16(a.v, b.v) }
  @inline(__always)
  static func select(_ mask: SIMD16<Int32>, _ a: Self, _ b: Self) -> Self {
    Self(margin_select_f16(mask, a.v, b.v))
  }

  private static let signBit: UInt32 = 0x8000_0000
  @inline(__always)
  var magnitude: Self { Self(bits: bits & Bits(repeating: ~Self.signBit)) }
  @inline(__always)
  func withSign(of other: Self) -> Self {
    Self(bits: bits | (other.bits & Bits(repeating: Self.signBit)))
  }

  static var rounder: Self { 0x1.8p23 }
  @inline(__always)
  var powerOfTwo: Self { Self(bits: (bits &+ Bits(repeating: 127)) &<< Bits(repeating: 23)) }
  @inline(__always)
  func scaled(by shifted: Self) -> Self {
    Self(bits: bits &+ (shifted.bits &<< Bits(repeating: 23)))
  }
  @inline(__always)
  func timesTwo(toThe n: Self) -> Self {
    margin_has_wide_registers() ? Self(margin_scale_f16(v, n.v)) : timesTwoInHalves(toThe: n)
  }
  /// By Newton's rule from fourteen bits: a division of sixteen numbers takes as long as many products.
  @inline(__always)
  var reciprocal: Self {
    guard margin_has_wide_registers() else { return 1 / self }
    let r = Self(margin_invert_f16(v))
    return (-self).times(r, plus: 1).times(r, plus: r)
  }
  @inline(__always)
  var exponentAndMantissa: (exponent: Self, mantissa: Self) {
    let fromRootHalf = bits &- Bits(repeating: Float(0.5).squareRoot().bitPattern)
    let signed = unsafeBitCast(fromRootHalf, to: SIMD16<Int32>.self)
    let k = unsafeBitCast(signed &>> SIMD16<Int32>(repeating: 23), to: Bits.self)
    let exponent = Self(bits: k &+ Self.rounder.bits) - Self.rounder
    return (exponent, Self(bits: bits &- (k &<< Bits(repeating: 23))))
  }

  @inline(__always)
  var sum: Float {
    let v8 = v.lowHalf + v.highHalf
    let v4 = v8.lowHalf + v8.highHalf
    let v2 = v4.lowHalf + v4.highHalf
    return v2.x + v2.y
  }
  @inline(__always)
  var largest: Float {
    let v8 = v.lowHalf.replacing(with: v.highHalf, where: v.lowHalf .< v.highHalf)
    let v4 = v8.lowHalf.replacing(with: v8.highHalf, where: v8.lowHalf .< v8.highHalf)
    let v2 = v4.lowHalf.replacing(with: v4.highHalf, where: v4.lowHalf .< v4.highHalf)
    return v2.x < v2.y ? v2.y : v2.x
  }

  static var ln2: (high: Self, low: Self) { (0x1.62e43p-1, -0x1.05c61p-29) }
  static var exponentialRange: (low: Self, high: Self) { (-104, 89) }
  static var lowestNormalExponential: Self { -87.33 }
  static var tanhEnd: Self { 9.1 }
  static var leastNormal: Self { 0x1p-126 }

  /// Minimax (Remez) for the relative error of exp: 3.1·10⁻⁹.
  @inline(__always)
  static func exponentialTail(_ r: Self, square: Self) -> Self {
    let low = r.times(0.166665198715, plus: 0.499999931968)
    let high = r.times(0.0083688084008, plus: 0.0416684746383)
    return square.times(square.times(0.00138084349152, plus: high), plus: low)
  }

  /// Minimax (Remez) for the error of artanh relative to s: 8.1·10⁻¹⁰.
  @inline(__always)
  static func artanhTail(_ z: Self) -> Self {
    let p: Self = 0.298730744408
    return p.times(z, plus: 0.399774955374).times(z, plus: 0.666667767174)
  }
}

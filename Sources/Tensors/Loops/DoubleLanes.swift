import COpenBLAS

/// Eight numbers of type `Double`: one register of AVX-512, two of AVX2.
struct DoubleLanes: Lanes {
  typealias Scalar = Double
  typealias Bits = SIMD8<UInt64>
  var v: SIMD8<Double>

  @inline(__always)
  init(_ v: SIMD8<Double>) { self.v = v }
  @inline(__always)
  init(bits: Bits) { v = unsafeBitCast(bits, to: SIMD8<Double>.self) }
  @inline(__always)
  init(repeating scalar: Double) { v = SIMD8(repeating: scalar) }
  @inline(__always)
  init(_ pointer: UnsafePointer<Double>) {
    v = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Double>.self)
  }
  @inline(__always)
  func store(_ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: v, as: SIMD8<Double>.self)
  }
  @inline(__always)
  init(prefix pointer: UnsafePointer<Double>, _ count: Int, filler: Self) {
    v = margin_load_d8(pointer, count, filler.v)
  }
  @inline(__always)
  func store(prefix pointer: UnsafeMutablePointer<Double>, _ count: Int) {
    margin_store_d8(pointer, count, v)
  }

  static var width: Int { 8 }
  @inline(__always)
  var bits: Bits { unsafeBitCast(v, to: Bits.self) }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(margin_add_d8(a.v, b.v)) }
  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(margin_subtract_d8(a.v, b.v)) }
  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(margin_multiply_d8(a.v, b.v)) }
  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(margin_divide_d8(a.v, b.v)) }
  @inline(__always)
  func times(_ a: Self, plus b: Self) -> Self { Self(margin_fma_d8(v, a.v, b.v)) }
  @inline(__always)
  var squareRoot: Self { Self(margin_root_d8(v)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> SIMD8<Int> { margin_less_d8(a.v, b.v) }
  @inline(__always)
  static func == (a: Self, b: Self) -> SIMD8<Int> { margin_equal_d8(a.v, b.v) }
  @inline(__always)
  static func select(_ mask: SIMD8<Int>, _ a: Self, _ b: Self) -> Self {
    Self(margin_select_d8(mask, a.v, b.v))
  }

  private static let signBit: UInt64 = 0x8000_0000_0000_0000
  @inline(__always)
  var magnitude: Self { Self(bits: bits & Bits(repeating: ~Self.signBit)) }
  @inline(__always)
  func withSign(of other: Self) -> Self {
    Self(bits: bits | (other.bits & Bits(repeating: Self.signBit)))
  }

  static var rounder: Self { 0x1.8p52 }
  @inline(__always)
  var powerOfTwo: Self { Self(bits: (bits &+ Bits(repeating: 1023)) &<< Bits(repeating: 52)) }
  @inline(__always)
  func scaled(by shifted: Self) -> Self {
    Self(bits: bits &+ (shifted.bits &<< Bits(repeating: 52)))
  }
  @inline(__always)
  func timesTwo(toThe n: Self) -> Self {
    margin_has_wide_registers() ? Self(margin_scale_d8(v, n.v)) : timesTwoInHalves(toThe: n)
  }
  @inline(__always)
  var reciprocal: Self { 1 / self }
  @inline(__always)
  var exponentAndMantissa: (exponent: Self, mantissa: Self) {
    let fromRootHalf = bits &- Bits(repeating: 0.5.squareRoot().bitPattern)
    let signed = unsafeBitCast(fromRootHalf, to: SIMD8<Int64>.self)
    let k = unsafeBitCast(signed &>> SIMD8<Int64>(repeating: 52), to: Bits.self)
    let exponent = Self(bits: k &+ Self.rounder.bits) - Self.rounder
    return (exponent, Self(bits: bits &- (k &<< Bits(repeating: 52))))
  }

  @inline(__always)
  var sum: Double {
    let v4 = v.lowHalf + v.highHalf
    let v2 = v4.lowHalf + v4.highHalf
    return v2.x + v2.y
  }
  @inline(__always)
  var largest: Double {
    let v4 = v.lowHalf.replacing(with: v.highHalf, where: v.lowHalf .< v.highHalf)
    let v2 = v4.lowHalf.replacing(with: v4.highHalf, where: v4.lowHalf .< v4.highHalf)
    return v2.x < v2.y ? v2.y : v2.x
  }

  static var ln2: (high: Self, low: Self) { (0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56) }
  static var exponentialRange: (low: Self, high: Self) { (-746, 710) }
  static var lowestNormalExponential: Self { -708.39 }
  static var tanhEnd: Self { 19.1 }
  static var leastNormal: Self { 0x1p-1022 }

  /// Minimax (Remez) for the relative error of exp: 3.7·10⁻¹⁸.
  @inline(__always)
  static func exponentialTail(_ r: Self, square: Self) -> Self {
    let p: Self = 2.4989411349810261684e-8
    return p.times(r, plus: 2.7630396142094649027e-7).times(r, plus: 2.755761804547237765e-6)
      .times(r, plus: 2.4801492733688719401e-5).times(r, plus: 1.9841269473450932839e-4)
      .times(r, plus: 1.3888888943926634684e-3).times(r, plus: 8.3333333335086063454e-3)
      .times(r, plus: 0.041666666666529295142).times(r, plus: 0.16666666666666392418)
      .times(r, plus: 0.50000000000000106869)
  }

  /// Minimax (Remez) for the error of artanh relative to s: 1.2·10⁻¹⁸.
  @inline(__always)
  static func artanhTail(_ z: Self) -> Self {
    let p: Self = 0.14797507065607860271
    return p.times(z, plus: 0.1531390331114619786).times(z, plus: 0.18183569737218441943)
      .times(z, plus: 0.22222198476040769905).times(z, plus: 0.28571428743262021533)
      .times(z, plus: 0.39999999999411096696).times(z, plus: 0.66666666666667348944)
  }
}

/// A vector of floating-point numbers on which the loops of this module work.
///
/// The functions in this folder are written once for any such vector. The two there are consist of
/// operations on concrete SIMD types, so that nothing generic is left after compilation.
protocol Lanes: AdditiveArithmetic, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
where FloatLiteralType == Double, IntegerLiteralType == Int {
  associatedtype Scalar: TensorScalar
  /// One truth value a lane.
  associatedtype Mask

  /// How many numbers there are.
  static var width: Int { get }

  /// The same number in every lane.
  init(repeating scalar: Scalar)
  /// The numbers at `pointer`, which need not be aligned.
  init(_ pointer: UnsafePointer<Scalar>)
  /// Writes the numbers to `pointer`, which need not be aligned.
  func store(_ pointer: UnsafeMutablePointer<Scalar>)
  /// The first `count` < width numbers at `pointer`, then those of `filler`; no other is read.
  init(prefix pointer: UnsafePointer<Scalar>, _ count: Int, filler: Self)
  /// Writes the first `count` < width numbers to `pointer`, and no other.
  func store(prefix pointer: UnsafeMutablePointer<Scalar>, _ count: Int)

  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// self a + b, rounded once.
  func times(_ a: Self, plus b: Self) -> Self
  var squareRoot: Self { get }

  static func < (a: Self, b: Self) -> Mask
  static func == (a: Self, b: Self) -> Mask
  /// `a` where the mask holds, `b` elsewhere.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self

  var magnitude: Self { get }
  /// A magnitude with the sign of `other`.
  func withSign(of other: Self) -> Self

  /// What added and subtracted rounds to a whole number, and in between leaves it in the lowest bits.
  static var rounder: Self { get }
  /// 2ⁿ for n = self − rounder, a whole number for which 2ⁿ is normal.
  var powerOfTwo: Self { get }
  /// 2ⁿ self for n = shifted − rounder, where both are normal.
  func scaled(by shifted: Self) -> Self
  /// 2ⁿ self for a whole number n, infinite or rounded where it is no normal number.
  func timesTwo(toThe n: Self) -> Self
  /// 1 / self to the last place or one beside it, where both are normal.
  var reciprocal: Self { get }
  /// The whole number k and the m for which self = 2ᵏ m, ½√2 ≤ m < √2; self is positive and normal.
  var exponentAndMantissa: (exponent: Self, mantissa: Self) { get }

  /// The sum of the lanes, in a fixed order.
  var sum: Scalar { get }
  /// The largest lane.
  var largest: Scalar { get }

  // What the functions need to know of the type.

  /// ln 2 in two parts.
  static var ln2: (high: Self, low: Self) { get }
  /// Outside of it exp(x) is 0 or infinite.
  static var exponentialRange: (low: Self, high: Self) { get }
  /// Where exp(x) ceases to be a normal number.
  static var lowestNormalExponential: Self { get }
  /// From here on tanh(x) rounds to 1.
  static var tanhEnd: Self { get }
  static var leastNormal: Self { get }
  /// q of exp(r) = 1 + r + r² q(r), |r| ≤ ½ ln 2.
  static func exponentialTail(_ r: Self, square: Self) -> Self
  /// P of 2 artanh(s) = 2 s + s³ P(s²), |s| ≤ 3 − 2√2.
  static func artanhTail(_ z: Self) -> Self
  /// erf(x).
  var errorFunction: Self { get }
  /// x Φ(x), where Φ is the normal distribution function.
  var gelu: Self { get }
  /// The derivative of `gelu`: Φ(x) + x φ(x).
  var geluSlope: Self { get }
}

extension Lanes {
  /// The number in every lane.
  @inline(__always)
  init(floatLiteral value: Double) { self.init(repeating: Scalar(value)) }

  /// The number in every lane.
  @inline(__always)
  init(integerLiteral value: Int) { self.init(repeating: Scalar(value)) }

  /// With the other sign, of 0 too.
  @inline(__always)
  static prefix func - (a: Self) -> Self { -0.0 - a }

  /// The larger of two numbers; NaN where `b` is.
  @inline(__always)
  static func max(_ a: Self, _ b: Self) -> Self { select(b < a, a, b) }

  /// The product with a slope; 0 where this gradient is, whatever the slope is: what was not used is
  /// asked nothing of, and 0 · ∞ would be NaN.
  @inline(__always)
  func flow(_ slope: Self) -> Self { Self.select(self == 0, 0, self * slope) }

  /// The quotient by x; 0 where this gradient is, whatever x is.
  @inline(__always)
  func flow(over x: Self) -> Self { Self.select(self == 0, 0, self / x) }

  /// The smaller of two numbers; NaN where `b` is.
  @inline(__always)
  static func min(_ a: Self, _ b: Self) -> Self { select(a < b, a, b) }
}

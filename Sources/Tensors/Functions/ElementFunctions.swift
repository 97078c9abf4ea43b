// Every function of an element: name, value, slope, and the function that users call. What is made of
// these stands in `Operations/Functions.swift`.

/// All of them, by which the tests compare each with central differences.
let elementFunctions: [any ElementFunction.Type] = [
  Exponential.self, ExponentialMinusOne.self, Logarithm.self, LogarithmOfOnePlus.self,
  SquareRoot.self, Magnitude.self, Sigmoid.self, HyperbolicTangent.self, Rectifier.self,
  Gelu.self, Softplus.self, LogSigmoid.self, ErrorFunction.self,
]

/// eˣ = y: dy y.
enum Exponential: SlopeOfResult {
  static let name = "exp"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.exponential }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V { dy.flow(y) }
}

/// e to the power of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func exp<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(Exponential.self)(x) }

/// eˣ − 1 = y: dy (y + 1).
enum ExponentialMinusOne: SlopeOfResult {
  static let name = "expm1"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.exponentialMinusOne }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V { dy.flow(y + 1) }
}

/// eˣ − 1 of each element, exact where x is small.
public func expm1<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.of(ExponentialMinusOne.self)(x)
}

/// ln x: dy / x.
enum Logarithm: SlopeOfOperand {
  static let name = "log"
  static let domain = 0.3..<3
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.logarithm }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V { dy.flow(over: x) }
}

/// The natural logarithm of each element: −∞ at 0, NaN below.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func log<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(Logarithm.self)(x) }

/// ln(1 + x): dy / (1 + x).
enum LogarithmOfOnePlus: SlopeOfOperand {
  static let name = "log1p"
  static let domain = 0.3..<3
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.logarithmOfOnePlusAny }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V { dy.flow(over: x + 1) }
}

/// ln(1 + x) of each element, exact where x is small.
public func log1p<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.of(LogarithmOfOnePlus.self)(x)
}

/// √x = y: dy / 2y.
enum SquareRoot: SlopeOfResult {
  static let name = "sqrt"
  static let grain = Grain.light
  static let domain = 0.3..<3
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.squareRoot }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V { dy.flow(over: 2 * y) }
}

/// The square root of each element; NaN below 0.
public func sqrt<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(SquareRoot.self)(x) }

/// |x|: dy sign x, 0 at 0.
enum Magnitude: SlopeOfOperand {
  static let name = "abs"
  static let grain = Grain.light
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.magnitude }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V {
    V.select(0 < x, dy, V.select(x < 0, -dy, 0 * dy))
  }
}

/// The absolute value of each element.
public func abs<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(Magnitude.self)(x) }

/// σ(x) = y: dy y (1 − y).
enum Sigmoid: SlopeOfResult {
  static let name = "sigmoid"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.sigmoid }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V { dy.flow(y * (1 - y)) }
}

/// 1 / (1 + e⁻ˣ) of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func sigmoid<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(Sigmoid.self)(x) }

/// tanh x = y: dy (1 − y²).
enum HyperbolicTangent: SlopeOfResult {
  static let name = "tanh"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.hyperbolicTangent }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V { dy.flow(1 - y * y) }
}

/// The hyperbolic tangent of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func tanh<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.of(HyperbolicTangent.self)(x)
}

/// max(x, 0) = y: dy where y is above 0.
enum Rectifier: SlopeOfResult {
  static let name = "relu"
  static let grain = Grain.light
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { V.select(x < 0, 0, x) }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V { V.select(0 < y, dy, 0) }
}

/// max(x, 0) of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func relu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(Rectifier.self)(x) }

/// x Φ(x), with Φ the normal distribution function: dy (Φ(x) + x φ(x)).
enum Gelu: SlopeOfOperand {
  static let name = "gelu"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.gelu }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V { dy.flow(x.geluSlope) }
}

/// x Φ(x) of each element, Φ the normal distribution function (Hendrycks & Gimpel 2016).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func gelu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.of(Gelu.self)(x) }

/// ln(1 + eˣ): dy σ(x).
enum Softplus: SlopeOfOperand {
  static let name = "softplus"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.softplus }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V { dy.flow(x.sigmoid) }
}

/// ln(1 + eˣ) of each element, which never overflows.
public func softplus<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.of(Softplus.self)(x)
}

/// ln σ(x): dy σ(−x).
enum LogSigmoid: SlopeOfOperand {
  static let name = "logSigmoid"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.logSigmoid }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V { dy.flow((-x).sigmoid) }
}

/// ln σ(x) of each element, which never is the logarithm of 0.
public func logSigmoid<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.of(LogSigmoid.self)(x)
}

/// erf x: dy 2 exp(−x²) / √π.
enum ErrorFunction: SlopeOfOperand {
  static let name = "erf"
  @inline(__always)
  static func value<V: Lanes>(_ x: V) -> V { x.errorFunction }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V {
    dy.flow((-x * x).exponential) * 1.1283791670955126
  }
}

/// The error function of each element.
public func erf<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.of(ErrorFunction.self)(x)
}

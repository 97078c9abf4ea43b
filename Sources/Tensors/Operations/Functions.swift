import Glibc

// Functions of each element. Those in the graph stand here with their derivatives; the others are
// made of them.
extension Primitive {
  /// eˣ = y: dy y.
  static var exp: Primitive { .ofResult("exp", loops.exp) { dy, y in dy.flow(y) } }

  /// ln x: dy / x.
  static var log: Primitive { .ofOperand("log", loops.log) { dy, x in dy.flow(over: x) } }

  /// ln(1 + x): dy / (1 + x).
  static var log1p: Primitive {
    .ofOperand("log1p", loops.log1p) { dy, x in dy.flow(over: x + 1) }
  }

  /// eˣ − 1 = y: dy (y + 1).
  static var expm1: Primitive {
    .ofResult("expm1", loops.expm1) { dy, y in dy.flow(y + 1) }
  }

  /// √x = y: dy / 2y.
  static var sqrt: Primitive { .ofResult("sqrt", loops.sqrt) { dy, y in dy.flow(over: 2 * y) } }

  /// |x|: dy sign x, 0 at 0.
  static var abs: Primitive {
    .ofOperand("abs", loops.abs) { dy, x in .pairs(.absGradient, dy, x, "abs") }
  }

  /// σ(x) = y: dy y (1 − y).
  static var sigmoid: Primitive {
    .ofResult("sigmoid", loops.sigmoid) { dy, y in
      .mapped(dy, y, by: loops.sigmoidGradient)
    }
  }

  /// tanh x = y: dy (1 − y²).
  static var tanh: Primitive {
    .ofResult("tanh", loops.tanh) { dy, y in .mapped(dy, y, by: loops.tanhGradient) }
  }

  /// max(x, 0) = y: dy where y is above 0.
  static var relu: Primitive {
    .ofResult("relu", loops.relu) { dy, y in .mapped(dy, y, by: loops.reluGradient) }
  }

  /// x Φ(x), with Φ the normal distribution function: dy (Φ(x) + x φ(x)).
  static var gelu: Primitive {
    .ofOperand("gelu", loops.gelu) { dy, x in
      Tensor.mapped(dy, x, by: loops.geluGradient)
    }
  }

  /// ln(1 + eˣ): dy σ(x).
  static var softplus: Primitive {
    .ofOperand("softplus", loops.softplus) { dy, x in .mapped(dy, x, by: loops.softplusGradient) }
  }

  /// ln σ(x): dy σ(−x).
  static var logSigmoid: Primitive {
    .ofOperand("logSigmoid", loops.logSigmoid) { dy, x in
      .mapped(dy, x, by: loops.logSigmoidGradient)
    }
  }

  /// erf x: dy 2 exp(−x²) / √π.
  static var erf: Primitive {
    .ofOperand("erf", loops.erf) { dy, x in
      dy.flow(Tensors.exp(-x * x)) * Scalar(2 / Double.pi.squareRoot())
    }
  }

  static var loops: any Loops<Scalar>.Type { Scalar.routines.loops }

  /// A function of each element whose derivative is had from the result y.
  private static func ofResult(
    _ name: String, _ loop: @escaping Tensor<Scalar>.ElementLoop,
    _ derivative: @escaping (_ dy: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Tensor<Scalar>
  ) -> Primitive {
    return Primitive(name) { x in
      let y = Tensor.mapped(x[0], by: loop)
      return (y, { dy in [derivative(dy, y)] })
    }
  }

  /// A function of each element whose derivative is had from the operand x.
  private static func ofOperand(
    _ name: String, _ loop: @escaping Tensor<Scalar>.ElementLoop,
    _ derivative: @escaping (_ dy: Tensor<Scalar>, _ x: Tensor<Scalar>) -> Tensor<Scalar>
  ) -> Primitive {
    return Primitive(name) { x in
      let x = x[0].stoppingGradient()
      return (Tensor.mapped(x, by: loop), { dy in [derivative(dy, x)] })
    }
  }
}

/// e to the power of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func exp<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.exp(x) }

/// The natural logarithm of each element: −∞ at 0, NaN below.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func log<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.log(x) }

/// ln(1 + x) of each element, exact where x is small.
public func log1p<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.log1p(x) }

/// eˣ − 1 of each element, exact where x is small.
public func expm1<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.expm1(x) }

/// The square root of each element; NaN below 0.
public func sqrt<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.sqrt(x) }

/// The absolute value of each element.
public func abs<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.abs(x) }

/// 1 / (1 + e⁻ˣ) of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func sigmoid<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.sigmoid(x) }

/// The hyperbolic tangent of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func tanh<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.tanh(x) }

/// max(x, 0) of each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func relu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.relu(x) }

/// x Φ(x) of each element, Φ the normal distribution function (Hendrycks & Gimpel 2016).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func gelu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.gelu(x) }

/// ln(1 + eˣ) of each element, which never overflows.
public func softplus<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.softplus(x) }

/// ln σ(x) of each element, which never is the logarithm of 0.
public func logSigmoid<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.logSigmoid(x) }

/// The error function of each element.
public func erf<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { Primitive.erf(x) }

/// The square of each element.
public func square<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x * x }

/// x log y for each element of x, where 0 log 0 is 0: the limit that a likelihood needs.
public func xlogy<Scalar>(_ x: Tensor<Scalar>, _ y: Scalar) -> Tensor<Scalar> {
  if y > 0 { return x * Scalar(log(Double(y))) }
  let logarithm: Scalar = y == 0 ? -.infinity : .nan
  return Tensor(x.scalars.map { $0 == 0 ? 0 : $0 * logarithm }, shape: x.shape)
}

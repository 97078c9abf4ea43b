// Arithmetic element by element, with broadcasting. Shapes that do not fit stop the program with a
// message that names both.
extension Primitive {
  /// a + b: dy for both.
  static var add: Primitive {
    Primitive("+") { x in (.pairs(.add, x[0], x[1], "+"), { dy in [dy, dy] }) }
  }

  /// a − b: dy and −dy.
  static var subtract: Primitive {
    Primitive("-") { x in
      let negates = x[1].wantsGradient
      return (.pairs(.subtract, x[0], x[1], "-"), { dy in [dy, negates ? -dy : nil] })
    }
  }

  /// a b: dy b and dy a.
  static var multiply: Primitive {
    Primitive("*") { x in
      let (a, b) = (x[0], x[1])
      return (
        .pairs(.multiply, a, b, "*"),
        { dy in [a.wantsGradient ? dy.flow(b) : nil, b.wantsGradient ? dy.flow(a) : nil] }
      )
    }
  }

  /// a / b = y: dy / b and −dy y / b.
  static var divide: Primitive {
    Primitive("/") { x in
      let (a, b) = (x[0], x[1])
      let y = Tensor.pairs(.divide, a, b, "/")
      return (
        y,
        { dy in
          let da = dy.flow(over: b)
          return [a.wantsGradient ? da : nil, b.wantsGradient ? -da.flow(y) : nil]
        }
      )
    }
  }

  /// −x: −dy.
  static var negate: Primitive {
    Primitive("-") { x in
      let loops = Scalar.routines.loops
      return (.mapped(x[0]) { loops.subtract(-0.0, $0, $1, $2) }, { dy in [-dy] })
    }
  }
}

extension Tensor {
  /// Sum.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func + (a: Tensor, b: Tensor) -> Tensor { Primitive.add(a, b) }

  /// Sum with a number.
  public static func + (a: Tensor, b: Scalar) -> Tensor { a + Tensor(b) }

  /// Sum with a number.
  public static func + (a: Scalar, b: Tensor) -> Tensor { Tensor(a) + b }

  /// Difference.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func - (a: Tensor, b: Tensor) -> Tensor { Primitive.subtract(a, b) }

  /// Difference with a number.
  public static func - (a: Tensor, b: Scalar) -> Tensor { a - Tensor(b) }

  /// Difference with a number.
  public static func - (a: Scalar, b: Tensor) -> Tensor { Tensor(a) - b }

  /// Product, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func * (a: Tensor, b: Tensor) -> Tensor { Primitive.multiply(a, b) }

  /// Product, element by element with a number.
  public static func * (a: Tensor, b: Scalar) -> Tensor { a * Tensor(b) }

  /// Product, element by element with a number.
  public static func * (a: Scalar, b: Tensor) -> Tensor { Tensor(a) * b }

  /// Quotient, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func / (a: Tensor, b: Tensor) -> Tensor { Primitive.divide(a, b) }

  /// Quotient, element by element with a number.
  public static func / (a: Tensor, b: Scalar) -> Tensor { a / Tensor(b) }

  /// Quotient, element by element with a number.
  public static func / (a: Scalar, b: Tensor) -> Tensor { Tensor(a) / b }

  /// The negative of each element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static prefix func - (x: Tensor) -> Tensor { Primitive.negate(x) }

  /// Sum, in place; the left side keeps its shape.
  public static func += (a: inout Tensor, b: Tensor) { a = keptShape(a, b, "+=", a + b) }

  /// Sum with a number, in place.
  public static func += (a: inout Tensor, b: Scalar) { a = a + b }

  /// Difference, in place; the left side keeps its shape.
  public static func -= (a: inout Tensor, b: Tensor) { a = keptShape(a, b, "-=", a - b) }

  /// Difference with a number, in place.
  public static func -= (a: inout Tensor, b: Scalar) { a = a - b }

  /// Product, element by element, in place; the left side keeps its shape.
  public static func *= (a: inout Tensor, b: Tensor) { a = keptShape(a, b, "*=", a * b) }

  /// Product, element by element with a number, in place.
  public static func *= (a: inout Tensor, b: Scalar) { a = a * b }

  /// Quotient, element by element, in place; the left side keeps its shape.
  public static func /= (a: inout Tensor, b: Tensor) { a = keptShape(a, b, "/=", a / b) }

  /// Quotient, element by element with a number, in place.
  public static func /= (a: inout Tensor, b: Scalar) { a = a / b }

  private static func keptShape(
    _ a: Tensor, _ b: Tensor, _ name: String, _ result: Tensor
  ) -> Tensor {
    require(
      result.shape == a.shape, "\(name): the shape \(b.shape) does not broadcast to \(a.shape)")
    return result
  }
}

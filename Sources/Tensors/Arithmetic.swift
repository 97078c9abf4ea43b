// Arithmetic element by element, with broadcasting. Shapes that do not fit stop the program with a
// message that names both.
extension Tensor {
  /// Sum.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func + (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "+") { $0 + $1 } }

  /// Sum with a number.
  public static func + (a: Tensor, b: Scalar) -> Tensor { a + Tensor([b], shape: []) }

  /// Sum with a number.
  public static func + (a: Scalar, b: Tensor) -> Tensor { Tensor([a], shape: []) + b }

  /// Sum, in place; the left side keeps its shape.
  public static func += (a: inout Tensor, b: Tensor) {
    require(
      broadcastShape(a.shape, b.shape) == a.shape,
      "+=: the shape \(b.shape) does not broadcast to \(a.shape)")
    a = a + b
  }

  /// Sum with a number, in place.
  public static func += (a: inout Tensor, b: Scalar) { a = a + b }

  /// Difference.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func - (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "-") { $0 - $1 } }

  /// Difference with a number.
  public static func - (a: Tensor, b: Scalar) -> Tensor { a - Tensor([b], shape: []) }

  /// Difference with a number.
  public static func - (a: Scalar, b: Tensor) -> Tensor { Tensor([a], shape: []) - b }

  /// Difference, in place; the left side keeps its shape.
  public static func -= (a: inout Tensor, b: Tensor) {
    require(
      broadcastShape(a.shape, b.shape) == a.shape,
      "-=: the shape \(b.shape) does not broadcast to \(a.shape)")
    a = a - b
  }

  /// Difference with a number, in place.
  public static func -= (a: inout Tensor, b: Scalar) { a = a - b }

  /// Product, element by element.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func * (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "*") { $0 * $1 } }

  /// Product, element by element with a number.
  public static func * (a: Tensor, b: Scalar) -> Tensor { a * Tensor([b], shape: []) }

  /// Product, element by element with a number.
  public static func * (a: Scalar, b: Tensor) -> Tensor { Tensor([a], shape: []) * b }

  /// Product, element by element, in place; the left side keeps its shape.
  public static func *= (a: inout Tensor, b: Tensor) {
    require(
      broadcastShape(a.shape, b.shape) == a.shape,
      "*=: the shape \(b.shape) does not broadcast to \(a.shape)")
    a = a * b
  }

  /// Product, element by element with a number, in place.
  public static func *= (a: inout Tensor, b: Scalar) { a = a * b }

  /// Quotient, element by element.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func / (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "/") { $0 / $1 } }

  /// Quotient, element by element with a number.
  public static func / (a: Tensor, b: Scalar) -> Tensor { a / Tensor([b], shape: []) }

  /// Quotient, element by element with a number.
  public static func / (a: Scalar, b: Tensor) -> Tensor { Tensor([a], shape: []) / b }

  /// Quotient, element by element, in place; the left side keeps its shape.
  public static func /= (a: inout Tensor, b: Tensor) {
    require(
      broadcastShape(a.shape, b.shape) == a.shape,
      "/=: the shape \(b.shape) does not broadcast to \(a.shape)")
    a = a / b
  }

  /// Quotient, element by element with a number, in place.
  public static func /= (a: inout Tensor, b: Scalar) { a = a / b }

  /// The array with all signs turned.
  public static prefix func - (a: Tensor) -> Tensor { 0 - a }
}

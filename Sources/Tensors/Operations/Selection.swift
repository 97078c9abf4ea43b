import Glibc

// Which of two: extremes, masks, limits.
extension Primitive {
  /// max(a, b): dy to the larger, half to each of equals.
  static var maximum: Primitive {
    Primitive("maximum") { x in
      let (a, b) = (x[0].stoppingGradient(), x[1].stoppingGradient())
      return (
        .pairs(.maximum, a, b, "maximum"),
        { dy in
          let toA = Tensor.pairs(.less, b, a, "maximum") + Tensor.pairs(.equal, a, b, "maximum") / 2
          return [toA.flow(dy), (1 - toA).flow(dy)]
        }
      )
    }
  }

  /// Where the mask is not 0 a, else b: dy where it was taken from.
  static func choose(_ mask: Tensor<Scalar>) -> Primitive {
    Primitive("where") { x in
      (
        .pairs(.keep, x[0], mask, "where") + .pairs(.drop, x[1], mask, "where"),
        { dy in [.pairs(.keep, dy, mask, "where"), .pairs(.drop, dy, mask, "where")] }
      )
    }
  }

  /// x brought into the range: dy where x is inside.
  static func clamp(_ range: ClosedRange<Scalar>) -> Primitive {
    Primitive("clamp") { x in
      let x = x[0].stoppingGradient()
      let (lowest, highest) = (Tensor(range.lowerBound), Tensor(range.upperBound))
      return (
        .pairs(.minimum, .pairs(.maximum, x, lowest, "clamp"), highest, "clamp"),
        { dy in
          let isInside = (lowest .<= x) * (x .<= highest)
          return [.pairs(.keep, dy, isInside, "clamp")]
        }
      )
    }
  }

  /// A number on the diagonal of a matrix: dy but there.
  static func withDiagonal(_ value: Scalar) -> Primitive {
    Primitive("withDiagonal") { x in
      (x[0].overwritingDiagonal(value), { dy in [dy.overwritingDiagonal(0)] })
    }
  }

  /// xᵖ: dy p xᵖ⁻¹.
  static func power(_ exponent: Scalar) -> Primitive {
    Primitive("pow") { x in
      let x = x[0].stoppingGradient()
      return (
        x.power(exponent),
        { dy in
          // x⁰ is 1 everywhere; 0 x⁻¹ would be NaN where x is 0 or infinite.
          if exponent == 0 { return [Tensor(repeating: 0, shape: x.shape)] }
          return [dy.flow(exponent * x.power(exponent - 1))]
        }
      )
    }
  }
}

/// The larger of each pair of elements; NaN where one is.
public func maximum<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  Primitive.maximum(a, b)
}

/// The larger of each element and a number; NaN stays NaN.
public func maximum<Scalar>(_ a: Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
  Primitive.maximum(a, Tensor(b))
}

/// The smaller of each pair of elements; NaN where one is.
public func minimum<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  -maximum(-a, -b)
}

/// The smaller of each element and a number; NaN stays NaN.
public func minimum<Scalar>(_ a: Tensor<Scalar>, _ b: Scalar) -> Tensor<Scalar> {
  minimum(a, Tensor(b))
}

/// Where `mask` is not 0 the element of `a`, else that of `b`; all three broadcast.
public func choose<Scalar>(
  _ mask: Tensor<Scalar>, _ a: Tensor<Scalar>, _ b: Tensor<Scalar>
) -> Tensor<Scalar> {
  Primitive.choose(mask.stoppingGradient())(a, b)
}

/// Each element to the power `exponent`; NaN of a negative one where that is not whole.
public func pow<Scalar>(_ x: Tensor<Scalar>, _ exponent: Scalar) -> Tensor<Scalar> {
  Primitive.power(exponent)(x)
}

/// Each element, which is positive, to the power of that of `exponent`.
public func pow<Scalar>(_ x: Tensor<Scalar>, _ exponent: Tensor<Scalar>) -> Tensor<Scalar> {
  exp(exponent * log(x))
}

extension Tensor {
  /// Each element brought into `range`; its gradient is 0 outside.
  public func clamped(to range: ClosedRange<Scalar>) -> Tensor { Primitive.clamp(range)(self) }

  /// The matrix with `value` on its diagonal: −∞ keeps a thing from being compared with itself.
  public func withDiagonal(_ value: Scalar) -> Tensor {
    require(rank == 2, "withDiagonal: a matrix is needed, not \(shape)")
    return Primitive.withDiagonal(value)(self)
  }

  fileprivate func overwritingDiagonal(_ value: Scalar) -> Tensor {
    var result = withOwnElements()
    let columns = shape[1]
    for i in 0..<Swift.min(shape[0], columns) { result.elements[i * columns + i] = value }
    return result
  }

  /// 1 where a < b, else 0.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { pairs(.less, a, b, ".<") }

  /// 1 where a < b, else 0.
  public static func .< (a: Tensor, b: Scalar) -> Tensor { a .< Tensor(b) }

  /// 1 where a ≤ b, else 0.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { pairs(.lessOrEqual, a, b, ".<=") }

  /// 1 where a ≤ b, else 0.
  public static func .<= (a: Tensor, b: Scalar) -> Tensor { a .<= Tensor(b) }

  /// 1 where a > b, else 0.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { pairs(.less, b, a, ".>") }

  /// 1 where a > b, else 0.
  public static func .> (a: Tensor, b: Scalar) -> Tensor { a .> Tensor(b) }

  /// 1 where a ≥ b, else 0.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { pairs(.lessOrEqual, b, a, ".>=") }

  /// 1 where a ≥ b, else 0.
  public static func .>= (a: Tensor, b: Scalar) -> Tensor { a .>= Tensor(b) }

  /// 1 where a = b, else 0.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { pairs(.equal, a, b, ".==") }

  /// 1 where a = b, else 0.
  public static func .== (a: Tensor, b: Scalar) -> Tensor { a .== Tensor(b) }

  fileprivate func power(_ exponent: Scalar) -> Tensor {
    if exponent == 1 { return self }
    if exponent == 2 { return self * self }
    let exponent = Double(exponent)
    return Tensor.filled(self) { x, y, count in
      for i in 0..<count { y[i] = Scalar(pow(Double(x[i]), exponent)) }
    }
  }
}

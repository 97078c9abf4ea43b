/// A product of numbers and views that is still to be added to a view: a x ∘ y ∘ (c − z).
///
/// `g += delta * v * h * (1 - h)` makes one pass over g, and no room for anything between.
public struct RowProduct<Scalar: TensorScalar> {
  fileprivate var factor: Scalar
  fileprivate let x: RowView<Scalar>
  fileprivate var y: RowView<Scalar>?
  fileprivate var z: RowComplement<Scalar>?
}

/// A number minus each number of a view.
public struct RowComplement<Scalar: TensorScalar> {
  fileprivate let minuend: Scalar
  fileprivate let subtrahend: RowView<Scalar>
}

extension RowView {
  /// A number times each number.
  public static func * (factor: Scalar, x: RowView) -> RowProduct<Scalar> {
    RowProduct(factor: factor, x: x)
  }

  /// The products of the numbers in the same place.
  public static func * (x: RowView, y: RowView) -> RowProduct<Scalar> {
    RowProduct(factor: 1, x: x, y: y)
  }

  /// A number minus each number.
  public static func - (minuend: Scalar, x: RowView) -> RowComplement<Scalar> {
    RowComplement(minuend: minuend, subtrahend: x)
  }

  /// Adds a product; one with the factor 0 adds nothing, even where another is infinite or NaN.
  public static func += (sum: RowView, product: RowProduct<Scalar>) {
    sum.checkOutput(of: product.x, "+=")
    if let y = product.y { sum.checkSame(y, "+=") }
    if let z = product.z?.subtrahend { sum.checkSame(z, "+=") }
    if product.factor == 0 { return }
    if product.y == nil && product.z == nil {
      Scalar.routines.loops.multiplyAdd(sum.base, product.factor, product.x.base, sum.count)
    } else {
      sum.add(product)
    }
  }

  /// Adds a product of several views.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func add(_ product: RowProduct<Scalar>) {
    let (a, x, count) = (product.factor, product.x.base, count)
    if let y = product.y?.base, let z = product.z {
      let (c, z) = (z.minuend, z.subtrahend.base)
      for i in 0..<count { base[i] += a * x[i] * y[i] * (c - z[i]) }
    } else if let y = product.y?.base {
      for i in 0..<count { base[i] += a * x[i] * y[i] }
    } else if let z = product.z {
      let (c, z) = (z.minuend, z.subtrahend.base)
      for i in 0..<count { base[i] += a * x[i] * (c - z[i]) }
    }
  }
}

extension RowProduct {
  /// The product with another view; of two views at most.
  public static func * (product: RowProduct, y: RowView<Scalar>) -> RowProduct {
    require(product.y == nil, "a RowProduct is of two views and one complement at most")
    var product = product
    product.y = y
    return product
  }

  /// The product with a number minus a view; with one at most.
  public static func * (product: RowProduct, z: RowComplement<Scalar>) -> RowProduct {
    require(product.z == nil, "a RowProduct is of two views and one complement at most")
    var product = product
    product.z = z
    return product
  }
}

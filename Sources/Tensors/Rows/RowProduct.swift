/// A number times a view, still to be added to a view.
@frozen
public struct RowMultiple<Scalar: TensorScalar> {
  @usableFromInline var factor: Scalar
  @usableFromInline let x: RowView<Scalar>

  @inlinable
  init(factor: Scalar, x: RowView<Scalar>) {
    self.factor = factor
    self.x = x
  }
}

/// A product of numbers and views that is still to be added to a view: a x ∘ y ∘ (c − z).
///
/// `g += delta * v * h * (1 - h)` makes one pass over g, and no room for anything between.
@frozen
public struct RowProduct<Scalar: TensorScalar> {
  @usableFromInline var multiple: RowMultiple<Scalar>
  @usableFromInline var y: RowView<Scalar>?
  @usableFromInline var z: RowComplement<Scalar>?

  @inlinable
  init(_ multiple: RowMultiple<Scalar>, y: RowView<Scalar>? = nil, z: RowComplement<Scalar>? = nil)
  {
    self.multiple = multiple
    self.y = y
    self.z = z
  }
}

/// A number minus each number of a view.
@frozen
public struct RowComplement<Scalar: TensorScalar> {
  @usableFromInline let minuend: Scalar
  @usableFromInline let subtrahend: RowView<Scalar>

  @inlinable
  init(minuend: Scalar, subtrahend: RowView<Scalar>) {
    self.minuend = minuend
    self.subtrahend = subtrahend
  }
}

extension RowView {
  /// A number times each number.
  @inlinable
  public static func * (factor: Scalar, x: RowView) -> RowMultiple<Scalar> {
    RowMultiple(factor: factor, x: x)
  }

  /// The products of the numbers in the same place.
  @inlinable
  public static func * (x: RowView, y: RowView) -> RowProduct<Scalar> {
    RowProduct(RowMultiple(factor: 1, x: x), y: y)
  }

  /// A number minus each number.
  @inlinable
  public static func - (minuend: Scalar, x: RowView) -> RowComplement<Scalar> {
    RowComplement(minuend: minuend, subtrahend: x)
  }

  /// Adds a multiple; one with the factor 0 adds nothing, even where a number is infinite or NaN.
  @inlinable
  public static func += (sum: RowView, multiple: RowMultiple<Scalar>) {
    sum.checkOutput(of: multiple.x, "+=")
    if multiple.factor == 0 { return }
    rowMultiplyAdd(sum.base, multiple.factor, multiple.x.base, sum.count)
  }

  /// Subtracts a multiple.
  @inlinable
  public static func -= (sum: RowView, multiple: RowMultiple<Scalar>) {
    sum += RowMultiple(factor: -multiple.factor, x: multiple.x)
  }

  /// Adds a product; one with the factor 0 adds nothing, even where another is infinite or NaN.
  @inlinable
  public static func += (sum: RowView, product: RowProduct<Scalar>) {
    sum.checkOutput(of: product.multiple.x, "+=")
    if let y = product.y { sum.checkSame(y, "+=") }
    if let z = product.z?.subtrahend { sum.checkSame(z, "+=") }
    if product.multiple.factor == 0 { return }
    rowMultiplyAdd(
      sum.base, product.multiple.factor, product.multiple.x.base,
      (product.y?.base).map { UnsafePointer($0) }, product.z?.minuend ?? 0,
      minus: (product.z?.subtrahend.base).map { UnsafePointer($0) },
      sum.count)
  }

  /// Subtracts a product.
  @inlinable
  public static func -= (sum: RowView, product: RowProduct<Scalar>) {
    var product = product
    product.multiple.factor = -product.multiple.factor
    sum += product
  }
}

extension RowMultiple {
  /// The product with another view.
  @inlinable
  public static func * (multiple: RowMultiple, y: RowView<Scalar>) -> RowProduct<Scalar> {
    RowProduct(multiple, y: y)
  }

  /// The product with a number minus a view.
  @inlinable
  public static func * (multiple: RowMultiple, z: RowComplement<Scalar>) -> RowProduct<Scalar> {
    RowProduct(multiple, z: z)
  }
}

extension RowProduct {
  /// The product with another view; of two views at most.
  @inlinable
  public static func * (product: RowProduct, y: RowView<Scalar>) -> RowProduct {
    if product.y != nil { stopTooMany() }
    var product = product
    product.y = y
    return product
  }

  /// The product with a number minus a view; with one at most.
  @inlinable
  public static func * (product: RowProduct, z: RowComplement<Scalar>) -> RowProduct {
    if product.z != nil { stopTooMany() }
    var product = product
    product.z = z
    return product
  }

  @inline(never) @usableFromInline
  static func stopTooMany() -> Never {
    stop("a RowProduct is of two views and one complement at most")
  }
}

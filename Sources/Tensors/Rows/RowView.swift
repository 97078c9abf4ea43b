/// Numbers that a `RowFunction` works on where they lie: a vector, or a matrix of rows.
///
/// Every index and every length is checked. What belongs to others, the row's operand and the
/// parameters, can only be read. A view is of use until the function returns.
@frozen
public struct RowView<Scalar: TensorScalar> {
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  /// How many rows a matrix has; −1 of a vector.
  @usableFromInline let rows: Int
  /// How many numbers a row, or a vector, has.
  @usableFromInline let columns: Int
  @usableFromInline let isWritable: Bool

  /// How many numbers there are.
  @inlinable public var count: Int { rows < 0 ? columns : rows * columns }
  /// [N] of a vector, [N, D] of a matrix.
  public var shape: [Int] { rows < 0 ? [columns] : [rows, columns] }

  init(_ base: UnsafeMutablePointer<Scalar>, rows: Int = -1, columns: Int, isWritable: Bool) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.isWritable = isWritable
  }

  /// The element `i` of a vector.
  @inlinable public subscript(i: Int) -> Scalar {
    get {
      if rows >= 0 || UInt(bitPattern: i) >= UInt(bitPattern: columns) { stopOutside([i]) }
      return base[i]
    }
    nonmutating set {
      if rows >= 0 || UInt(bitPattern: i) >= UInt(bitPattern: columns) { stopOutside([i]) }
      if !isWritable { stopReadOnly() }
      base[i] = newValue
    }
  }

  /// The element in row `i` and column `j` of a matrix.
  @inlinable public subscript(i: Int, j: Int) -> Scalar {
    get { row(i)[j] }
    nonmutating set { row(i)[j] = newValue }
  }

  /// Row `i` of a matrix: a vector.
  @inlinable public func row(_ i: Int) -> RowView {
    // A vector's number of rows is −1, which as a size is larger than any: it is asked for first.
    if rows < 0 || UInt(bitPattern: i) >= UInt(bitPattern: rows) { stopOutside([i]) }
    return RowView(base: base + i &* columns, columns: columns, isWritable: isWritable)
  }

  @inlinable
  init(base: UnsafeMutablePointer<Scalar>, columns: Int, isWritable: Bool) {
    self.base = base
    rows = -1
    self.columns = columns
    self.isWritable = isWritable
  }

  @inline(never) @usableFromInline
  func stopOutside(_ index: [Int]) -> Never {
    stop("the index \(index) is outside the shape \(shape)")
  }

  @inline(never) @usableFromInline
  func stopReadOnly() -> Never {
    stop("the row's operand and the parameters can only be read: copy them into vector(_:)")
  }
}

// What takes all numbers at once. Checks and calls are inlined where views are used, so that no generic
// code runs there; the loops themselves are in `RowLoops.swift`.
extension RowView {
  /// Every number becomes `value`.
  @inlinable
  public func set(_ value: Scalar) {
    if !isWritable { stopReadOnly() }
    base.update(repeating: value, count: count)
  }

  /// Takes the numbers of x.
  @inlinable
  public func set(_ x: RowView) {
    checkOutput(of: x, "set")
    base.update(from: x.base, count: count)
  }

  /// Takes f(x), number by number; x may be this view.
  @inlinable
  public func set(_ function: Activation, of x: RowView) {
    checkOutput(of: x, "set")
    rowSet(base, function, x.base, count)
  }

  /// Takes f(x), number by number; x may be this view.
  @inlinable
  public func set(of x: RowView, _ function: (Scalar) -> Scalar) {
    checkOutput(of: x, "set")
    for i in 0..<count { base[i] = function(x.base[i]) }
  }

  /// Adds the numbers of x.
  @inlinable
  public static func += (y: RowView, x: RowView) {
    y.checkOutput(of: x, "+=")
    rowAdd(y.base, x.base, y.count)
  }

  /// The sum of all numbers.
  @inlinable
  public func sum() -> Scalar { rowSum(base, count) }

  @inlinable
  func checkOutput(of x: RowView, _ operation: StaticString) {
    if !isWritable { stopReadOnly() }
    checkSame(x, operation)
  }

  @inlinable
  func checkSame(_ x: RowView, _ operation: StaticString) {
    if rows != x.rows || columns != x.columns { stopDifferent(x, operation) }
  }

  @inline(never) @usableFromInline
  func stopDifferent(_ x: RowView, _ operation: StaticString) -> Never {
    stop("\(operation): the shapes \(shape) and \(x.shape) differ")
  }
}

/// Σ x_i y_i of two vectors.
@inlinable
public func dot<Scalar>(_ x: RowView<Scalar>, _ y: RowView<Scalar>) -> Scalar {
  x.checkSame(y, "dot")
  return rowDot(x.base, y.base, x.count)
}

/// What is done with the finished elements of a product while they are near: the bias, then anything else
/// with rows.
struct Epilogue<Scalar: TensorScalar> {
  typealias Row = (_ c: UnsafeMutablePointer<Scalar>, _ count: Int) -> Void

  var bias: Bias<Scalar>?
  /// Is given a part of a row of C.
  var row: Row?
}

/// c_ij ← c_ij + b_j, or max(c_ij + b_j, 0).
struct Bias<Scalar: TensorScalar> {
  /// A number for each column.
  var b: UnsafePointer<Scalar>
  /// Whether what is below 0 becomes 0.
  var isRectified = false

  func from(column: Int) -> Bias { Bias(b: b + column, isRectified: isRectified) }

  func add(to row: UnsafeMutablePointer<Scalar>, _ count: Int) {
    let loops = Scalar.routines.loops
    if isRectified {
      loops.addRectified(row, b, row, count)
    } else {
      loops.add(row, b, row, count)
    }
  }
}

extension Product {
  /// Does all of it where the sums are in memory already.
  func finish() {
    if let bias = epilogue?.bias {
      for i in 0..<rows { bias.add(to: c + i * leading, columns) }
    }
    finishRows()
  }

  /// Does what is left when the bias is added.
  func finishRows() {
    guard let row = epilogue?.row else { return }
    for i in 0..<rows { row(c + i * leading, columns) }
  }
}

/// What is done with the finished elements of a product while they are near: c_ij ← c_ij + b_j, or
/// max(c_ij + b_j, 0).
struct Epilogue<Scalar: TensorScalar> {
  /// b: a number for each column.
  var bias: UnsafePointer<Scalar>
  /// Whether what is below 0 becomes 0.
  var isRectified = false

  /// That of the columns from another one on.
  func from(column: Int) -> Epilogue {
    Epilogue(bias: bias + column, isRectified: isRectified)
  }

  /// Does it where the sums are in memory already.
  func finish(_ row: UnsafeMutablePointer<Scalar>, _ count: Int) {
    let loops = Scalar.routines.loops
    if isRectified {
      loops.addRectified(row, bias, row, count)
    } else {
      loops.add(row, bias, row, count)
    }
  }
}

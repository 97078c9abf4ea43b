/// What is done with each finished element of a product: c_ij ← c_ij + b_j, or max(c_ij + b_j, 0).
struct Epilogue<Scalar: TensorScalar> {
  /// b: a number for each column.
  var bias: UnsafePointer<Scalar>
  /// Whether what is below 0 becomes 0.
  var isRectified: Bool

  /// That of the columns from another one on.
  func from(column: Int) -> Epilogue {
    Epilogue(bias: bias + column, isRectified: isRectified)
  }

  /// Does it where the products are in memory already.
  func finish(
    _ c: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, leading: Int
  ) {
    let loops = Scalar.routines.loops
    for row in stride(from: c, to: c + rows * leading, by: leading) {
      if isRectified {
        loops.addRectified(row, bias, row, columns)
      } else {
        loops.add(row, bias, row, columns)
      }
    }
  }
}

/// What is done with the sums of a tile: C ← α sums + β C, then the epilogue.
///
/// Where β is 0, C is not read.
struct TileTarget<Scalar: TensorScalar> {
  var c: UnsafeMutablePointer<Scalar>
  /// From one row of C to the next.
  var leading: Int
  var alpha: Scalar
  var beta: Scalar = 0
  var epilogue: Epilogue<Scalar>?
}

extension TileTarget {
  /// What a product asks for, but for what it does with whole rows.
  init(_ product: Product<Scalar>) {
    self.init(
      c: product.c, leading: product.leading, alpha: product.alpha, beta: product.beta,
      epilogue: product.epilogue)
  }

  @inline(__always)
  func from(row: Int, column: Int) -> TileTarget {
    var part = self
    part.c += row * leading + column
    part.epilogue = epilogue?.from(column: column)
    return part
  }

  /// Takes what lies within C of a whole tile that stands at its edge: α times the sums.
  func take(_ tile: UnsafePointer<Scalar>, _ tileLeading: Int, _ rows: Int, _ columns: Int) {
    for i in 0..<rows {
      let (sums, c) = (tile + i * tileLeading, c + i * leading)
      if beta == 0 {
        c.update(from: sums, count: columns)
      } else {
        for j in 0..<columns { c[j] = sums[j].addingProduct(beta, c[j]) }
      }
      epilogue?.finish(c, columns)
    }
  }
}

// Layer normalisation (Ba, Kiros & Hinton 2016), row by row.

extension Loops {
  static func layerNorm(
    _ x: Input, scale: Input?, bias: Input?, epsilon: Scalar, _ y: Output, means: Output,
    inverses: Output, rows: Int, size: Int
  ) {
    forEachRow(rows, 2 * size) { i in
      (means[i], inverses[i]) = Vector.layerNorm(
        x + i * size, scale, bias, epsilon, y + i * size, size)
    }
  }

  static func layerNormGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, scale: Input?, _ dx: Output, rows: Int,
    size: Int
  ) {
    forEachRow(rows, 2 * size) { i in
      Vector.layerNormGradient(
        dy + i * size, x + i * size, means[i], inverses[i], scale, dx + i * size, size)
    }
  }

  static func layerNormParameterGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, dscale: Output, dbias: Output, rows: Int,
    size: Int
  ) {
    let width = 2 * Vector.width
    let strips = (size + width - 1) / width
    Threads.parallel(over: strips, grain: max(1, Grain.light / max(1, rows * width))) { range in
      for j in stride(from: range.lowerBound * width, to: range.upperBound * width, by: width) {
        for j in [j, j + Vector.width] where j < size {
          Vector.layerNormParameterGradient(
            dy + j, x + j, means, inverses, dscale + j, dbias + j, rows: rows,
            columns: min(Vector.width, size - j), stride: size)
        }
      }
    }
  }
}

extension Lanes {
  /// Writes the normalised row and returns its mean and 1/σ.
  @inline(never)
  static func layerNorm(
    _ x: UnsafePointer<Scalar>, _ scale: UnsafePointer<Scalar>?, _ bias: UnsafePointer<Scalar>?,
    _ epsilon: Scalar, _ y: UnsafeMutablePointer<Scalar>, _ size: Int
  ) -> (mean: Scalar, inverse: Scalar) {
    let mean = sum(x, size) / Scalar(size)
    let mu = Self(repeating: mean)
    var (squares, others): (Self, Self) = (0, 0)
    forEachVector(size) { j, count in
      // What fills up the last vector is the mean, which adds nothing.
      let d = Self(upTo: count, x + j, filler: mu) - mu
      (squares, others) = (others, d.times(d, plus: squares))
    }
    let inverse = 1 / ((squares + others).sum / Scalar(size) + epsilon).squareRoot()
    let factor = Self(repeating: inverse)
    forEachVector(size) { j, count in
      var z = (Self(upTo: count, x + j) - mu) * factor
      if let scale { z = z * Self(upTo: count, scale + j) }
      if let bias { z = z + Self(upTo: count, bias + j) }
      z.store(upTo: count, y + j)
    }
    return (mean, inverse)
  }

  @inline(never)
  static func layerNormGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ mean: Scalar, _ inverse: Scalar,
    _ scale: UnsafePointer<Scalar>?, _ dx: UnsafeMutablePointer<Scalar>, _ size: Int
  ) {
    let (mu, factor) = (Self(repeating: mean), Self(repeating: inverse))
    var (sum, product): (Self, Self) = (0, 0)
    forEachVector(size) { j, count in
      var g = Self(upTo: count, dy + j)
      if let scale { g = g * Self(upTo: count, scale + j) }
      sum = sum + g
      product = g.times((Self(upTo: count, x + j) - mu) * factor, plus: product)
    }
    let meanG = Self(repeating: sum.sum / Scalar(size))
    let meanProduct = Self(repeating: product.sum / Scalar(size))
    forEachVector(size) { j, count in
      var g = Self(upTo: count, dy + j)
      if let scale { g = g * Self(upTo: count, scale + j) }
      let z = (Self(upTo: count, x + j) - mu) * factor
      (((g - meanG) - z * meanProduct) * factor).store(upTo: count, dx + j)
    }
  }

  /// One vector of columns, row by row.
  @inline(never)
  static func layerNormParameterGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ means: UnsafePointer<Scalar>,
    _ inverses: UnsafePointer<Scalar>, _ dscale: UnsafeMutablePointer<Scalar>,
    _ dbias: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, stride: Int
  ) {
    var (products, sums): (Self, Self) = (0, 0)
    for i in 0..<rows {
      let g = Self(upTo: columns, dy + i * stride)
      let d = Self(upTo: columns, x + i * stride) - Self(repeating: means[i])
      products = g.times(d * Self(repeating: inverses[i]), plus: products)
      sums = sums + g
    }
    (Self(upTo: columns, dscale) + products).store(upTo: columns, dscale)
    (Self(upTo: columns, dbias) + sums).store(upTo: columns, dbias)
  }

  /// Calls `body` with the start of each whole vector of a row, then with that of the rest, if any,
  /// and with how many elements there are.
  @inline(__always)
  static func forEachVector(_ size: Int, _ body: (Int, Int) -> Void) {
    let whole = size - size % width
    for j in stride(from: 0, to: whole, by: width) { body(j, width) }
    if whole < size { body(whole, size - whole) }
  }
}

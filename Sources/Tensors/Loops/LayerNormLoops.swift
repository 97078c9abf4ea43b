// Layer normalisation (Ba, Kiros & Hinton 2016), row by row.

extension Loops {
  static func layerNorm(
    _ x: Input, scale: Input?, bias: Input?, epsilon: Scalar, _ y: Output, means: Output,
    inverses: Output, rows: Int, size: Int
  ) {
    if size == 0 { return }
    forEachRow(rows, 2 * size) { i in
      (means[i], inverses[i]) = Vector.layerNorm(
        x + i * size, scale, bias, epsilon, y + i * size, size)
    }
  }

  static func layerNormGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, scale: Input?, _ dx: Output, rows: Int,
    size: Int
  ) {
    if size == 0 { return }
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
            dy, x, means, inverses, dscale, dbias, rows: rows, size: size, column: j)
        }
      }
    }
  }
}

extension Lanes {
  /// Writes the normalised row and returns its mean, less its first element, and 1/σ.
  ///
  /// All is relative to the first element, so that a row of equal numbers gives 0 and not what rounding
  /// left of their mean, multiplied by 1/√ε.
  @inline(never)
  static func layerNorm(
    _ x: UnsafePointer<Scalar>, _ scale: UnsafePointer<Scalar>?, _ bias: UnsafePointer<Scalar>?,
    _ epsilon: Scalar, _ y: UnsafeMutablePointer<Scalar>, _ size: Int
  ) -> (mean: Scalar, inverse: Scalar) {
    let first = Self(repeating: x[0])
    let offset =
      rowSum(size) { j, n in Self(upTo: n, x + j, filler: first) - first }.value.sum / Scalar(size)
    let (mu, rest) = mean(x[0], offset)
    // What fills up the last vector is the mean, which adds nothing.
    let squares = rowSum(size) { j, n in
      let d = Self(upTo: n, x + j, filler: mu) - mu
      return d * d
    }.value.sum
    let inverse = 1 / (squares / Scalar(size) - rest * rest + epsilon).squareRoot()
    let (factor, shift) = (Self(repeating: inverse), Self(repeating: -rest * inverse))
    forEachVector(size) { j, n in
      var z = (Self(upTo: n, x + j) - mu).times(factor, plus: shift)
      if let scale { z = z * Self(upTo: n, scale + j) }
      if let bias { z = z + Self(upTo: n, bias + j) }
      z.store(upTo: n, y + j)
    }
    return (offset, inverse)
  }

  /// Σ over a row of what `term` gives for the start and the number of the elements of each vector, in
  /// blocks of 64 vectors.
  @inline(__always)
  private static func rowSum<Term: AdditiveArithmetic>(
    _ size: Int, _ term: (Int, Int) -> Term
  ) -> RunningSum<Term> {
    var (total, j) = (RunningSum<Term>(), 0)
    while j < size {
      let end = Swift.min(size, j &+ 64 &* width)
      var (even, odd) = (Term.zero, Term.zero)
      while j &+ 2 &* width <= end {
        even = even + term(j, width)
        odd = odd + term(j &+ width, width)
        j &+= 2 &* width
      }
      while j < end {
        even = even + term(j, Swift.min(width, end &- j))
        j &+= width
      }
      total.add(even + odd)
    }
    return total
  }

  /// The mean of a row, from its first element and what is to be added: as rounded, and the rest.
  @inline(__always)
  private static func mean(_ first: Scalar, _ offset: Scalar) -> (Self, Scalar) {
    var mean = RunningSum(sum: first)
    mean.add(offset)
    return (Self(repeating: mean.sum), mean.rest)
  }

  @inline(never)
  static func layerNormGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ mean: Scalar, _ inverse: Scalar,
    _ scale: UnsafePointer<Scalar>?, _ dx: UnsafeMutablePointer<Scalar>, _ size: Int
  ) {
    let (mu, rest) = Self.mean(x[0], mean)
    let (factor, shift) = (Self(repeating: inverse), Self(repeating: -rest * inverse))
    @inline(__always)
    func terms(_ j: Int, _ n: Int) -> Pair<Self> {
      var g = Self(upTo: n, dy + j)
      if let scale { g = g * Self(upTo: n, scale + j) }
      return Pair(a: g, b: (Self(upTo: n, x + j) - mu).times(factor, plus: shift))
    }
    let (sums, products) = rowSum(size) { j, n in
      let t = terms(j, n)
      return Pair(a: t.a, b: t.a * t.b)
    }.parts()
    let meanG = Self(repeating: sums.value.sum / Scalar(size))
    let meanProduct = Self(repeating: products.value.sum / Scalar(size))
    forEachVector(size) { j, n in
      let t = terms(j, n)
      (((t.a - meanG) - t.b * meanProduct) * factor).store(upTo: n, dx + j)
    }
  }

  /// One vector of columns, row by row.
  @inline(never)
  static func layerNormParameterGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ means: UnsafePointer<Scalar>,
    _ inverses: UnsafePointer<Scalar>, _ dscale: UnsafeMutablePointer<Scalar>,
    _ dbias: UnsafeMutablePointer<Scalar>, rows: Int, size: Int, column j: Int
  ) {
    let n = Swift.min(width, size - j)
    let total = blockedSum(rows) { i in
      let (dy, x) = (dy + i &* size, x + i &* size)
      let g = Self(upTo: n, dy + j)
      let d = (Self(upTo: n, x + j) - Self(repeating: x[0])) - Self(repeating: means[i])
      return Pair(a: g * (d * Self(repeating: inverses[i])), b: g)
    }
    let (products, sums) = total.parts()
    products.value.store(upTo: n, dscale + j)
    sums.value.store(upTo: n, dbias + j)
  }
}

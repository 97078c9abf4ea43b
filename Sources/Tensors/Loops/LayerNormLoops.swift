// Layer normalisation (Ba, Kiros & Hinton 2016), row by row.

extension Loops {
  static func layerNorm(
    _ x: Input, scale: Input?, bias: Input?, epsilon: Scalar, _ y: Output, means: Output,
    inverses: Output, shifts: Output, rows: Int, size: Int
  ) {
    if size == 0 { return }
    forEachRow(rows, 2 * size) { i in
      (means[i], inverses[i], shifts[i]) = Vector.layerNorm(
        x + i * size, scale, bias, epsilon, y + i * size, size)
    }
  }

  static func layerNormGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, shifts: Input, scale: Input?,
    _ dx: Output, rows: Int, size: Int
  ) {
    if size == 0 { return }
    forEachRow(rows, 2 * size) { i in
      Vector.layerNormGradient(
        dy + i * size, x + i * size, means[i], inverses[i], shifts[i], scale, dx + i * size, size)
    }
  }

  static func layerNormParameterGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, shifts: Input, dscale: Output,
    dbias: Output, rows: Int, size: Int
  ) {
    let width = 2 * Vector.width
    let strips = (size + width - 1) / width
    Threads.parallel(over: strips, grain: max(1, Grain.light / max(1, rows * width))) { range in
      for j in stride(from: range.lowerBound * width, to: range.upperBound * width, by: width) {
        for j in [j, j + Vector.width] where j < size {
          Vector.layerNormParameterGradient(
            dy, x, means, inverses, shifts, dscale, dbias, rows: rows, size: size, column: j)
        }
      }
    }
  }
}

extension Lanes {
  /// Writes the normalised row and returns its mean, 1/σ, and the product of this and what rounding added
  /// to the mean.
  ///
  /// All is relative to the first element, so that a row of equal numbers gives 0 and not what rounding
  /// left of their mean, multiplied by 1/√ε.
  @inline(never)
  static func layerNorm(
    _ x: UnsafePointer<Scalar>, _ scale: UnsafePointer<Scalar>?, _ bias: UnsafePointer<Scalar>?,
    _ epsilon: Scalar, _ y: UnsafeMutablePointer<Scalar>, _ size: Int
  ) -> (mean: Scalar, inverse: Scalar, shift: Scalar) {
    let first = Self(repeating: x[0])
    let offset =
      rowSum(size) { j, n in Self(upTo: n, x + j, filler: first) - first }.value.sum / Scalar(size)
    var mean = RunningSum(sum: x[0])
    mean.add(offset)
    let (mu, rest) = (Self(repeating: mean.sum), mean.rest)
    // What fills up the last vector is the mean, which adds nothing.
    let squares = rowSum(size) { j, n in
      let d = Self(upTo: n, x + j, filler: mu) - mu
      return d * d
    }.value.sum
    let inverse = 1 / (squares / Scalar(size) - rest * rest + epsilon).squareRoot()
    let correction = -rest * inverse
    let (factor, shift) = (Self(repeating: inverse), Self(repeating: correction))
    forEachVector(size) { j, n in
      var z = (Self(upTo: n, x + j) - mu).times(factor, plus: shift)
      if let scale { z = z * Self(upTo: n, scale + j) }
      if let bias { z = z + Self(upTo: n, bias + j) }
      z.store(upTo: n, y + j)
    }
    return (mean.sum, inverse, correction)
  }

  /// Σ over a row of what `term` gives for the start and the number of the elements of each vector, in
  /// blocks of 64 vectors.
  @inline(__always)
  private static func rowSum<Term: AdditiveArithmetic>(
    _ size: Int, _ term: (Int, Int) -> Term
  ) -> RunningSum<Term> {
    let block = 64 &* width
    if size <= block { return RunningSum(sum: blockSum(0, size, term)) }
    var (total, j) = (RunningSum<Term>(), 0)
    while j < size {
      let end = Swift.min(size, j &+ block)
      total.add(blockSum(j, end, term))
      j = end
    }
    return total
  }

  @inline(__always)
  private static func blockSum<Term: AdditiveArithmetic>(
    _ start: Int, _ end: Int, _ term: (Int, Int) -> Term
  ) -> Term {
    var (even, odd, j) = (Term.zero, Term.zero, start)
    while j &+ 2 &* width <= end {
      even = even + term(j, width)
      odd = odd + term(j &+ width, width)
      j &+= 2 &* width
    }
    while j < end {
      even = even + term(j, Swift.min(width, end &- j))
      j &+= width
    }
    return even + odd
  }

  @inline(never)
  static func layerNormGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ mean: Scalar, _ inverse: Scalar,
    _ shift: Scalar, _ scale: UnsafePointer<Scalar>?, _ dx: UnsafeMutablePointer<Scalar>,
    _ size: Int
  ) {
    let mu = Self(repeating: mean)
    let (factor, shift) = (Self(repeating: inverse), Self(repeating: shift))
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
    _ inverses: UnsafePointer<Scalar>, _ shifts: UnsafePointer<Scalar>,
    _ dscale: UnsafeMutablePointer<Scalar>, _ dbias: UnsafeMutablePointer<Scalar>, rows: Int,
    size: Int, column j: Int
  ) {
    let n = Swift.min(width, size - j)
    let total = blockedSum(rows) { i in
      let place = i &* size &+ j
      let g = Self(upTo: n, dy + place)
      let d = Self(upTo: n, x + place) - Self(repeating: means[i])
      let unit = d.times(Self(repeating: inverses[i]), plus: Self(repeating: shifts[i]))
      return Pair(a: g * unit, b: g)
    }
    let (products, sums) = total.parts()
    products.value.store(upTo: n, dscale + j)
    sums.value.store(upTo: n, dbias + j)
  }
}

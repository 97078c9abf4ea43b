// Reductions as loops, outside the graph.
extension Tensor {
  /// The sum of all elements.
  func total() -> Scalar {
    let total = withElements { Scalar.routines.loops.sum($0, count) }
    if total.isFinite || !isFinite { return total }
    return withoutOverflow(in: Tensor(total)) { Tensor($0.total()) }.scalar
  }

  func sums(axis: Int, keepingAxis: Bool) -> Tensor {
    let sums = plainSums(axis: axis, keepingAxis: keepingAxis)
    if sums.isFinite || !isFinite { return sums }
    return withoutOverflow(in: sums) { $0.plainSums(axis: axis, keepingAxis: keepingAxis) }
  }

  /// The sums again where parts of them overflowed, from finite elements that are made smaller first.
  ///
  /// What remains infinite is larger than any number.
  func withoutOverflow(in sums: Tensor, _ sum: (Tensor) -> Tensor) -> Tensor {
    let unit = Scalar.leastNormalMagnitude.squareRoot()
    let others = sum(self * unit) / unit
    return Tensor(
      zip(sums.scalars, others.scalars).map { $0.isFinite ? $0 : $1 }, shape: sums.shape)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func plainSums(axis: Int, keepingAxis: Bool) -> Tensor {
    var kept = shape
    kept[axis] = 1
    let sums = withAxis(axis) { x, layout in
      let (size, inner) = (layout.size, layout.inner)
      if layout.outer > 1, inner > 1, size < 16, inner < 16 {
        return Tensor(shape: layout.outerShape) { Self.fold(x, layout, $0, from: 0) { $0 + $1 } }
      }
      let loops = Scalar.routines.loops
      return Tensor(shape: layout.outerShape) { sums in
        if inner == 1 { return loops.rowSums(x, rows: layout.outer, size: size, sums) }
        let grain = layout.outer == 1 ? 1 : 1 + Grain.light / (size * inner + 1)
        Threads.parallel(over: layout.outer, grain: grain) { range in
          for outer in range {
            loops.columnSums(
              x + outer * size * inner, rows: size, columns: inner, sums + outer * inner)
          }
        }
      }
    }
    return keepingAxis ? sums.reshapedView(kept) : sums
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func isAllFinite() -> Bool {
    withElements { x in
      // Of NaN and infinities the difference is NaN; without an early end these run as vectors.
      var others = 0
      for i in 0..<count { others |= x[i] - x[i] == 0 ? 0 : 1 }
      return others == 0
    }
  }

  /// √Σ x² along an axis, which is kept with size 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func lengths(axis: Int) -> Tensor {
    let lengths = sqrt(sumsOfSquares(axis: axis))
    let shortest = Scalar.shortestOfSquares
    let count = lengths.count
    let areExact = lengths.withElements { lengths in
      (0..<count).allSatisfy { lengths[$0] > shortest && lengths[$0].isFinite }
    }
    if areExact { return lengths }
    // Numbers whose squares are too large or too small are first brought near 1.
    let scales = Tensors.abs(self).maxima(axis: axis)
    let scale = Tensor(scales.scalars.map(\.squaringScale), shape: scales.shape)
    let scaled = self / scale
    return sqrt((scaled * scaled).sums(axis: axis, keepingAxis: true)) * scale
  }

  /// Σ x² along an axis, which is kept with size 1.
  private func sumsOfSquares(axis: Int) -> Tensor {
    var kept = shape
    kept[axis] = 1
    let ofRows = withAxis(axis) { x, layout -> Tensor? in
      if layout.inner > 1 { return nil }
      return Tensor(shape: kept) { sums in
        Scalar.routines.loops.rowSumsOfSquares(x, rows: layout.outer, size: layout.size, sums)
      }
    }
    return ofRows ?? (self * self).sums(axis: axis, keepingAxis: true)
  }

  /// The largest along an axis, which is kept with size 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func maxima(axis: Int) -> Tensor { folded(axis, from: -.infinity, larger) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func positions(_ axis: Int, _ name: String, isLargest: Bool) -> [Int] {
    require(rank == 2, "\(name)(axis:): a matrix is needed, not \(shape)")
    let axis = resolved(axis, name)
    require(shape[axis] > 0, "\(name)(axis: \(axis)): the shape \(shape) has nothing there")
    return withAxis(axis) { x, layout in
      // Of the two other axes one has size 1.
      let step = layout.inner
      return (0..<layout.outer * layout.inner).map { position in
        let line = step == 1 ? x + position * layout.size : x + position
        var best = 0
        for i in 1..<Swift.max(1, layout.size) {
          let (value, former) = (line[i * step], line[best * step])
          if isLargest ? isAbove(value, former) : isAbove(-value, -former) { best = i }
        }
        return best
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func runningSums(axis: Int, isReversed: Bool) -> Tensor {
    let source = contiguous
    return source.withAxis(axis) { x, layout in
      Tensor(shape: shape) { output in
        let size = layout.size * layout.inner
        for outer in 0..<layout.outer {
          Scalar.routines.loops.runningSums(
            x + outer * size, output + outer * size, size: layout.size, inner: layout.inner,
            isReversed: isReversed)
        }
      }
    }
  }

  /// Without an axis of size 1, outside the graph.
  func selectedView(_ axis: Int) -> Tensor {
    var layout = layout
    layout.shape.remove(at: axis)
    layout.strides.remove(at: axis)
    return viewed(layout)
  }

  /// Folds an axis from `start`, in the order of the axis, which is kept with size 1.
  @inline(__always)
  private func folded(
    _ axis: Int, from start: Scalar, _ operation: (Scalar, Scalar) -> Scalar
  ) -> Tensor {
    var kept = shape
    kept[axis] = 1
    return withAxis(axis) { x, layout in
      Tensor(shape: layout.outerShape) { Self.fold(x, layout, $0, from: start, operation) }
    }.reshapedView(kept)
  }

  @inline(__always)
  private static func fold(
    _ x: UnsafePointer<Scalar>, _ layout: AxisLayout, _ output: UnsafeMutablePointer<Scalar>,
    from start: Scalar, _ operation: (Scalar, Scalar) -> Scalar
  ) {
    output.update(repeating: start, count: layout.outer * layout.inner)
    for outer in 0..<layout.outer {
      let (x, y) = (x + outer * layout.size * layout.inner, output + outer * layout.inner)
      if layout.inner == 1 {
        var value = start
        for i in 0..<layout.size { value = operation(value, x[i]) }
        y[0] = value
      } else if layout.inner < 16 {
        for j in 0..<layout.inner {
          var value = start
          for i in 0..<layout.size { value = operation(value, x[i * layout.inner + j]) }
          y[j] = value
        }
      } else {
        for i in 0..<layout.size {
          for j in 0..<layout.inner { y[j] = operation(y[j], x[i * layout.inner + j]) }
        }
      }
    }
  }

  /// Calls `body` with the elements and how `axis` lies among them.
  ///
  /// A matrix that lies column by column is not copied: its columns are its transpose's rows.
  @inline(__always)
  func withAxis<Result>(
    _ axis: Int, _ body: (UnsafePointer<Scalar>, AxisLayout) -> Result
  ) -> Result {
    let (source, axis) = isColumnMajor ? (transposedView, 1 - axis) : (self, axis)
    var rest = source.shape
    let size = rest.remove(at: axis)
    let layout = AxisLayout(
      outer: source.shape[..<axis].reduce(1, *), size: size,
      inner: source.shape[(axis + 1)...].reduce(1, *), outerShape: rest)
    return source.withElements { body($0, layout) }
  }
}

/// Whether `a` is larger, or NaN and `b` is not: what an argmax moves on to, so that the first NaN is it.
@inline(__always)
func isAbove<Scalar: BinaryFloatingPoint>(_ a: Scalar, _ b: Scalar) -> Bool {
  !(a <= b) && b == b
}

/// The larger of two, or NaN if one is.
@inline(__always)
private func larger<Scalar: BinaryFloatingPoint>(_ a: Scalar, _ b: Scalar) -> Scalar {
  a > b || a != a ? a : b
}

extension TensorScalar {
  /// A root of a sum of squares that is larger is what it seems: squares that were too small do not count.
  static var shortestOfSquares: Self { Self.leastNormalMagnitude.squareRoot() / .ulpOfOne }

  /// A power of two by which numbers that are at most so large are divided before they are squared.
  var squaringScale: Self {
    isFinite && self != 0 ? Self(sign: .plus, exponent: exponent, significand: 1) : 1
  }
}

/// An axis of an array as it lies in memory: `outer` blocks of `size` runs of `inner` elements.
struct AxisLayout {
  var outer: Int
  var size: Int
  var inner: Int
  /// The shape without the axis.
  var outerShape: [Int]
}

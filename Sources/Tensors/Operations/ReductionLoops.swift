// Reductions as loops, outside the graph.
extension Tensor {
  /// The sum of all elements.
  func total() -> Scalar { withElements { Scalar.routines.loops.sum($0, count) } }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func sums(axis: Int, keepingAxis: Bool) -> Tensor {
    let sums =
      axis == 0 && isContiguous && rank > 1
      ? columnSums() : folded(axis, from: 0) { $0 + $1 }
    return keepingAxis ? sums : sums.selectedView(axis)
  }

  /// The sums over the first axis, which is kept with size 1.
  private func columnSums() -> Tensor {
    let columns = shape.dropFirst().reduce(1, *)
    return Tensor(shape: [1] + shape.dropFirst()) { sums in
      withElements { x in
        Scalar.routines.loops.columnSums(
          x, rows: shape[0], columns: columns, sums, accumulating: false)
      }
    }
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
          if isLargest ? value > former : value < former { best = i }
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
        let (size, inner) = (layout.size, layout.inner)
        for outer in 0..<layout.outer {
          let (x, y) = (x + outer * size * inner, output + outer * size * inner)
          for step in 0..<size {
            let here = (isReversed ? size - 1 - step : step) * inner
            let former = isReversed ? here + inner : here - inner
            for j in 0..<inner {
              y[here + j] = step == 0 ? x[here + j] : y[former + j] + x[here + j]
            }
          }
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
      Tensor(shape: layout.outerShape) { output in
        output.update(repeating: start, count: layout.outer * layout.inner)
        for outer in 0..<layout.outer {
          let (x, y) = (x + outer * layout.size * layout.inner, output + outer * layout.inner)
          if layout.inner == 1 {
            var value = start
            for i in 0..<layout.size { value = operation(value, x[i]) }
            y[0] = value
          } else {
            for i in 0..<layout.size {
              for j in 0..<layout.inner { y[j] = operation(y[j], x[i * layout.inner + j]) }
            }
          }
        }
      }
    }.reshapedView(kept)
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

/// The larger of two, or NaN if one is.
@inline(__always)
private func larger<Scalar: BinaryFloatingPoint>(_ a: Scalar, _ b: Scalar) -> Scalar {
  a > b || a != a ? a : b
}

/// An axis of an array as it lies in memory: `outer` blocks of `size` runs of `inner` elements.
struct AxisLayout {
  var outer: Int
  var size: Int
  var inner: Int
  /// The shape without the axis.
  var outerShape: [Int]
}

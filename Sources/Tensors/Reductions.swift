// Sums and extremes over all elements or along one axis. The order of summation is fixed.
extension Tensor {
  /// The sum of all elements.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func sum() -> Scalar {
    withElements { x in
      // Four running sums: fast, and rounding grows more slowly than with one.
      var (s0, s1, s2, s3): (Scalar, Scalar, Scalar, Scalar) = (0, 0, 0, 0)
      let whole = count - count % 4
      for i in stride(from: 0, to: whole, by: 4) {
        s0 += x[i]
        s1 += x[i + 1]
        s2 += x[i + 2]
        s3 += x[i + 3]
      }
      var total = (s0 + s1) + (s2 + s3)
      for i in whole..<count { total += x[i] }
      return total
    }
  }

  /// The mean of all elements; NaN of none.
  public func mean() -> Scalar { sum() / Scalar(count) }

  /// The largest element; NaN where there is one.
  public func max() -> Scalar { scalars.reduce(-.infinity, larger) }

  /// The smallest element; NaN where there is one.
  public func min() -> Scalar { -scalars.reduce(-.infinity) { larger($0, -$1) } }

  /// Sums along an axis: [N, D] gives [D] for axis 0 and [N] for axis 1.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(axis, "sum", keepingAxis, from: 0) { $0 + $1 }
  }

  /// Means along an axis.
  public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let size = shape[resolved(axis, "mean")]
    return sum(axis: axis, keepingAxis: keepingAxis) / Scalar(size)
  }

  /// The largest elements along an axis; NaN where there is one.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func max(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(axis, "max", keepingAxis, from: -.infinity, larger)
  }

  /// The position of the largest element in row-major order, the first of equals.
  public func argmax() -> Int { reshaped(1, count).argmax(axis: 1)[0] }

  /// The position of the smallest element in row-major order, the first of equals.
  public func argmin() -> Int { reshaped(1, count).argmin(axis: 1)[0] }

  /// For each row of a matrix (axis 1) or each column (axis 0) the position of its largest element,
  /// the first of equals.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func argmax(axis: Int) -> [Int] { positions(axis, "argmax", of: >) }

  /// For each row of a matrix (axis 1) or each column (axis 0) the position of its smallest element,
  /// the first of equals.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func argmin(axis: Int) -> [Int] { positions(axis, "argmin", of: <) }

  @inline(__always)
  private func positions(
    _ axis: Int, _ name: String, of isBetter: (Scalar, Scalar) -> Bool
  ) -> [Int] {
    require(rank == 2, "\(name)(axis:): a matrix is needed, not \(shape)")
    let axis = resolved(axis, name)
    require(shape[axis] > 0, "\(name)(axis: \(axis)): the shape \(shape) has nothing there")
    return withAxis(axis) { x, layout in
      // Of the two other axes one has size 1.
      let step = layout.inner
      return (0..<layout.outer * layout.inner).map { position in
        let line = step == 1 ? x + position * layout.size : x + position
        var best = 0
        for i in 1..<Swift.max(1, layout.size) where isBetter(line[i * step], line[best * step]) {
          best = i
        }
        return best
      }
    }
  }

  /// Folds an axis from `start`, in the order of the axis.
  @inline(__always)
  private func reduced(
    _ axis: Int, _ name: String, _ keepingAxis: Bool, from start: Scalar,
    _ operation: (Scalar, Scalar) -> Scalar
  ) -> Tensor {
    let axis = resolved(axis, name)
    let result = withAxis(axis) { x, layout in
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
    }
    return keepingAxis ? result.unsqueezed(axis: axis) : result
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

extension Tensor {
  /// Calls `body` with the elements and how `axis` lies among them.
  ///
  /// A matrix that lies column by column is not copied: its columns are its transpose's rows.
  @inline(__always)
  func withAxis<Result>(
    _ axis: Int, _ body: (UnsafePointer<Scalar>, AxisLayout) -> Result
  ) -> Result {
    let (source, axis) = isColumnMajor ? (transposed(), 1 - axis) : (self, axis)
    var rest = source.shape
    let size = rest.remove(at: axis)
    let layout = AxisLayout(
      outer: source.shape[..<axis].reduce(1, *), size: size,
      inner: source.shape[(axis + 1)...].reduce(1, *), outerShape: rest)
    return source.withElements { body($0, layout) }
  }
}

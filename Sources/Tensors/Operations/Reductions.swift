// Sums and extremes over all elements or along axes. The order of summation is fixed.
extension Primitive {
  /// Σ x along an axis: dy repeated along it.
  static func sum(axis: Int) -> Primitive {
    Primitive("sum") { x in
      let shape = x[0].shape
      return (
        x[0].sums(axis: axis, keepingAxis: true), { dy in [dy.broadcastView(to: shape)] }
      )
    }
  }

  /// Σ x: dy everywhere.
  static var sum: Primitive {
    Primitive("sum") { x in
      let shape = x[0].shape
      return (Tensor(x[0].total()), { dy in [dy.broadcastView(to: shape)] })
    }
  }

  /// max x = y along an axis: dy where x is y, in equal parts where several are.
  static func max(axis: Int) -> Primitive {
    Primitive("max") { x in
      let x = x[0].stoppingGradient()
      let y = x.maxima(axis: axis)
      return (
        y,
        { dy in
          let isLargest = Tensor.pairs(.equal, x, y, "max")
          return [isLargest.flow(dy / isLargest.sums(axis: axis, keepingAxis: true))]
        }
      )
    }
  }

  /// ‖x‖ = y along an axis: dy x / y, 0 where y is 0.
  static func norm(axis: Int) -> Primitive {
    Primitive("norm") { x in
      let x = x[0].stoppingGradient()
      let y = x.lengths(axis: axis)
      return (y, { dy in [dy.flow(x / (y + (y .== Tensor(0))))] })
    }
  }

  /// The sums of all up to each along an axis: the sums of dy from each on.
  static func cumulativeSum(axis: Int) -> Primitive {
    Primitive("cumulativeSum") { x in
      (
        x[0].runningSums(axis: axis, isReversed: false),
        { dy in [dy.runningSums(axis: axis, isReversed: true)] }
      )
    }
  }
}

extension Tensor {
  /// The sum of all elements: [].
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func sum() -> Tensor { Primitive.sum(self) }

  /// The mean of all elements: []; NaN of none.
  public func mean() -> Tensor { mean(of: count) { $0.sum() } }

  /// The largest element: []; NaN where there is one.
  public func max() -> Tensor { reshaped(-1).max(axis: 0) }

  /// The smallest element: []; NaN where there is one.
  public func min() -> Tensor { -(-self).max() }

  /// Sums along an axis: [N, D] gives [D] for axis 0 and [N] for axis 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = resolved(axis, "sum")
    return Primitive.sum(axis: axis)(self).keeping(keepingAxis, axis)
  }

  /// Sums along several axes.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = Set(axes.map { resolved($0, "sum") }).sorted(by: >)
    let first = rank - axes.count
    if axes.count > 1, axes.last == first {
      let sums = Primitive.sum(from: first)(self)
      return keepingAxes ? sums : sums.reshaped(Array(shape[..<first]))
    }
    return axes.reduce(self) { $0.sum(axis: $1, keepingAxis: keepingAxes) }
  }

  /// Means along an axis; NaN where it has size 0.
  public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor {
    mean(of: shape[resolved(axis, "mean")]) { $0.sum(axis: axis, keepingAxis: keepingAxis) }
  }

  /// Means along several axes.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let size = Set(axes.map { resolved($0, "mean") }).reduce(1) { $0 * shape[$1] }
    return mean(of: size) { $0.sum(axes: axes, keepingAxes: keepingAxes) }
  }

  /// A sum of `size` numbers, divided by that; where it is larger than any number, of these divided.
  private func mean(of size: Int, _ sum: (Tensor) -> Tensor) -> Tensor {
    let mean = sum(self) / Scalar(size)
    return mean.isFinite || !isFinite ? mean : sum(self / Scalar(size))
  }

  /// The largest elements along an axis; NaN where there is one, −∞ where it has size 0.
  public func max(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = resolved(axis, "max")
    return Primitive.max(axis: axis)(self).keeping(keepingAxis, axis)
  }

  /// The smallest elements along an axis; NaN where there is one, ∞ where it has size 0.
  public func min(axis: Int, keepingAxis: Bool = false) -> Tensor {
    -(-self).max(axis: axis, keepingAxis: keepingAxis)
  }

  /// The mean squared distance from the mean along an axis: divided by its size, not by one less.
  public func variance(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = resolved(axis, "variance")
    let mean = mean(axis: axis, keepingAxis: true)
    let variance = square(self - mean).mean(axis: axis, keepingAxis: keepingAxis)
    // Where the mean's rounding may show, all is taken relative to the first: equal numbers give 0.
    let isClose = zip(variance.scalars, mean.scalars).contains {
      $0 != 0 && $0.squareRoot() < 1024 * .ulpOfOne * $1.magnitude
    }
    if !isClose { return variance }
    let x = self - slice(axis: axis, 0..<1).stoppingGradient()
    return square(x - x.mean(axis: axis, keepingAxis: true))
      .mean(axis: axis, keepingAxis: keepingAxis)
  }

  /// The mean squared distance from the mean of all elements.
  public func variance() -> Tensor { reshaped(-1).variance(axis: 0) }

  /// √Σ x² along an axis; its gradient is 0 where it is 0.
  public func norm(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = resolved(axis, "norm")
    return Primitive.norm(axis: axis)(self).keeping(keepingAxis, axis)
  }

  /// √Σ x² of all elements.
  public func norm() -> Tensor { reshaped(-1).norm(axis: 0) }

  /// The sums of all elements up to each, itself included, along an axis.
  public func cumulativeSum(axis: Int) -> Tensor {
    Primitive.cumulativeSum(axis: resolved(axis, "cumulativeSum"))(self)
  }

  func keeping(_ keepsAxis: Bool, _ axis: Int) -> Tensor {
    keepsAxis ? self : squeezed(axis: axis)
  }

  /// The position of the largest element in row-major order, the first of equals.
  public func argmax() -> Int { reshaped(1, count).argmax(axis: 1)[0] }

  /// The position of the smallest element in row-major order, the first of equals.
  public func argmin() -> Int { reshaped(1, count).argmin(axis: 1)[0] }

  /// For each row of a matrix (axis 1) or each column (axis 0) the position of its largest element,
  /// the first of equals.
  public func argmax(axis: Int) -> [Int] { positions(axis, "argmax", isLargest: true) }

  /// For each row of a matrix (axis 1) or each column (axis 0) the position of its smallest element,
  /// the first of equals.
  public func argmin(axis: Int) -> [Int] { positions(axis, "argmin", isLargest: false) }
}

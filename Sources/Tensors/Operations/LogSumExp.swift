import Glibc

// Exponentials relative to the largest: exp(1000) overflows, the logarithm of its sum does not.
extension Primitive {
  /// ln Σ eˣ = y along an axis: dy eˣ⁻ʸ.
  static func logSumExp(axis: Int) -> Primitive {
    Primitive("logSumExp") { x in
      let x = x[0].stoppingGradient()
      let y = x.logSumExps(axis)
      return (
        y,
        { dy in
          // Where all are −∞ none has a share in the sum.
          let y = Tensor.pairs(.drop, y, y .== Tensor(-.infinity), "logSumExp")
          return [dy.flow(Tensors.exp(x - y))]
        }
      )
    }
  }

  /// eˣ / Σ eˣ = y along an axis: y (dy − Σ dy y).
  static func softmax(axis: Int) -> Primitive {
    Primitive("softmax") { x in
      let x = x[0].stoppingGradient()
      if x.hasLongRows(axis) {
        let y = x.rowsMapped { loops.softmax($0, $1, rows: $2, size: $3) }
        return (
          y,
          { dy in [dy.rowsMapped(y) { loops.softmaxGradient($0, y: $1, $2, rows: $3, size: $4) }] }
        )
      }
      let weights = Tensors.exp(x - x.finiteMaxima(axis))
      let y = weights / weights.sums(axis: axis, keepingAxis: true)
      return (
        y,
        { dy in
          let dot = dy.flow(y).sums(axis: axis, keepingAxis: true)
          return [(dy - dot).flow(y)]
        }
      )
    }
  }

  /// x − ln Σ eˣ = y along an axis: dy − eʸ Σ dy.
  static func logSoftmax(axis: Int) -> Primitive {
    Primitive("logSoftmax") { x in
      let x = x[0].stoppingGradient()
      if x.hasLongRows(axis) {
        let y = x.rowsMapped { loops.logSoftmax($0, $1, rows: $2, size: $3) }
        return (
          y,
          { dy in [dy.rowsMapped(y) { loops.logSoftmaxGradient($0, y: $1, $2, rows: $3, size: $4) }]
          }
        )
      }
      let shifted = x - x.finiteMaxima(axis)
      let y = shifted - Tensors.log(Tensors.exp(shifted).sums(axis: axis, keepingAxis: true))
      return (y, { dy in [dy - dy.sums(axis: axis, keepingAxis: true).flow(Tensors.exp(y))] })
    }
  }
}

extension Tensor {
  /// log Σ exp(x) along an axis; −∞ where all are −∞.
  public func logSumExp(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = resolved(axis, "logSumExp")
    return Primitive.logSumExp(axis: axis)(self).keeping(keepingAxis, axis)
  }

  /// log Σ exp(x) of all elements: [].
  public func logSumExp() -> Tensor { reshaped(-1).logSumExp(axis: 0) }

  /// exp(x) / Σ exp(x) along an axis: the results are positive and sum to 1 there.
  public func softmax(axis: Int) -> Tensor {
    Primitive.softmax(axis: resolved(axis, "softmax"))(self)
  }

  /// x − log Σ exp(x) along an axis: the logarithm of `softmax`, exact where that is 0.
  public func logSoftmax(axis: Int) -> Tensor {
    Primitive.logSoftmax(axis: resolved(axis, "logSoftmax"))(self)
  }

  /// log Σ exp(x) along an axis, which is kept with size 1.
  fileprivate func logSumExps(_ axis: Int) -> Tensor {
    if hasLongRows(axis) {
      return Tensor(shape: shape.dropLast() + [1]) { y in
        withElements { x in
          let size = shape[rank - 1]
          Scalar.routines.loops.logSumExp(x, y, rows: count / size, size: size)
        }
      }
    }
    let largest = finiteMaxima(axis)
    return log(exp(self - largest).sums(axis: axis, keepingAxis: true)) + largest
  }

  /// Whether an axis is the last, and long enough for the loops over rows.
  fileprivate func hasLongRows(_ axis: Int) -> Bool {
    axis == rank - 1 && shape[axis] >= 16 && !isColumnMajor
  }

  /// All rows through `loop`, which is given how many there are and their size.
  fileprivate func rowsMapped(
    _ loop: (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int, Int) -> Void
  ) -> Tensor {
    let size = shape[rank - 1]
    return Tensor.mapped(contiguous) { loop($0, $1, $2 / size, size) }
  }

  /// The rows of two arrays through `loop`, which is given how many there are and their size.
  fileprivate func rowsMapped(
    _ other: Tensor,
    _ loop: (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int, Int)
      -> Void
  ) -> Tensor {
    let size = shape[rank - 1]
    return Tensor.mapped(self, other) { loop($0, $1, $2, $3 / size, size) }
  }

  /// The largest elements along an axis, 0 where that is infinite: subtracting −∞ from −∞ is NaN.
  func finiteMaxima(_ axis: Int) -> Tensor {
    let largest = maxima(axis: axis)
    if largest.isFinite { return largest }
    return Tensor(largest.scalars.map { $0.isInfinite ? 0 : $0 }, shape: largest.shape)
  }
}

/// log Σ exp(x) over a few numbers; −∞ of none.
public func logSumExp(_ x: some Collection<Double>) -> Double {
  guard let largest = x.max() else { return -.infinity }
  if !largest.isFinite { return x.contains { $0.isNaN } ? .nan : largest }
  return largest + log(x.reduce(0) { $0 + exp($1 - largest) })
}

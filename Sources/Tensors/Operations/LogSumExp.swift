import Glibc

// Exponentials relative to the largest: exp(1000) overflows, the logarithm of its sum does not.
extension Operation {
  /// ln Σ eˣ = y along an axis: dy eˣ⁻ʸ.
  static func logSumExp(axis: Int) -> Operation {
    Operation("logSumExp") { x in
      let x = x[0].stoppingGradient()
      let largest = x.finiteMaxima(axis)
      let y = Tensors.log(Tensors.exp(x - largest).sums(axis: axis, keepingAxis: true)) + largest
      return (y, { dy in [dy * Tensors.exp(x - y)] })
    }
  }

  /// eˣ / Σ eˣ = y along an axis: y (dy − Σ dy y).
  static func softmax(axis: Int) -> Operation {
    Operation("softmax") { x in
      let x = x[0].stoppingGradient()
      let weights = Tensors.exp(x - x.finiteMaxima(axis))
      let y = weights / weights.sums(axis: axis, keepingAxis: true)
      return (y, { dy in [y * (dy - (dy * y).sums(axis: axis, keepingAxis: true))] })
    }
  }

  /// x − ln Σ eˣ = y along an axis: dy − eʸ Σ dy.
  static func logSoftmax(axis: Int) -> Operation {
    Operation("logSoftmax") { x in
      let shifted = x[0].stoppingGradient() - x[0].stoppingGradient().finiteMaxima(axis)
      let y = shifted - Tensors.log(Tensors.exp(shifted).sums(axis: axis, keepingAxis: true))
      return (y, { dy in [dy - Tensors.exp(y) * dy.sums(axis: axis, keepingAxis: true)] })
    }
  }
}

extension Tensor {
  /// log Σ exp(x) along an axis; −∞ where all are −∞.
  public func logSumExp(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = resolved(axis, "logSumExp")
    return Operation.logSumExp(axis: axis)(self).keeping(keepingAxis, axis)
  }

  /// log Σ exp(x) of all elements: [].
  public func logSumExp() -> Tensor { reshaped(-1).logSumExp(axis: 0) }

  /// exp(x) / Σ exp(x) along an axis: the results are positive and sum to 1 there.
  public func softmax(axis: Int) -> Tensor {
    Operation.softmax(axis: resolved(axis, "softmax"))(self)
  }

  /// x − log Σ exp(x) along an axis: the logarithm of `softmax`, exact where that is 0.
  public func logSoftmax(axis: Int) -> Tensor {
    Operation.logSoftmax(axis: resolved(axis, "logSoftmax"))(self)
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
  guard let largest = x.max(), largest.isFinite else { return x.max() ?? -.infinity }
  return largest + log(x.reduce(0) { $0 + exp($1 - largest) })
}

import Glibc

// Sums of exponentials, relative to the largest: exp(1000) overflows, its logarithm does not.
extension Tensor {
  /// log Σ exp(x) along an axis; −∞ where all are −∞.
  public func logSumExp(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let largest = finiteMax(axis)
    let sums = exp(self - largest).sum(axis: axis, keepingAxis: true)
    let result = log(sums) + largest
    return keepingAxis ? result : result.select(axis: resolved(axis, "logSumExp"), index: 0)
  }

  /// exp(x) / Σ exp(x) along an axis: the results are positive and sum to 1 there.
  public func softmax(axis: Int) -> Tensor {
    let weights = exp(self - finiteMax(axis))
    return weights / weights.sum(axis: axis, keepingAxis: true)
  }

  /// The largest elements along an axis, 0 where that is infinite: subtracting −∞ from −∞ is NaN.
  private func finiteMax(_ axis: Int) -> Tensor {
    var largest = max(axis: resolved(axis, "logSumExp"), keepingAxis: true)
    if !largest.isFinite {
      largest = Tensor(largest.scalars.map { $0.isInfinite ? 0 : $0 }, shape: largest.shape)
    }
    return largest
  }
}

/// log Σ exp(x) over a few numbers; −∞ of none.
public func logSumExp(_ x: some Collection<Double>) -> Double {
  guard let largest = x.max(), largest.isFinite else { return x.max() ?? -.infinity }
  return largest + log(x.reduce(0) { $0 + exp($1 - largest) })
}

@testable import Tensors

/// How far the gradients of `function` are from central differences, relative to the larger of 1 and
/// the difference: the largest over all elements of all operands.
///
/// Σ w ⊙ function(x) with random weights w is what is differentiated, so that no element's error
/// cancels another's.
func gradientError(
  of function: ([Tensor<Double>]) -> Tensor<Double>, at points: [Tensor<Double>], seed: UInt64 = 7
) throws -> Double {
  let parameters = points.map { Parameter($0) }
  var random = RandomSource(seed: seed)
  let value = function(parameters.map(\.value))
  let weights = Tensor<Double>.normal(value.shape, using: &random)
  let loss = (value * weights).sum()
  if !value.wantsGradient { return .infinity }
  try loss.backward()
  var worst = 0.0
  for (index, point) in points.enumerated() {
    let gradient = parameters[index].gradient?.scalars ?? [Double](repeating: 0, count: point.count)
    guard gradient.count == point.count else { return .infinity }
    for element in 0..<point.count {
      let step = 1e-5
      func value(at shift: Double) -> Double {
        var scalars = point.scalars
        scalars[element] += shift
        var moved = points
        moved[index] = Tensor(scalars, shape: point.shape)
        return (function(moved) * weights).sum().scalar
      }
      let difference = (value(at: step) - value(at: -step)) / (2 * step)
      let error = abs(difference - gradient[element]) / max(1, abs(difference))
      worst = max(worst, error.isNaN ? .infinity : error)
    }
  }
  return worst
}

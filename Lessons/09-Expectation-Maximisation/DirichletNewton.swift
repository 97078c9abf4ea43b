import LessonKit
import Margin

// α by Newton's method, from E log θ [M, K]: Blei, Ng & Jordan (2003), appendix A.4.2; Minka (2000).

/// The α that all topics share with the largest bound.
///
/// Newton in log α, which never leaves α > 0; a step of more than 1 is cut short.
func symmetricAlpha(_ logTheta: Tensor<Double>, from start: Double) -> Double {
  let (M, K) = (Double(logTheta.shape[0]), Double(logTheta.shape[1]))
  let sum = logTheta.sum().scalar
  var logAlpha = log(start)
  for _ in 0..<100 {
    let alpha = exp(logAlpha)
    let slope = M * K * (digamma(K * alpha) - digamma(alpha)) + sum
    let curvature = M * K * (K * trigamma(K * alpha) - trigamma(alpha))
    let step = slope / (curvature * alpha + slope)
    // Where the bound is not concave in log α, up the slope instead.
    let change = step.isFinite && step * slope <= 0 ? -step : (slope > 0 ? 1 : -1)
    logAlpha += max(-1, min(1, change))
    // Far out the bound is flat, and nothing is gained by going on.
    logAlpha = max(-20, min(20, logAlpha))
    if abs(change) < 1e-12 { break }
  }
  return exp(logAlpha)
}

/// The α of each topic with the largest bound: [K].
///
/// The Hessian is diagonal plus a constant, so that a step takes time in proportion to K; it is halved
/// until all α stay positive.
func asymmetricAlpha(_ logTheta: Tensor<Double>, from start: Tensor<Double>) -> Tensor<Double> {
  let M = Double(logTheta.shape[0])
  let sums = logTheta.sum(axis: 0)
  var alpha = start
  for _ in 0..<200 {
    let total = alpha.sum().scalar
    let g = M * (digamma(total) - digamma(alpha)) + sums
    let h = -M * Tensor(alpha.scalars.map { trigamma($0) })
    let z = M * trigamma(total)
    let c = (g / h).sum() / (1 / z + (1 / h).sum())
    var step = (g - c) / h
    while (alpha - step).min().scalar <= 0 { step = step / 2 }
    alpha = alpha - step
    if abs(step).max().scalar < 1e-12 { break }
  }
  return alpha
}

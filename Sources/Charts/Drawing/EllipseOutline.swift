internal import Glibc

extension ScatterChart.Ellipse {
  /// Whether all its numbers are finite.
  var isFinite: Bool {
    [meanX, meanY, varianceX, varianceY, covariance, deviations].allSatisfy(\.isFinite)
  }

  /// The distance from the centre to the outermost x.
  var reachX: Double { abs(deviations) * max(0, varianceX).squareRoot() }
  /// The distance from the centre to the outermost y.
  var reachY: Double { abs(deviations) * max(0, varianceY).squareRoot() }

  /// Places on the ellipse, the first again at the end.
  ///
  /// p(t) = mean + deviations · (√λ₁ cos t · v₁ + √λ₂ sin t · v₂), with λ and v the eigenvalues and
  /// eigenvectors of Σ; an eigenvalue that is zero, or by rounding below, leaves a line.
  var outline: [(x: Double, y: Double)] {
    let half = (varianceX + varianceY) / 2
    let radius = hypot((varianceX - varianceY) / 2, covariance)
    let major = max(0, half + radius).squareRoot() * deviations
    let minor = max(0, half - radius).squareRoot() * deviations
    let angle = atan2(2 * covariance, varianceX - varianceY) / 2
    let count = 180
    return (0...count).map { step in
      let t = 2 * Double.pi * Double(step % count) / Double(count)
      let along = major * cos(t)
      let across = minor * sin(t)
      return (
        meanX + along * cos(angle) - across * sin(angle),
        meanY + along * sin(angle) + across * cos(angle)
      )
    }
  }
}

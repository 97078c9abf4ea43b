import Margin

// How fast EM climbs, and how to climb faster.

extension Coins {
  /// The factor by which the error shrinks a step near a fixed point.
  ///
  /// The spectral radius of the EM map's Jacobian, by central differences. Dempster, Laird & Rubin
  /// (1977).
  func rate(_ h: Tensor<Double>, _ n: Tensor<Double>) -> Double {
    func derivative(_ a: Double, _ b: Double) -> (Double, Double) {
      let width = 1e-6
      let ends = [width, -width].map { step in
        let coins = Coins(thetaA: thetaA + step * a, thetaB: thetaB + step * b)
        return Coins(maximising: coins.posteriorOfA(h, n), h, n, from: coins)
      }
      return (
        (ends[0].thetaA - ends[1].thetaA) / (2 * width),
        (ends[0].thetaB - ends[1].thetaB) / (2 * width)
      )
    }
    let (a, b) = (derivative(1, 0), derivative(0, 1))
    let (half, determinant) = ((a.0 + b.1) / 2, a.0 * b.1 - a.1 * b.0)
    return abs(half) + sqrt(max(0, half * half - determinant))
  }

  /// Where EM seems to be going: a leap along its last two steps, and one more step from there.
  ///
  /// With r = M(θ) − θ and v = M(M(θ)) − M(θ) − r the leap is θ − 2ar + a²v for a = −‖r‖ / ‖v‖; with
  /// a = −1 it is M(M(θ)) itself. Varadhan & Roland (2008), scheme S3.
  ///
  /// - Parameters:
  ///   - first: M(θ).
  ///   - h: The heads of each row.
  ///   - n: The tosses of each row.
  ///   - map: M, one step of EM.
  /// - Returns: M of the leap, or M(M(θ)) where the leap is lower than θ, or out of bounds.
  func squaredExtrapolation(
    through first: Coins, _ h: Tensor<Double>, _ n: Tensor<Double>, _ map: (Coins) -> Coins
  ) -> Coins {
    let second = map(first)
    let r = [first.thetaA - thetaA, first.thetaB - thetaB]
    let v = [second.thetaA - first.thetaA - r[0], second.thetaB - first.thetaB - r[1]]
    let a = -max(1, sqrt((r[0] * r[0] + r[1] * r[1]) / (v[0] * v[0] + v[1] * v[1])))
    let leap = Coins(
      thetaA: thetaA - 2 * a * r[0] + a * a * v[0], thetaB: thetaB - 2 * a * r[1] + a * a * v[1])
    guard 0...1 ~= leap.thetaA, 0...1 ~= leap.thetaB,
      leap.logLikelihood(h, n) >= logLikelihood(h, n)
    else { return second }
    return map(leap)
  }
}

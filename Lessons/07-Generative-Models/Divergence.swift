import Margin

/// d(p, q): how far the model q is from the target p; in nats where it has a logarithm.
enum Divergence: String, CaseIterable {
  case forwardKL
  case reverseKL
  case jensenShannon
  case totalVariation
  case wasserstein1
  case mmd

  /// What the results call it.
  var title: String {
    switch self {
    case .forwardKL: "forward KL"
    case .reverseKL: "reverse KL"
    case .jensenShannon: "Jensen–Shannon"
    case .totalVariation: "total variation"
    case .wasserstein1: "Wasserstein-1"
    case .mmd: "MMD²"
    }
  }
}

/// A distribution as masses at points: on a fine grid, or at the states of a table.
struct Law {
  /// The points, in ascending order: [G].
  let x: Tensor<Double>
  /// The logarithms of the masses, −∞ where there is none.
  let logMass: Tensor<Double>
  let mass: Tensor<Double>
  /// E k(x, X) at the points, and E k(X, X'); only MMD asks for them.
  var kernel: (mean: Tensor<Double>, itself: Double)?

  init(_ x: Tensor<Double>, logMass: Tensor<Double>) {
    (self.x, self.logMass, mass) = (x, logMass, exp(logMass))
  }

  /// A mixture's masses on a grid, with its kernel means if `h` says how wide the kernel is.
  init(_ mixture: Mixture, on x: Tensor<Double>, h: Double?) {
    let gaps = x[1..<x.count] - x[0..<x.count - 1]
    let cells =
      (concatenate([gaps[0..<1], gaps]) + concatenate([gaps, gaps[gaps.count - 1..<gaps.count]]))
      / 2
    self.init(x, logMass: mixture.logDensity(x) + log(cells))
    kernel = h.map { (mixture.kernelMean(x, h: $0), mixture.kernelSelf(h: $0)) }
  }
}

extension Divergence {
  /// d(p, q).
  func value(_ p: Law, _ q: Law) -> Double {
    switch self {
    case .forwardKL: p.mass.expectation(of: p.logMass - q.logMass)
    case .reverseKL: q.mass.expectation(of: q.logMass - p.logMass)
    case .jensenShannon:
      (p.mass.expectation(of: p.logMass - logMiddle(p, q))
        + q.mass.expectation(of: q.logMass - logMiddle(p, q))) / 2
    case .totalVariation: abs(q.mass - p.mass).sum().scalar / 2
    case .wasserstein1: (abs(lead(p, q)) * gaps(p.x)).sum().scalar
    // Gretton et al. (2012), equation 5.
    case .mmd: kernels(p).itself + kernels(q).itself - 2 * q.mass.expectation(of: kernels(p).mean)
    }
  }

  /// v = q δd/δq: what the value gains where q gains a little, times q.
  func pull(_ p: Law, _ q: Law) -> Tensor<Double> {
    switch self {
    case .forwardKL: -p.mass
    case .reverseKL: q.mass * (q.logMass - p.logMass)
    // ½ ln(q/m) is ½ ln 2(1 − D*) of the best discriminator: Goodfellow et al. (2014), theorem 1.
    case .jensenShannon: q.mass * (q.logMass - logMiddle(p, q)) / 2
    case .totalVariation: q.mass * smoothSign(q.mass - p.mass) / 2
    case .wasserstein1: q.mass * potential(p, q)
    case .mmd: 2 * q.mass * (kernels(q).mean - kernels(p).mean)
    }
  }

  /// ln of (p + q)/2.
  private func logMiddle(_ p: Law, _ q: Law) -> Tensor<Double> {
    stack([p.logMass, q.logMass]).logSumExp(axis: 0) - log(2)
  }

  /// F_q − F_p behind each point.
  private func lead(_ p: Law, _ q: Law) -> Tensor<Double> {
    (q.mass - p.mass).cumulativeSum(axis: 0)
  }

  /// From each point to the next; behind the last there is nothing.
  private func gaps(_ x: Tensor<Double>) -> Tensor<Double> {
    concatenate([x[1..<x.count] - x[0..<x.count - 1], .zeros(1)])
  }

  /// ∫ from x on of sign(F_q − F_p), whose slope is nowhere above 1: Kantorovich's potential.
  func potential(_ p: Law, _ q: Law) -> Tensor<Double> {
    let slopes = smoothSign(lead(p, q)) * gaps(p.x)
    return slopes.sum() - slopes.cumulativeSum(axis: 0) + slopes
  }

  private func kernels(_ law: Law) -> (mean: Tensor<Double>, itself: Double) {
    law.kernel ?? (.zeros(law.x.count), 0)
  }
}

/// The sign of a curve's values, and within half a place of a crossing the share between −1 and 1
/// that the line between the neighbours has: else a descent would rattle around the crossing.
private func smoothSign(_ y: Tensor<Double>) -> Tensor<Double> {
  let padded = concatenate([y[0..<1], y, y[y.count - 1..<y.count]])
  let rise = abs(padded[2..<padded.count] - padded[0..<y.count])
  return Tensor(
    zip(y.scalars, rise.scalars).map { y, rise in
      y == 0 ? 0 : max(-1, min(1, 4 * y / rise))
    })
}

extension Tensor<Double> {
  /// Σ of these masses times f, where nothing times ∞ is nothing.
  func expectation(of f: Tensor<Double>) -> Double {
    let (masses, values) = (scalars, f.scalars)
    return masses.indices.reduce(0) { masses[$1] > 0 ? $0 + masses[$1] * values[$1] : $0 }
  }
}

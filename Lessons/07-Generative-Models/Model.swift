import Margin

/// How the model is written down.
enum ModelFamily: String, CaseIterable {
  case gaussian
  case mixture2
  case histogram
  case kernelDensity
}

/// What is learnt: θ of a mixture of K Gaussians.
struct Model: Hashable {
  var a: Tensor<Double>
  var mu: Tensor<Double>
  var logSigma: Tensor<Double>

  /// Gaussians of one width and weight.
  init(means: [Double], sigma: Double) {
    a = .zeros(means.count)
    mu = Tensor(means)
    logSigma = Tensor(repeating: log(sigma), shape: [means.count])
  }

  var mixture: Mixture { Mixture(w: a.softmax(axis: 0), mu: mu, sigma: exp(logSigma)) }

  /// Σ_i v_i ∇ ln q(x_i).
  func gradient(_ v: Tensor<Double>, at x: Tensor<Double>) -> ModelGradient {
    let q = mixture
    let logJoint = q.logJoint(x)
    let r = exp(logJoint - logJoint.logSumExp(axis: 0))
    let z = q.distances(x)
    let pull = r * v
    return ModelGradient(
      a: pull.sum(axis: 1) - q.w * v.sum(), mu: (pull * z).sum(axis: 1) / q.sigma,
      logSigma: (pull * (square(z) - 1)).sum(axis: 1))
  }

  /// One step of gradient descent, kept to where the grid can tell q.
  ///
  /// A mean goes no further than σ² times its slope, the step of the natural gradient: beyond that
  /// it would overshoot a narrow q. And nothing moves by more than 1.
  ///
  /// - Returns: The largest move.
  mutating func step(
    downhill gradient: ModelGradient, rate: Double, narrowest: Double
  ) -> Double {
    let former = self
    let rates = minimum(exp(2 * logSigma), rate)
    a = a - (rate * gradient.a).clamped(to: -1...1)
    mu = (mu - (rates * gradient.mu).clamped(to: -1...1)).clamped(to: -10...10)
    logSigma = (logSigma - (rate * gradient.logSigma).clamped(to: -1...1))
      .clamped(to: log(narrowest)...log(5))
    return [a - former.a, mu - former.mu, logSigma - former.logSigma]
      .map { abs($0).max().scalar }.max() ?? 0
  }
}

/// ∇d by each part of θ.
struct ModelGradient: Hashable {
  var a: Tensor<Double>
  var mu: Tensor<Double>
  var logSigma: Tensor<Double>

  var length: Double {
    sqrt([a, mu, logSigma].reduce(0) { $0 + square($1).sum().scalar })
  }
}

/// Adaptive moment estimation (Kingma & Ba 2015, algorithm 1).
///
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε), with m̂ and v̂ corrected for
/// their start at 0.
public class Adam<Scalar: TensorScalar>: Optimizer {
  /// What weight decay does.
  public enum Decay: Sendable {
    /// λ w is added to the gradient, and is adapted with it.
    case ofGradient
    /// w shrinks by η λ w by itself: AdamW (Loshchilov & Hutter 2019, algorithm 2).
    case decoupled
  }

  /// What is moved.
  public let parameters: [Parameter<Scalar>]
  /// η: the learning rate.
  public var rate: Double
  /// β₁ and β₂.
  public let betas: (Double, Double)
  /// ε.
  public let epsilon: Double
  /// λ.
  public var weightDecay: Double
  /// What weight decay does.
  public let decay: Decay

  private var state: OptimizerState<Scalar>
  private var steps = 0

  /// Descent at a rate, with the paper's constants.
  public init(
    _ parameters: [Parameter<Scalar>], rate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, decay: Decay = .ofGradient
  ) {
    self.parameters = parameters
    self.rate = rate
    self.betas = betas
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.decay = decay
    state = OptimizerState(parameters, slots: 2)
  }

  /// Moves every parameter that has a gradient.
  public func step() {
    steps += 1
    let corrections = (1 - pow(betas.0, steps), 1 - pow(betas.1, steps))
    let isDecoupled = decay == .decoupled
    let constants = AdamConstants<Scalar>(
      beta1: Scalar(betas.0), beta2: Scalar(betas.1), epsilon: Scalar(epsilon),
      rate: Scalar(rate / corrections.0), scale: Scalar(1 / corrections.1.squareRoot()),
      added: isDecoupled ? 0 : Scalar(weightDecay),
      kept: isDecoupled ? Scalar(1 - rate * weightDecay) : 1)
    state.update(parameters) { w, g, moments, count in
      descend(w, g, moments, moments + count, count, constants)
    }
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }
}

/// What a step of Adam is the same in for all elements.
private struct AdamConstants<Scalar> {
  var beta1: Scalar
  var beta2: Scalar
  var epsilon: Scalar
  /// η / (1 − β₁ᵗ).
  var rate: Scalar
  /// 1 / √(1 − β₂ᵗ).
  var scale: Scalar
  /// λ in the gradient.
  var added: Scalar
  /// What is left of w before the step.
  var kept: Scalar
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func descend<Scalar: TensorScalar>(
  _ w: UnsafeMutablePointer<Scalar>, _ g: UnsafePointer<Scalar>, _ m: UnsafeMutablePointer<Scalar>,
  _ v: UnsafeMutablePointer<Scalar>, _ count: Int, _ constants: AdamConstants<Scalar>
) {
  let c = constants
  let (rest1, rest2) = (1 - c.beta1, 1 - c.beta2)
  Threads.parallel(over: count, grain: optimizerGrain) { range in
    for i in range {
      let g = g[i] + c.added * w[i]
      m[i] = c.beta1 * m[i] + rest1 * g
      v[i] = c.beta2 * v[i] + rest2 * g * g
      w[i] = c.kept * w[i] - c.rate * m[i] / (v[i].squareRoot() * c.scale + c.epsilon)
    }
  }
}

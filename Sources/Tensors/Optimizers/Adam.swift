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
    let settings = UpdateSettings(
      rate: Scalar(rate), decay: decay == .ofGradient ? Scalar(weightDecay) : 0,
      decoupledDecay: decay == .decoupled ? Scalar(weightDecay) : 0)
    state.update(parameters) { w, g, moments, count in
      Scalar.routines.loops.adam(
        w, g, moments, moments + count, count, settings, beta1: Scalar(betas.0),
        beta2: Scalar(betas.1), epsilon: Scalar(epsilon),
        corrections: (Scalar(corrections.0), Scalar(corrections.1)))
    }
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }
}

/// Adaptive moment estimation (Kingma & Ba 2015, algorithm 1).
///
/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε), with m̂ and v̂ corrected for
/// their start at 0.
public class Adam<Scalar: TensorScalar>: Optimizer, CheckedOptimizer {
  /// What weight decay does.
  public enum Decay: Sendable {
    /// λ w is added to the gradient, and is adapted with it.
    case ofGradient
    /// w shrinks by η λ w by itself: AdamW (Loshchilov & Hutter 2019, algorithm 2).
    case decoupled
  }

  /// What is moved, each parameter once.
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

  /// The parameters that decay.
  private let decaying: Set<ObjectIdentifier>
  private var state: OptimizerState<Scalar>
  /// β₁ᵗ and β₂ᵗ after step t.
  private var powers = (1.0, 1.0)

  /// Descent at a rate, with the paper's constants; all parameters decay.
  public convenience init(
    _ parameters: [Parameter<Scalar>], rate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, decay: Decay = .ofGradient
  ) {
    self.init(
      parameters, decaying: parameters, rate: rate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, decay: decay)
  }

  /// Descent in which only the parameters in `decaying` decay.
  init(
    _ parameters: [Parameter<Scalar>], decaying: [Parameter<Scalar>], rate: Double,
    betas: (Double, Double), epsilon: Double, weightDecay: Double, decay: Decay
  ) {
    self.parameters = distinct(parameters)
    self.decaying = Set(decaying.map(ObjectIdentifier.init))
    self.rate = rate
    self.betas = betas
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.decay = decay
    state = OptimizerState(self.parameters, slots: 2)
    check()
  }

  /// Moves every parameter that has a gradient.
  public func step() {
    check()
    powers = (powers.0 * betas.0, powers.1 * betas.1)
    let corrections = (Scalar(1 - powers.0), Scalar(1 - powers.1))
    state.update(parameters) { index, w, g, moments, count in
      let decays = decaying.contains(ObjectIdentifier(parameters[index]))
      let lambda = decays ? Scalar(weightDecay) : 0
      let settings = UpdateSettings(
        rate: Scalar(rate), decay: decay == .ofGradient ? lambda : 0,
        decoupledDecay: decay == .decoupled ? lambda : 0)
      Scalar.routines.loops.adam(
        w, g, moments, moments + count, count, settings, beta1: Scalar(betas.0),
        beta2: Scalar(betas.1), epsilon: Scalar(epsilon), corrections: corrections)
    }
  }

  /// The rate and the decay may change from step to step.
  var arguments: OptimizerArguments<Scalar> {
    var arguments = OptimizerArguments<Scalar>(of: decay == .decoupled ? "AdamW" : "Adam")
    arguments.checkSize(rate, "learning rate")
    arguments.checkShare(betas.0, "β₁")
    arguments.checkShare(betas.1, "β₂")
    arguments.checkSize(epsilon, "ε")
    arguments.checkSize(weightDecay, "weight decay")
    return arguments
  }
}

/// RMSProp (Tieleman & Hinton 2012): v ← ρ v + (1 − ρ) g², w ← w − η g / (√v + ε).
public final class RMSProp<Scalar: TensorScalar>: Optimizer, CheckedOptimizer {
  /// What is moved, each parameter once.
  public let parameters: [Parameter<Scalar>]
  /// η: the learning rate.
  public var rate: Double
  /// ρ.
  public let smoothing: Double
  /// ε.
  public let epsilon: Double
  /// λ: λ w is added to every gradient.
  public var weightDecay: Double

  private var state: OptimizerState<Scalar>

  /// Descent at a rate over the running root of the mean squared gradient.
  public init(
    _ parameters: [Parameter<Scalar>], rate: Double = 1e-2, smoothing: Double = 0.99,
    epsilon: Double = 1e-8, weightDecay: Double = 0
  ) {
    self.parameters = distinct(parameters)
    self.rate = rate
    self.smoothing = smoothing
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    state = OptimizerState(self.parameters, slots: 1)
    check()
  }

  /// Moves every parameter that has a gradient.
  public func step() {
    check()
    let settings = UpdateSettings(rate: Scalar(rate), decay: Scalar(weightDecay))
    state.update(parameters) { _, w, g, v, count in
      Scalar.routines.loops.rmsprop(
        w, g, v, count, settings, alpha: Scalar(smoothing), epsilon: Scalar(epsilon))
    }
  }

  /// The rate and others may change from step to step.
  var arguments: OptimizerArguments<Scalar> {
    var arguments = OptimizerArguments<Scalar>(of: "RMSProp")
    arguments.checkSize(rate, "learning rate")
    arguments.checkShare(smoothing, "the smoothing ρ")
    arguments.checkSize(epsilon, "ε")
    arguments.checkSize(weightDecay, "weight decay")
    return arguments
  }
}

/// Adaptive gradients (Duchi, Hazan & Singer 2011): v ← v + g², w ← w − η g / (√v + ε).
public final class Adagrad<Scalar: TensorScalar>: Optimizer, CheckedOptimizer {
  /// What is moved, each parameter once.
  public let parameters: [Parameter<Scalar>]
  /// η: the learning rate.
  public var rate: Double
  /// ε.
  public let epsilon: Double
  /// λ: λ w is added to every gradient.
  public var weightDecay: Double

  private var state: OptimizerState<Scalar>

  /// Descent at a rate that falls for each element as its gradients add up.
  public init(
    _ parameters: [Parameter<Scalar>], rate: Double = 1e-2, epsilon: Double = 1e-10,
    weightDecay: Double = 0
  ) {
    self.parameters = distinct(parameters)
    self.rate = rate
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
      Scalar.routines.loops.adagrad(
        w, g, v, count, settings, epsilon: Scalar(epsilon))
    }
  }

  /// The rate and others may change from step to step.
  var arguments: OptimizerArguments<Scalar> {
    var arguments = OptimizerArguments<Scalar>(of: "Adagrad")
    arguments.checkSize(rate, "learning rate")
    arguments.checkSize(epsilon, "ε")
    arguments.checkSize(weightDecay, "weight decay")
    return arguments
  }
}

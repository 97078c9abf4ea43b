/// Stochastic gradient descent, with momentum where it is given.
///
/// v ← μ v + g, w ← w − η v; Nesterov's form steps by g + μ v (Sutskever et al. 2013).
public final class SGD<Scalar: TensorScalar>: Optimizer, CheckedOptimizer {
  /// What is moved, each parameter once.
  public let parameters: [Parameter<Scalar>]
  /// η: the learning rate.
  public var rate: Double
  /// μ: how much of the last step is kept.
  public var momentum: Double
  /// Whether the gradient is taken as if the momentum's step had been made already.
  public let isNesterov: Bool
  /// λ: λ w is added to every gradient.
  public var weightDecay: Double

  private var state: OptimizerState<Scalar>

  /// Descent at a rate.
  public init(
    _ parameters: [Parameter<Scalar>], rate: Double, momentum: Double = 0, isNesterov: Bool = false,
    weightDecay: Double = 0
  ) {
    self.parameters = distinct(parameters)
    self.rate = rate
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.weightDecay = weightDecay
    state = OptimizerState(self.parameters, slots: 1)
    check()
  }

  /// Moves every parameter that has a gradient.
  public func step() {
    check()
    let settings = UpdateSettings(rate: Scalar(rate), decay: Scalar(weightDecay))
    state.update(parameters) { _, w, g, v, count in
      Scalar.routines.loops.descend(
        w, g, momentum == 0 ? nil : v, count, settings, momentum: Scalar(momentum),
        isNesterov: isNesterov)
    }
  }

  /// The rate and others may change from step to step.
  var arguments: OptimizerArguments<Scalar> {
    var arguments = OptimizerArguments<Scalar>(of: "SGD")
    arguments.checkSize(rate, "learning rate")
    arguments.checkSize(momentum, "momentum")
    arguments.checkSize(weightDecay, "weight decay")
    return arguments
  }
}

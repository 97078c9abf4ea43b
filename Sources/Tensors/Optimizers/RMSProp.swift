/// RMSProp (Tieleman & Hinton 2012): v ← ρ v + (1 − ρ) g², w ← w − η g / (√v + ε).
public final class RMSProp<Scalar: TensorScalar>: Optimizer {
  /// What is moved.
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
    self.parameters = parameters
    self.rate = rate
    self.smoothing = smoothing
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    state = OptimizerState(parameters, slots: 1)
  }

  /// Moves every parameter that has a gradient.
  public func step() {
    let settings = UpdateSettings(rate: Scalar(rate), decay: Scalar(weightDecay))
    state.update(parameters) { w, g, v, count in
      Scalar.routines.loops.rmsprop(
        w, g, v, count, settings, alpha: Scalar(smoothing), epsilon: Scalar(epsilon))
    }
  }
}

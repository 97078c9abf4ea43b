/// Adam whose weights shrink by themselves, not through the gradient (Loshchilov & Hutter 2019,
/// algorithm 2): w ← (1 − η λ) w before Adam's step.
public final class AdamW<Scalar: TensorScalar>: Adam<Scalar> {
  /// Descent at a rate, with the paper's constants.
  public init(
    _ parameters: [Parameter<Scalar>], rate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2
  ) {
    super.init(
      parameters, rate: rate, betas: betas, epsilon: epsilon, weightDecay: weightDecay,
      decay: .decoupled)
  }
}

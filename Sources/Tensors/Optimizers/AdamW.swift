/// Adam whose weights shrink by themselves, not through the gradient (Loshchilov & Hutter 2019,
/// algorithm 2): w ← (1 − η λ) w before Adam's step.
public final class AdamW<Scalar: TensorScalar>: Adam<Scalar> {
  /// Descent at a rate, with the paper's constants; all parameters decay.
  public convenience init(
    _ parameters: [Parameter<Scalar>], rate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2
  ) {
    self.init(
      parameters, decaying: parameters, rate: rate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, decay: .decoupled)
  }

  /// Descent of a model's parameters, of which only some decay.
  ///
  /// - Parameters:
  ///   - model: Whose parameters.
  ///   - rate: η: the learning rate.
  ///   - betas: β₁ and β₂.
  ///   - epsilon: ε.
  ///   - weightDecay: λ.
  ///   - decays: Which of them shrink; by default matrices and what has more axes, and neither biases
  ///     nor what norms scale by, which have one.
  public convenience init(
    _ model: some Module<Scalar>, rate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2,
    decaying decays: (NamedParameter<Scalar>) -> Bool = { $0.parameter.value.rank >= 2 }
  ) {
    let all = model.namedParameters
    self.init(
      all.map(\.parameter), decaying: all.filter(decays).map(\.parameter), rate: rate, betas: betas,
      epsilon: epsilon, weightDecay: weightDecay, decay: .decoupled)
  }
}

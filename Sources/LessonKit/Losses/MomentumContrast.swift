public import Margin

// Contrast of images and texts with a momentum encoder and a queue: Li, Selvaraju, Gotmare, Joty, Xiong
// & Hoi (2021, ALBEF), equations 1, 2, 6 and 7.
// zᵥ, z_w [N, E]: features · kᵥ, k_w [N, E]: those of the momentum encoders · aᵥ, a_w [N + Q, E]: k and queue

/// What each of N features should find among candidates of the other kind: [N, N + Q], rows sum to 1.
///
/// (1 − α) y + α softmax(k · a / τ): the pair itself, and what the momentum encoders hold for alike.
/// No gradient flows through it.
///
/// - Parameters:
///   - keys: k: momentum features of one kind, [N, E] at unit length.
///   - candidates: a: those of the other kind, [N + Q, E] at unit length; row n belongs to key n.
///   - tau: τ.
///   - alpha: α: how much the momentum encoders are believed.
/// - Returns: The targets.
public func softTargets<Scalar>(
  _ keys: Tensor<Scalar>, _ candidates: Tensor<Scalar>, temperature tau: Scalar,
  share alpha: Scalar
) -> Tensor<Scalar> {
  withoutGradients {
    let y = Tensor<Scalar>.oneHot(Array(0..<keys.shape[0]), size: candidates.shape[0])
    let similarity = matmul(keys / tau, candidates.transposed())
    return (1 - alpha) * y + alpha * similarity.softmax(axis: 1)
  }
}

/// How far features are from what they should find: the mean of H(y, softmax(z · a / τ)), in nats.
///
/// - Parameters:
///   - features: z, taken at unit length: [N, E].
///   - candidates: a: [M, E] at unit length.
///   - targets: y: [N, M].
///   - tau: τ, a number or a tensor of one that is learnt.
/// - Returns: The loss.
public func softInfoNCE<Scalar>(
  _ features: Tensor<Scalar>, _ candidates: Tensor<Scalar>, targets: Tensor<Scalar>,
  temperature tau: Tensor<Scalar>
) -> Tensor<Scalar> {
  let z = features.normalized(axis: 1)
  return crossEntropy(matmul(z, candidates.transposed()) / tau, probabilities: targets)
}

/// The latest features of a momentum encoder, the newest first, as further candidates.
///
/// He, Fan, Wu, Xie & Girshick (2020), section 3.2. It begins with random unit vectors.
public struct FeatureQueue<Scalar: TensorScalar> {
  /// The features: [Q, E].
  public private(set) var features: Tensor<Scalar>

  /// A queue of Q features of E numbers.
  public init(_ count: Int, _ size: Int, using random: inout RandomSource) {
    features = .normal([count, size], using: &random).normalized(axis: 1)
  }

  /// Puts new features in front, and drops as many of the oldest.
  public mutating func push(_ new: Tensor<Scalar>) {
    let count = features.shape[0]
    features = concatenate([new.stoppingGradient(), features])[..<count]
  }
}

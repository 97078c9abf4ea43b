import Margin

/// How data are told from noise.
enum Objective: String, CaseIterable {
  /// Two classes, and the noise's probability is used.
  case nce
  /// Two classes, and it is not: Mikolov et al. (2013b).
  case negativeSampling
  /// One among N: van den Oord, Li & Vinyals (2018).
  case infoNCE
}

/// Whether the scores move.
enum Scores: String, CaseIterable {
  case learned
  /// ln p + 1.3, for good: all is known but the constant.
  case given
}

/// Where the noise comes from.
enum Noise: String, CaseIterable {
  /// Every word equally often.
  case uniform
  /// As often as in the data.
  case unigram
  /// Half of each.
  case flat

  /// q [V] beside p [V].
  func distribution(_ p: Tensor<Double>) -> Tensor<Double> {
    let uniform = Tensor<Double>(repeating: 1 / Double(p.count), shape: p.shape)
    return switch self {
    case .uniform: uniform
    case .unigram: p
    case .flat: (p + uniform) / 2
    }
  }
}

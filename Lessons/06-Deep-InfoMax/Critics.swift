import Margin

// C [B, M, c] · y [B, d] · T [B, B, M]

/// Scores of vectors with feature maps: encode both, then take the inner product.
///
/// T[i, k, m] = ⟨A C[k, m], B y[i]⟩ / √64: M nets for B images instead of B² M for all pairs.
struct Critic<Scalar: TensorScalar>: Module {
  private let A: MLP<Scalar>
  private let B: MLP<Scalar>
  private static var common: Int { 64 }

  /// A critic of places of c numbers and vectors of d.
  init(_ c: Int, _ d: Int, using random: inout RandomSource) {
    A = MLP([c, 64, Self.common], using: &random)
    B = MLP([d, 64, Self.common], using: &random)
  }

  func callAsFunction(_ C: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Tensor<Scalar> {
    let (N, M) = (C.shape[0], C.shape[1])
    let places = A(C.reshaped(N * M, C.shape[2]))
    let scale = Scalar(Double(Self.common).squareRoot())
    return (matmul(B(y), places.transposed()) / scale).reshaped(y.shape[0], N, M)
  }
}

/// One critic of places, and one of whole feature maps.
struct Critics<Scalar: TensorScalar>: Module {
  private let places: Critic<Scalar>
  private let maps: Critic<Scalar>

  /// Critics for vectors of d numbers of this encoder.
  init(_ E: InfoMaxEncoder<Scalar>, _ d: Int, using random: inout RandomSource) {
    let c = InfoMaxEncoder<Scalar>.channels
    places = Critic(c, d, using: &random)
    maps = Critic(E.places.rows * E.places.columns * c, d, using: &random)
  }

  /// T [B, B, M]: each vector with each place of each image.
  func local(_ C: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Tensor<Scalar> { places(C, y) }

  /// T [B, B, 1]: each vector with the whole map of each image, as if it were one place.
  func global(_ C: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Tensor<Scalar> {
    maps(C.flattened(1).unsqueezed(axis: 1), y)
  }
}

/// Tells vectors of images from such as the prior draws.
struct PriorMatching<Scalar: TensorScalar>: Module {
  private let D: MLP<Scalar>

  /// A discriminator of vectors of d numbers.
  init(_ d: Int, using random: inout RandomSource) { D = MLP([d, 64, 1], using: &random) }

  /// E ln D(v) + E ln(1 − D(σ(y))), which the discriminator raises (equation 7).
  ///
  /// The encoder that y comes from has no part in it.
  func value(_ v: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Tensor<Scalar> {
    priorValue(D(v), D(sigmoid(y.stoppingGradient())))
  }

  /// −E ln D(σ(y)), which the encoder lowers: steep where the discriminator is sure, unlike ln(1 − D).
  func cost(_ y: Tensor<Scalar>) -> Tensor<Scalar> { softplus(-D(sigmoid(y))).mean() }
}

/// E ln D + E ln(1 − D) of a discriminator's logits, without a logarithm of 0; −2 ln 2 where it is blind.
func priorValue<Scalar>(_ real: Tensor<Scalar>, _ fake: Tensor<Scalar>) -> Tensor<Scalar> {
  -softplus(-real).mean() - softplus(fake).mean()
}

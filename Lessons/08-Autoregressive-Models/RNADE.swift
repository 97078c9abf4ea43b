import Margin

// x [N, D] real · W [D, H] · c [H] · rho [D] · for each d: V^α, V^μ, V^σ [K, H] · b^α, b^μ, b^σ [K]

/// Real-valued NADE: a mixture of Gaussians for each conditional.
///
/// Uria, Murray & Larochelle (2013).
final class RNADE: Kernel, DensityKernel {
  @Slider("components K", 1...20, restarts: true) var components = 3
  @Slider("hidden units H", 8...1000, scale: .log, restarts: true) var hidden = 16
  @Slider("σ floor", 1e-4...1e-1, scale: .log, restarts: true) var sigmaFloor = 5e-2
  @Toggle("copy a column", restarts: true) var copies = false
  @Slider("epochs", 1...500, restarts: true) var epochs = 300
  @Slider("batch", 10...500, restarts: true) var batch = 20
  @Slider("rate", 1e-4...1e-1, scale: .log) var rate = 3e-3
  @Slider("weight decay", 0...1e-2) var decay = 0.0
  @Slider("patience", 1...100, restarts: true) var patience = 15
  @Toggle("go on from the last", restarts: true) var resume = false

  static let reads = ["iris", "train", "valid", "test", "rnade"]
  static let quick = ["epochs": "2"]

  func run(in pane: Pane) throws {
    let data = try RealData(copyingAColumn: copies, in: pane)
    let net = MixtureNet<Float>(
      data.size, hidden: hidden, components: components, floor: Float(sigmaFloor),
      using: &pane.random)
    try fit(net, data, as: "rnade", in: pane, loss: net.nll, nll: net.nll) {
      data.show(samples: net.samples(150, using: &pane.random), in: pane)
    }
    pane.result("one Gaussian, test NLL (nats)", try data.gaussian().mean, better: .lower)
    report(data, parameters: net.parameterCount, in: pane, nll: net.nll)
  }
}

/// What is learnt.
struct MixtureNet<Scalar: TensorScalar>: Module {
  @Parameter var W: Tensor<Scalar>
  @Parameter var c: Tensor<Scalar>
  @Parameter var rho: Tensor<Scalar>
  /// The shares, the means and the widths of the components of each dimension.
  let alpha, mu, sigma: [Linear<Scalar>]
  /// The least width of a component.
  @Constant var floor: Scalar

  init(
    _ D: Int, hidden H: Int, components K: Int, floor: Scalar, using random: inout RandomSource
  ) {
    W = .normal([D, H], deviation: 1 / sqrt(Double(D)), using: &random)
    c = .normal([H], deviation: 0.5, using: &random)
    rho = .ones(D)
    func layers() -> [Linear<Scalar>] { (0..<D).map { _ in Linear(H, K, using: &random) } }
    (alpha, mu, sigma) = (layers(), layers(), layers())
    self.floor = floor
  }

  /// log π_k, μ_k and σ_k of dimension d, given a_d: each [N, K] (5–7).
  func mixture(_ d: Int, _ a: Tensor<Scalar>) -> (
    logPi: Tensor<Scalar>, mu: Tensor<Scalar>, sigma: Tensor<Scalar>
  ) {
    let h = relu(rho[d..<d + 1] * a)  // (4)
    return (alpha[d](h).logSoftmax(axis: 1), mu[d](h), exp(sigma[d](h)) + floor)
  }

  /// −log p(x_n) in nats: [N].
  ///
  /// It may be negative: a density is no probability.
  func nll(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    var a = c.broadcast(to: [x.shape[0], c.count])
    var sum = Tensor<Scalar>.zeros(x.shape[0])
    for d in 0..<rho.count {
      let x_d = x.slice(axis: 1, d..<d + 1)
      let (logPi, mu, sigma) = mixture(d, a)
      let logNormal = -square((x_d - mu) / sigma) / 2 - log(sigma) - Scalar(log(2 * Double.pi) / 2)
      sum = sum - (logPi + logNormal).logSumExp(axis: 1)
      a = a + x_d * W[d..<d + 1]
    }
    return sum
  }

  /// Vectors of the density, dimension after dimension.
  func samples(_ N: Int, using random: inout RandomSource) -> Tensor<Scalar> {
    withoutGradients {
      var a = c.broadcast(to: [N, c.count])
      var columns: [Tensor<Scalar>] = []
      for d in 0..<rho.count {
        let (logPi, mu, sigma) = mixture(d, a)
        let k = random.categorical(logits: logPi)
        let drawn = mu.picked(at: k) + sigma.picked(at: k) * .normal([N], using: &random)
        // Before anything is learnt samples of many columns run away, but no further than numbers go.
        let x_d = minimum(maximum(drawn, -1e6), 1e6)
        columns.append(x_d)
        a = a + x_d.unsqueezed(axis: 1) * W[d..<d + 1]
      }
      return Tensor(columns: columns)
    }
  }
}

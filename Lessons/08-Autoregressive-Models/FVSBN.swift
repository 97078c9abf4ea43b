import Margin

// x [N, D] of 0 and 1 · W [D, D], below its diagonal · b [D]

/// The fully visible sigmoid belief network: each pixel a logistic regression on the earlier ones.
///
/// Neal (1992); Frey, Hinton & Dayan (1996).
final class FVSBN: Kernel, DensityKernel {
  @Choice("binarise", restarts: true) var binarise = Binarisation.threshold
  @Choice("order", restarts: true) var order = PixelOrder.raster
  @Slider("epochs", 1...500, restarts: true) var epochs = 300
  @Slider("batch", 10...500, restarts: true) var batch = 50
  @Slider("rate", 1e-4...1e-1, scale: .log) var rate = 3e-3
  @Slider("weight decay", 0...1e-2) var decay = 0.0
  @Slider("patience", 1...100, restarts: true) var patience = 15
  @Toggle("go on from the last", restarts: true) var resume = false

  static let reads = ["digits", "train", "valid", "test", "fvsbn"]
  static let quick = ["epochs": "2"]

  var net: BeliefNet<Float>?

  func run(in pane: Pane) throws {
    let data = try BinaryData(binarise, order, in: pane)
    let charts = DensityCharts(data, in: pane)
    let net = BeliefNet<Float>(data.size)
    self.net = net
    try fit(net, data, as: "fvsbn", in: pane, loss: net.nll, nll: net.nll) {
      charts.show(samples: net.samples(charts.noise), in: pane)
      charts.show(weights: net.weights.rows(at: charts.positions), in: pane)
    }
    pane.result("independent, test NLL (nats)", independent(data, in: pane).mean, better: .lower)
    report(data, parameters: net.freeCount, in: pane, nll: net.nll)
  }

  /// What pixels are worth that know nothing of each other.
  func independent(_ data: BinaryData, in pane: Pane) -> Likelihoods {
    let logits = independentLogits(data.allOfTrain(using: &pane.random))
    return Likelihoods(of: data.test) { x in
      binaryCrossEntropy(logits: logits.broadcast(to: x.shape), x)
    }
  }
}

/// What is learnt: a weight for each pair of pixels, the earlier one first, and a bias for each.
struct BeliefNet<Scalar: TensorScalar>: Module {
  @Parameter var W: Tensor<Scalar>
  @Parameter var b: Tensor<Scalar>
  /// 1 where j < i.
  let isEarlier: Tensor<Scalar>

  /// A net that knows nothing yet.
  init(_ D: Int) {
    W = .zeros(D, D)
    b = .zeros(D)
    let d = Tensor((0..<D).map { Scalar($0) })
    isEarlier = (d.unsqueezed(axis: 1) .> d)
  }

  var weights: Tensor<Scalar> { W * isEarlier }

  /// D (D − 1)/2 + D: how many numbers have an effect.
  var freeCount: Int { b.count * (b.count - 1) / 2 + b.count }

  /// The logits of p(x_i = 1 | x_<i): b_i + Σ_j<i W_ij x_j, [N, D].
  func logits(_ x: Tensor<Scalar>) -> Tensor<Scalar> { linear(x, weights, b) }

  /// −log p(x_n) in nats: [N].
  func nll(_ x: Tensor<Scalar>) -> Tensor<Scalar> { binaryCrossEntropy(logits: logits(x), x) }

  /// A vector for each row of logistic noise, pixel after pixel.
  func samples(_ noise: Tensor<Scalar>) -> Tensor<Scalar> {
    let sample = RowFunction<Scalar>("FVSBN's samples", size: b.count) { row in
      let (noise, x, W, b) = (row.x, row.y, row[0], row[1])
      for i in 0..<x.count { x[i] = noise[i] < b[i] + dot(W.row(i), x) ? 1 : 0 }
    }
    return withoutGradients { sample(noise, weights, b) }
  }
}

/// The logits of independent pixels, each with half a count of zeros and of ones more: [D].
func independentLogits(_ x: Tensor<Float>) -> Tensor<Float> {
  let ones = x.sum(axis: 0) + 0.5
  return log(ones) - log(Float(x.shape[0]) + 1 - ones)
}

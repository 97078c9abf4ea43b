import Margin

// x [N, D] of 0 and 1 · h^l [N, H] · W^l [H, D or H] · b^l [H] · V, A [D, H or D] · c [D] · M: masks

/// Masked autoencoder for distribution estimation: all conditionals in one pass.
///
/// Germain, Gregor, Murray & Larochelle (2015).
final class MADE: Kernel, DensityKernel {
  @Slider("hidden units H", 8...1000, scale: .log, restarts: true) var hidden = 500
  @Slider("layers", 1...3, restarts: true) var layers = 1
  @Toggle("direct connections", restarts: true) var direct = false
  @Slider("masks", 1...32, restarts: true) var masks = 1
  @Slider("orders", 1...32, restarts: true) var orders = 1
  @Choice("binarise", restarts: true) var binarise = Binarisation.threshold
  @Choice("order", restarts: true) var order = PixelOrder.raster
  @Slider("epochs", 1...500, restarts: true) var epochs = 400
  @Slider("batch", 10...500, restarts: true) var batch = 50
  @Slider("rate", 1e-4...1e-1, scale: .log) var rate = 1e-3
  @Slider("weight decay", 0...1e-2) var decay = 0.0
  @Slider("patience", 1...100, restarts: true) var patience = 15
  @Toggle("go on from the last", restarts: true) var resume = false

  static let reads = ["digits", "train", "valid", "test", "made"]
  static let quick = ["epochs": "2"]

  var net: MaskedAutoencoder<Float>?

  func run(in pane: Pane) throws {
    let data = try BinaryData(binarise, order, in: pane)
    let charts = DensityCharts(data, in: pane)
    let sets = maskSets(data.size, using: &pane.random)
    let net = MaskedAutoencoder<Float>(
      data.size, hidden: hidden, layers: layers, isDirect: direct, using: &pane.random)
    self.net = net
    charts.show(mask: sets[0].output, in: pane)
    var batches = 0
    try fit(net, data, as: "made", in: pane, passes: max(1, sets.count / 2)) { x in
      batches += 1
      return net.nll(x, sets[batches % sets.count])
    } nll: { x in
      net.nll(x, ensemble: sets)
    } show: {
      charts.show(samples: net.samples(charts.noise, sets[0]), in: pane)
    }
    if sets.count > 1 {
      let single = Likelihoods(of: data.test) { net.nll($0, sets[0]) }
      pane.result("one mask, test NLL (nats)", single.mean)
    }
    report(data, parameters: net.parameterCount, in: pane) { net.nll($0, ensemble: sets) }
  }

  /// The masks of training and of the ensemble: the first order is the data's own.
  func maskSets(_ D: Int, using random: inout RandomSource) -> [MADEMasks<Float>] {
    let orders = [Array(0..<D)] + (1..<orders).map { _ in random.permutation(D) }
    return (0..<max(orders.count, masks)).map { k in
      MADEMasks(
        order: orders[k % orders.count], hidden: hidden, layers: layers, using: &random)
    }
  }
}

/// What is learnt; which of it lives is said by masks.
struct MaskedAutoencoder<Scalar: TensorScalar>: Module {
  let layers: [Linear<Scalar>]
  let output: Linear<Scalar>
  /// From the pixels to the logits, past all hidden units.
  let direct: Parameter<Scalar>?

  /// The logits of p(x_d = 1 | those before it in the order): [N, D].
  func logits(_ x: Tensor<Scalar>, _ M: MADEMasks<Scalar>) -> Tensor<Scalar> {
    let h = zip(layers, M.hidden).reduce(x) { h, layer in
      relu(linear(h, layer.0.weight * layer.1, layer.0.bias?.value))  // (8)
    }
    let logits = linear(h, output.weight * M.output, output.bias?.value)  // (9)
    guard let direct else { return logits }
    return logits + linear(x, direct.value * M.direct, nil)
  }

  /// −log p(x_n) in nats: [N].
  func nll(_ x: Tensor<Scalar>, _ M: MADEMasks<Scalar>) -> Tensor<Scalar> {
    binaryCrossEntropy(logits: logits(x, M), x)
  }

  /// −log of the mean of p(x_n) over the masks: probabilities are averaged, not logarithms.
  func nll(_ x: Tensor<Scalar>, ensemble sets: [MADEMasks<Scalar>]) -> Tensor<Scalar> {
    Scalar(log(Double(sets.count))) - stack(sets.map { -nll(x, $0) }).logSumExp(axis: 0)
  }
}

extension MaskedAutoencoder {
  init(
    _ D: Int, hidden H: Int, layers count: Int, isDirect: Bool, using random: inout RandomSource
  ) {
    self.init(
      layers: (0..<count).map { Linear($0 == 0 ? D : H, H, using: &random) },
      output: Linear(H, D, using: &random), direct: isDirect ? Parameter(.zeros(D, D)) : nil)
  }
}

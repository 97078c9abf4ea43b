import Margin

// x [N, D] of 0 and 1 · p(x) = ∏_d p(x_d | x_<d), d along the order

/// The neural autoregressive distribution estimator, and its deep, order-agnostic form.
///
/// Larochelle & Murray (2011); Uria, Murray & Larochelle (2014).
final class NADE: Kernel, DensityKernel {
  @Slider("hidden units H", 8...1000, scale: .log, restarts: true) var hidden = 100
  @Toggle("order-agnostic", restarts: true) var orderAgnostic = false
  @Slider("layers, order-agnostic", 1...2, restarts: true) var layers = 2
  @Slider("orders in the ensemble", 1...32, restarts: true) var orders = 8
  @Choice("binarise", restarts: true) var binarise = Binarisation.threshold
  @Choice("order", restarts: true) var order = PixelOrder.raster
  @Slider("epochs", 1...500, restarts: true) var epochs = 300
  @Slider("batch", 10...500, restarts: true) var batch = 50
  @Slider("rate", 1e-4...1e-1, scale: .log) var rate = 2e-3
  @Slider("weight decay", 0...1e-2) var decay = 0.0
  @Slider("patience", 1...100, restarts: true) var patience = 15
  @Toggle("go on from the last", restarts: true) var resume = false

  static let reads = ["digits", "train", "valid", "test", "nade", "deep-nade"]
  static let quick = ["epochs": "2"]

  var net: NADENet<Float>?
  /// W of what is learnt, for the console: [D, H].
  var weights: Tensor<Float>? { net?.W }

  func run(in pane: Pane) throws {
    let data = try BinaryData(binarise, order, in: pane)
    let charts = DensityCharts(data, in: pane)
    if orderAgnostic { return try learnAllOrders(data, charts, in: pane) }
    let net = NADENet<Float>(data.size, hidden: hidden, using: &pane.random)
    self.net = net
    try fit(net, data, as: "nade", in: pane, loss: net.nll, nll: net.nll) {
      charts.show(samples: net.samples(charts.noise), in: pane)
      charts.show(weights: net.W.transposed(), in: pane)
    }
    report(data, parameters: net.parameterCount, in: pane, nll: net.nll)
  }

  /// Every batch has orders and places in them of its own; what is reported is an ensemble's.
  func learnAllOrders(_ data: BinaryData, _ charts: DensityCharts, in pane: Pane) throws {
    let D = data.size
    let net = OrderAgnosticNADE<Float>(D, hidden: hidden, layers: layers, using: &pane.random)
    let orders = (0..<orders).map { _ in pane.random.permutation(D) }
    // The same masks in every epoch, so that epochs can be compared.
    let seen: Tensor<Float> = seenPixels(data.valid.shape[0], D, using: &pane.random)
    try fit(net, data, as: "deep-nade", in: pane) { x in
      net.nll(x, seen: seenPixels(x.shape[0], D, using: &pane.random))
    } nll: { x in
      net.nll(x, seen: seen[0..<x.shape[0]])
    } show: {
      let x = net.samples(charts.noise, given: .zeros(charts.count, D), first: 0, order: orders[0])
      charts.show(samples: x, in: pane)
    }
    let single = Likelihoods(of: data.test) { net.nll($0, order: orders[0]) }
    pane.result("one order, test NLL (nats)", single.mean)
    report(data, parameters: net.parameterCount, in: pane) { net.nll($0, orders: orders) }
  }
}

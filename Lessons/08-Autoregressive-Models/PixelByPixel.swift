import Margin

// x, m [N, D] of 0 and 1, m = 1 where a pixel is known · e [N, D] logistic noise

/// Pictures drawn pixel after pixel, or completed, by a density that was learnt just before.
final class PixelByPixel: Kernel {
  @Choice("model", restarts: true) var model = SequentialModel.nade
  @Choice("given", restarts: true) var given = GivenPixels.none
  @Choice("draw", restarts: true) var draw = PixelDraw.coin
  @Slider("epochs", 1...100, restarts: true) var epochs = 40
  @Slider("hidden units H", 8...500, scale: .log, restarts: true) var hidden = 100

  static let reads = ["digits", "train", "valid", "test"]
  static let quick = ["epochs": "2"]

  func run(in pane: Pane) throws {
    let data = try BinaryData(.threshold, .raster, in: pane)
    let net = model.net(data.size, hidden: hidden, using: &pane.random)
    try learn(net, data, in: pane)
    let truth = data.test[0..<min(24, data.test.shape[0])]
    let known = given.pixels(data.train.height, data.train.width)
    let canvas = Canvas(truth, known, width: data.train.width)
    let e = logisticNoise(truth.shape[0], data.size, using: &pane.random)
    var m = Tensor<Float>(known.map { $0 ? 1 : 0 })
    var x = truth * m
    let unknown = known.indices.filter { !known[$0] }
    for (_, d) in zip(pane.steps(unknown.count), unknown) {
      let logits = withoutGradients { net.logits(x, seen: m).column(d) }
      let p = sigmoid(logits)
      canvas.show(x, p, of: d, in: pane)
      // The entropy of a coin with these odds: softplus(l) − p l.
      pane.plot("uncertainty (nats)", (softplus(logits) - p * logits).mean())
      let isOne = draw == .coin ? e.column(d) .< logits : logits .> 0.0
      for n in 0..<x.shape[0] { x[n, d] = isOne[n] }
      m[d] = 1
    }
    canvas.show(x, in: pane)
    pane.result("different pictures", Double(Set((0..<x.shape[0]).map { x.row($0) }).count))
    let drawn = Likelihoods(of: x) { net.nll($0, of: unknown, given: known) }
    pane.result("drawn pixels, NLL (nats)", drawn.mean)
    let hidden = Likelihoods(of: data.test) { net.nll($0, of: unknown, given: known) }
    pane.result("true pixels, NLL (nats)", hidden.mean, better: .lower)
  }

  /// Some epochs at a rate that falls to 0, of which the best is kept; they are no steps, so that only
  /// the drawing is slow.
  func learn(_ net: some SequentialNet, _ data: BinaryData, in pane: Pane) throws {
    let optimizer = Adam(net.parameters, rate: 0)
    var (best, leastLoss) = (net.snapshot(), Double.infinity)
    for epoch in 0..<epochs where pane.checkpoint() {
      optimizer.rate = 3e-3 * (1 - Double(epoch) / Double(epochs))
      let order = pane.random.permutation(data.count)
      for first in stride(from: 0, to: data.count, by: 50) {
        let rows = Array(order[first..<min(first + 50, data.count)])
        let x = data.batch(rows, using: &pane.random)
        try optimizer.minimize(net.trainingLoss(x, using: &pane.random).mean())
      }
      let valid = withoutGradients { net.trainingLoss(data.valid, using: &pane.random).mean() }
      if Double(valid.scalar) < leastLoss {
        (best, leastLoss) = (net.snapshot(), Double(valid.scalar))
      }
      pane.plot("valid NLL", valid, x: epoch + 1, xLabel: "epoch")
      pane.progress(epoch + 1, of: epochs)
    }
    net.restore(best)
  }
}

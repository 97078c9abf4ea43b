import Margin

// x [N, D] of 0 and 1 · l_n = −log p(x_n) under each model: differences are taken vector by vector

/// Four densities of the same vectors side by side: independent pixels, FVSBN, NADE, MADE.
final class ModelComparison: Kernel, DensityKernel {
  @Slider("hidden units of NADE", 8...500, scale: .log, restarts: true) var hidden = 100
  @Slider("hidden units of MADE", 8...1000, scale: .log, restarts: true) var maskedHidden = 500
  @Slider("orders of MADE", 1...32, restarts: true) var orders = 8
  @Slider("epochs", 1...500, restarts: true) var epochs = 300
  @Slider("batch", 10...500, restarts: true) var batch = 50
  @Slider("rate", 1e-4...1e-1, scale: .log) var rate = 2e-3
  @Slider("weight decay", 0...1e-2) var decay = 0.0
  @Slider("patience", 1...100, restarts: true) var patience = 15
  let resume = false

  static let reads = ["digits", "train", "valid", "test"]
  static let quick = ["epochs": "2"]

  func run(in pane: Pane) throws {
    let data = try BinaryData(.threshold, .raster, in: pane)
    var rows = [independent(data, in: pane)]
    let nets: [(BinaryData, Pane) throws -> ComparedModel] = [belief, nade, made]
    for learn in nets where !pane.isInterrupted {
      rows.append(try learn(data, pane))
      show(rows, in: pane)
    }
    reportGains(rows, in: pane)
  }

  func independent(_ data: BinaryData, in pane: Pane) -> ComparedModel {
    let logits = independentLogits(data.allOfTrain(using: &pane.random))
    let nll = Likelihoods(of: data.test) { x in
      binaryCrossEntropy(logits: logits.broadcast(to: x.shape), x)
    }
    return ComparedModel(name: "independent", parameters: data.size, nll: nll)
  }

  func belief(_ data: BinaryData, in pane: Pane) throws -> ComparedModel {
    let net = BeliefNet<Float>(data.size)
    try fit(net, data, as: nil, in: pane, curve: "FVSBN", loss: net.nll, nll: net.nll) {}
    return ComparedModel(
      name: "FVSBN", parameters: net.freeCount, nll: Likelihoods(of: data.test, net.nll))
  }

  func nade(_ data: BinaryData, in pane: Pane) throws -> ComparedModel {
    let net = NADENet<Float>(data.size, hidden: hidden, using: &pane.random)
    try fit(net, data, as: nil, in: pane, curve: "NADE", loss: net.nll, nll: net.nll) {}
    return ComparedModel(
      name: "NADE", parameters: net.parameterCount, nll: Likelihoods(of: data.test, net.nll))
  }

  func made(_ data: BinaryData, in pane: Pane) throws -> ComparedModel {
    let net = MaskedAutoencoder<Float>(
      data.size, hidden: maskedHidden, layers: 1, isDirect: true, using: &pane.random)
    let sets = (0..<orders).map { k in
      MADEMasks<Float>(
        order: k == 0 ? Array(0..<data.size) : pane.random.permutation(data.size),
        hidden: maskedHidden, layers: 1, using: &pane.random)
    }
    var batches = 0
    try fit(net, data, as: nil, in: pane, passes: max(1, orders / 2), curve: "MADE") { x in
      batches += 1
      return net.nll(x, sets[batches % sets.count])
    } nll: { x in
      net.nll(x, ensemble: sets)
    } show: {
    }
    let nll = Likelihoods(of: data.test) { net.nll($0, ensemble: sets) }
    return ComparedModel(name: "MADE", parameters: net.parameterCount, nll: nll)
  }
}

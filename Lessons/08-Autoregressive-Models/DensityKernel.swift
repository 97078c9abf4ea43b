import LessonKit
import Margin

/// A kernel that fits a density by maximum likelihood: how long, how fast, and when it ends.
protocol DensityKernel: Kernel {
  var epochs: Int { get }
  var batch: Int { get }
  var rate: Double { get }
  var decay: Double { get }
  var patience: Int { get }
  var resume: Bool { get }
}

extension DensityKernel {
  /// Learns by Adam until the validation vectors say that it has stopped to get better, takes the best
  /// epoch's numbers, and keeps them as `name`.
  ///
  /// - Parameters:
  ///   - net: What is learnt.
  ///   - data: What from.
  ///   - name: The name that it is kept by; nil: it is not.
  ///   - pane: The pane.
  ///   - passes: How many epochs make one pass over all that changes from batch to batch, such as masks.
  ///   - curve: What the net's curve is called, where several nets share one chart.
  ///   - loss: What training makes small, for each vector of a batch: [N].
  ///   - nll: −log p(x) of each vector in nats: [N].
  ///   - show: Shows what is learnt, after each epoch.
  /// - Throws: What is wrong with what was to be loaded.
  func fit(
    _ net: some Module<Float>, _ data: some DensityData, as name: String?, in pane: Pane,
    passes: Int = 1, curve: String? = nil, loss: (Tensor<Float>) -> Tensor<Float>,
    nll: (Tensor<Float>) -> Tensor<Float>, show: () -> Void
  ) throws {
    if resume, let name { try pane.load(name, into: net) }
    let optimizer = Adam(net.parameters, rate: rate, weightDecay: decay)
    var stopping = EarlyStopping(patience: patience * passes)
    var best = net.snapshot()
    // What was loaded is the one to beat.
    if resume { _ = stopping.isBest(Likelihoods(of: data.valid, nll).mean) }
    let former = stopping.epoch
    for epoch in pane.epochs(epochs) {
      var (sum, seen) = (0.0, 0)
      for rows in pane.batches(of: batch, from: data.count) {
        (optimizer.rate, optimizer.weightDecay) = (rate, decay)
        let loss = loss(data.batch(rows, using: &pane.random)).mean()
        try optimizer.minimize(loss)
        sum += Double(loss.scalar) * Double(rows.count)
        seen += rows.count
      }
      let valid = Likelihoods(of: data.valid, nll).mean
      if let curve {
        pane.plot("valid NLL", curve: curve, valid, x: epoch, xLabel: "epoch")
      } else {
        let train = sum / Double(seen)
        pane.plot("NLL", ["train": train, "valid": valid], x: epoch, xLabel: "epoch")
      }
      if stopping.isBest(valid) { best = net.snapshot() }
      show()
      if stopping.isOver { break }
    }
    net.restore(best)
    show()
    if let name, stopping.bestEpoch > former { try pane.save(net, as: name) }
    pane.result("epochs", Double(stopping.epoch - former))
    pane.result("best epoch", Double(max(0, stopping.bestEpoch - former)))
  }

  /// Reports what the density is worth on vectors that it has not seen.
  func report(
    _ data: some DensityData, parameters: Int, in pane: Pane, nll: (Tensor<Float>) -> Tensor<Float>
  ) {
    let test = Likelihoods(of: data.test, nll)
    pane.result("test NLL (nats)", test.mean, better: .lower)
    pane.result("test NLL standard error", test.standardError)
    pane.result("valid NLL (nats)", Likelihoods(of: data.valid, nll).mean, better: .lower)
    pane.result("parameters", Double(parameters))
  }
}

/// −log p(x_n) of vectors, each by itself.
struct Likelihoods {
  let values: [Double]

  init(values: [Double]) { self.values = values }

  /// Those of the rows of x, a few hundred at a time.
  init(of x: Tensor<Float>, _ nll: (Tensor<Float>) -> Tensor<Float>) {
    values = x.split(500).flatMap { part in
      withoutGradients { nll(part) }.scalars.map { Double($0) }
    }
  }

  var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// The standard error of the mean; infinite, as the mean is, where a vector is impossible.
  var standardError: Double {
    let mean = mean
    if mean == .infinity { return .infinity }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return values.count < 2 ? 0 : sqrt(squares / Double(values.count - 1) / Double(values.count))
  }
}

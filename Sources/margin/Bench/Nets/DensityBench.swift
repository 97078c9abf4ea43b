import Margin

@testable import Lesson08

/// What lesson 8's densities cost beside the peers' scripts: a likelihood, and samples.
let densityBenchmarks: [Benchmark] = [
  training("nade-step-100") { inputs in
    let net = try nade(inputs)
    return (net, try inputs.binaryImages().split(100).map { x in { $0.nll(x).mean() } })
  },
  Benchmark(group: "tensors", work: "nade-nll-100") { inputs in
    let net = try nade(inputs)
    let x = try inputs.binaryImages()[0..<100]
    return Measurement.of(7, inner: 5, threads: Threads.count) {
      withoutGradients { Double(net.nll(x).mean().scalar) }
    }
  },
  Benchmark(group: "tensors", work: "nade-sample-100") { inputs in
    let net = try nade(inputs)
    let noise = goldenNoise()
    return Measurement.of(7, inner: 5, threads: Threads.count) {
      Double(net.samples(noise).mean().scalar)
    }
  },
  Benchmark(group: "tensors", work: "made-sample-100") { inputs in
    var random = RandomSource(seed: 0)
    let net = MaskedAutoencoder<Float>(
      784, hidden: 500, layers: 1, isDirect: false, using: &random)
    let file = try inputs.tensors("start_made")
    net.layers[0].weight = try file.tensor("made.W")
    net.layers[0].bias?.value = try file.tensor("made.c")
    net.output.weight = try file.tensor("made.V")
    net.output.bias?.value = try file.tensor("made.b")
    let masks = MADEMasks<Float>(
      order: Array(0..<784), degrees: [(0..<500).map { 1 + 783 * $0 / 500 }])
    let noise = goldenNoise()
    return Measurement.of(7, inner: 5, threads: Threads.count) {
      Double(net.samples(noise, masks).mean().scalar)
    }
  },
]

/// NADE with 784 pixels, 500 hidden units and the weights that the peers start from.
private func nade(_ inputs: Benchmark.Inputs) throws -> NADENet<Float> {
  var random = RandomSource(seed: 0)
  let net = NADENet<Float>(784, hidden: 500, using: &random)
  try inputs.start(net, "nade", "nade")
  return net
}

/// The peers' numbers in place of chance, as logistic noise: [100, 784].
private func goldenNoise() -> Tensor<Float> {
  Tensor(shape: [100, 784]) { index in
    let product = Double(index) * 0.6180339887498949
    let u = Float(product - product.rounded(.down))
    return log(u) - log(1 - u)
  }
}

import Margin
import TestSupport
import Testing

@testable import Lesson08

@Suite("RNADE") struct RNADETests {
  @Test("log-densities and gradients are the golden ones")
  func golden() throws {
    let golden = try GoldenFile("08-autoregressive").case("RNADE")
    let inputs = golden.inputs
    var random = RandomSource(seed: 0)
    let net = MixtureNet<Double>(3, hidden: 4, components: 2, floor: 0, using: &random)
    net.W = try inputs.W.tensor.transposed()
    net.c = try inputs.c.tensor
    net.rho = try inputs.rho.tensor
    let parts = [
      (net.alpha, inputs.Va, inputs.ba), (net.mu, inputs.Vm, inputs.bm),
      (net.sigma, inputs.Vs, inputs.bs),
    ]
    for (layers, V, b) in parts {
      for d in 0..<3 {
        layers[d].weight = try V.tensor.select(axis: 0, index: d)
        layers[d].bias?.value = try b.tensor.row(d)
      }
    }
    let nll = net.nll(try inputs.x.tensor)
    #expect(distance(-nll, try golden.expected.logDensity.tensor) < golden.tolerance)
    try (-nll.sum()).backward()
    let expected = golden.expected.gradients
    #expect(
      distance(try #require(net.$W.gradient), try expected.W.tensor.transposed())
        < golden.tolerance)
    #expect(distance(try #require(net.$c.gradient), try expected.c.tensor) < golden.tolerance)
    #expect(
      distance(try #require(net.$rho.gradient), try expected.rho.tensor) < golden.tolerance)
    for (layers, V, b) in [
      (net.alpha, expected.Va, expected.ba), (net.mu, expected.Vm, expected.bm),
      (net.sigma, expected.Vs, expected.bs),
    ] {
      for d in 0..<3 {
        #expect(
          distance(
            try #require(layers[d].$weight.gradient), try V.tensor.select(axis: 0, index: d))
            < golden.tolerance)
        #expect(
          distance(try #require(layers[d].bias?.gradient), try b.tensor.row(d)) < golden.tolerance)
      }
    }
  }

  @Test("the density of one dimension has the mass 1")
  func mass() {
    var random = RandomSource(seed: 3)
    let net = MixtureNet<Double>(1, hidden: 6, components: 3, floor: 0.01, using: &random)
    let x = Tensor<Double>(stride(from: -40.0, through: 40, by: 0.001).map { $0 })
    let mass = exp(-net.nll(x.unsqueezed(axis: 1))).sum().scalar * 0.001
    #expect(abs(mass - 1) < 1e-6)
  }

  @Test("samples have the density's mean")
  func samples() {
    var random = RandomSource(seed: 3)
    let net = MixtureNet<Double>(2, hidden: 6, components: 3, floor: 0.01, using: &random)
    let (logPi, mu, _) = net.mixture(0, net.c.unsqueezed(axis: 0))
    let mean = (exp(logPi) * mu).sum().scalar
    let x = net.samples(20_000, using: &random)
    #expect(abs(x.column(0).mean().scalar - mean) < 0.05)
  }

  @Test("samples of many columns are finite before anything is learnt", arguments: [60, 200])
  func manyColumns(count: Int) {
    var random = RandomSource(seed: 0)
    let net = MixtureNet<Float>(count, hidden: 16, components: 3, floor: 0.05, using: &random)
    let isFinite = net.samples(150, using: &random).scalars.map(\.isFinite)
    #expect(!isFinite.contains(false))
  }

  @Test("a run reports its results, with a column that is another's copy too")
  func results() throws {
    for copies in [false, true] {
      let host = try run(RNADE(), ["epochs": .integer(2), "copies": .toggle(copies)])
      #expect(host.results["test NLL (nats)"]?.isFinite == true)
      #expect(host.results["one Gaussian, test NLL (nats)"]?.isFinite == true)
    }
  }
}

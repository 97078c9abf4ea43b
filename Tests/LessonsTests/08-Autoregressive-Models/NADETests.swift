import Margin
import TestSupport
import Testing

@testable import Lesson08

@Suite("NADE") struct NADETests {
  /// A net with the numbers of a golden case, whose W is [H, D].
  func net(_ inputs: GoldenValue) throws -> NADENet<Double> {
    let weight = try inputs.W.tensor
    var random = RandomSource(seed: 0)
    let net = NADENet<Double>(weight.shape[1], hidden: weight.shape[0], using: &random)
    net.W = weight.transposed()
    net.V = try inputs.V.tensor
    net.b = try inputs.b.tensor
    net.c = try inputs.c.tensor
    return net
  }

  /// A net with random numbers, far from where training begins.
  func net(_ size: Int, hidden: Int, seed: UInt64) -> NADENet<Double> {
    var random = RandomSource(seed: seed)
    let net = NADENet<Double>(size, hidden: hidden, using: &random)
    net.W = weights([size, hidden], seed: seed + 1)
    net.V = weights([size, hidden], seed: seed + 2)
    net.b = weights([size], seed: seed + 3)
    net.c = weights([hidden], seed: seed + 4)
    return net
  }

  @Test("log-likelihoods, logits and all four gradients are the golden ones")
  func golden() throws {
    let golden = try GoldenFile("08-autoregressive").case("NADE: log-likelihood")
    let (net, x) = (try net(golden.inputs), try golden.inputs.x.tensor)
    #expect(distance(net.logits(x), try golden.expected.logits.tensor) < golden.tolerance)
    let nll = net.nll(x)
    #expect(distance(-nll, try golden.expected.logLikelihood.tensor) < golden.tolerance)
    try (-nll.sum()).backward()
    let expected = golden.expected.gradients
    for (parameter, gradient) in [
      (net.$W, try expected.W.tensor.transposed()), (net.$V, try expected.V.tensor),
      (net.$b, try expected.b.tensor), (net.$c, try expected.c.tensor),
    ] {
      #expect(distance(try #require(parameter.gradient), gradient) < golden.tolerance)
    }
  }

  @Test("with an order, position i reads pixel o_i")
  func order() throws {
    let golden = try GoldenFile("08-autoregressive").case("NADE: the same weights by position")
    let order = try golden.inputs.order.values.map { Int(try $0.number) }
    let x = try golden.inputs.x.tensor
    let moved = Tensor(columns: order.map { x.column($0) })
    let nll = try net(golden.inputs).nll(moved)
    #expect(distance(-nll, try golden.expected.logLikelihood.tensor) < golden.tolerance)
  }

  @Test("the probabilities of all vectors add up to 1", arguments: [1, 2, 6, 10])
  func sum(size: Int) {
    let nll = net(size, hidden: 7, seed: UInt64(size)).nll(allVectors(size))
    #expect(abs(exp(-nll).sum().scalar - 1) < 1e-12)
  }

  @Test("samples are as frequent as their probabilities say")
  func samples() {
    let net = net(4, hidden: 5, seed: 3)
    let x = net.samples(noise(20_000, 4, seed: 1))
    let marginals = (exp(-net.nll(allVectors(4))).unsqueezed(axis: 1) * allVectors(4)).sum(axis: 0)
    // Five standard errors of a share of twenty thousand.
    #expect(distance(x.mean(axis: 0), marginals) < 5 * 0.5 / 20_000.squareRoot())
  }

  @Test("the order-agnostic form's estimate and gradients are the golden ones")
  func orderAgnostic() throws {
    let golden = try GoldenFile("08-autoregressive").case("order-agnostic")
    let inputs = golden.inputs
    let (x, m) = (try inputs.x.tensor, try inputs.mask.tensor)
    var random = RandomSource(seed: 0)
    let net = OrderAgnosticNADE<Double>(x.shape[1], hidden: 4, layers: 2, using: &random)
    let expected = golden.expected.gradients
    let parts = [
      (net.layers[0], inputs.W1, inputs.b1, expected.W1, expected.b1),
      (net.layers[1], inputs.W2, inputs.b2, expected.W2, expected.b2),
      (net.output, inputs.V, inputs.b, expected.V, expected.b),
    ]
    for (layer, W, b, _, _) in parts {
      layer.weight = try W.tensor
      layer.bias?.value = try b.tensor
    }
    let nll = net.nll(x, seen: m)
    #expect(distance(-nll, try golden.expected.estimate.tensor) < golden.tolerance)
    try (-nll.sum()).backward()
    for (layer, _, _, W, b) in parts {
      #expect(distance(try #require(layer.$weight.gradient), try W.tensor) < golden.tolerance)
      #expect(distance(try #require(layer.bias?.gradient), try b.tensor) < golden.tolerance)
    }
  }

  @Test("in every order the order-agnostic form is a density, and so is the mean of several")
  func ensembles() {
    var random = RandomSource(seed: 2)
    let net = OrderAgnosticNADE<Double>(6, hidden: 5, layers: 2, using: &random)
    let orders = (0..<3).map { _ in random.permutation(6) }
    let x = allVectors(6)
    let each = orders.map { exp(-net.nll(x, order: $0)) }
    for p in each { #expect(abs(p.sum().scalar - 1) < 1e-12) }
    let mean = exp(-net.nll(x, orders: orders))
    #expect(distance(mean, (each[0] + each[1] + each[2]) / 3) < 1e-14)
  }

  @Test("the order-agnostic estimate is unbiased: over all orders and places it is the mean NLL")
  func unbiased() {
    var random = RandomSource(seed: 2)
    let net = OrderAgnosticNADE<Double>(3, hidden: 4, layers: 1, using: &random)
    let x: Tensor<Double> = [[1, 0, 1]]
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    var (exact, estimate) = (0.0, 0.0)
    for o in orders {
      exact += net.nll(x, order: o).scalar / 6
      for d in 0..<3 {
        var m = Tensor<Double>.zeros(1, 3)
        for pixel in o.prefix(d) { m[0, pixel] = 1 }
        estimate += net.nll(x, seen: m).scalar / 18
      }
    }
    #expect(abs(exact - estimate) < 1e-12)
  }

  @Test("samples leave given pixels as they are")
  func given() {
    var random = RandomSource(seed: 2)
    let net = OrderAgnosticNADE<Double>(5, hidden: 4, layers: 2, using: &random)
    let x: Tensor<Double> = [[0, 1, 0, 1, 0], [1, 1, 0, 0, 0]]
    let drawn = net.samples(
      noise(2, 5, seed: 4), given: x * [0, 1, 0, 1, 0], first: 2, order: [3, 1, 0, 2, 4])
    for n in 0..<2 { #expect(drawn[n, 1] == x[n, 1] && drawn[n, 3] == x[n, 3]) }
    #expect(drawn.scalars.allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test("a run reports what the contract names, and stops within its ranges")
  func results() throws {
    let host = try run(NADE(), ["epochs": .integer(3)])
    for name in [
      "test NLL (nats)", "test NLL standard error", "valid NLL (nats)", "parameters", "epochs",
    ] {
      #expect(host.results[name]?.isFinite == true, "\(name)")
    }
    #expect(host.results["parameters"] == 12964)
    #expect(Set(host.charts.keys).isSuperset(of: ["samples", "weights"]))
    let other = try run(NADE(), ["epochs": .integer(2), "orderAgnostic": .toggle(true)])
    #expect(other.results["one order, test NLL (nats)"]?.isFinite == true)
  }
}

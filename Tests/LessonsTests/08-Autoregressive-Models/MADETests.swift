import Margin
import TestSupport
import Testing

@testable import Lesson08

@Suite("MADE") struct MADETests {
  /// The net, the masks and the vectors of a golden case.
  func golden(_ words: String) throws -> (
    case: GoldenCase, net: MaskedAutoencoder<Double>, masks: MADEMasks<Double>
  ) {
    let golden = try GoldenFile("08-autoregressive").case(words)
    let inputs = golden.inputs
    let order = try inputs.order.values.map { Int(try $0.number) }
    let degrees = try inputs.hiddenDegrees.values.map { try $0.values.map { Int(try $0.number) } }
    let masks = MADEMasks<Double>(order: order, degrees: degrees)
    var random = RandomSource(seed: 0)
    // The layers of the golden cases differ in width.
    let sizes = [order.count] + degrees.map(\.count)
    let net = MaskedAutoencoder<Double>(
      layers: (1..<sizes.count).map { Linear(sizes[$0 - 1], sizes[$0], using: &random) },
      output: Linear(sizes[sizes.count - 1], order.count, using: &random),
      direct: words.contains("direct connections True")
        ? Parameter(try inputs.A.tensor) : nil)
    for (layer, (W, b)) in zip(net.layers, [(inputs.W1, inputs.b1), (inputs.W2, inputs.b2)]) {
      layer.weight = try W.tensor
      layer.bias?.value = try b.tensor
    }
    net.output.weight = try inputs.V.tensor
    net.output.bias?.value = try inputs.c.tensor
    return (golden, net, masks)
  }

  static let cases = [
    "MADE: 1 hidden layer(s), order [0, 1, 2, 3, 4], direct connections False",
    "MADE: 2 hidden layer(s), order [2, 0, 4, 1, 3], direct connections True",
  ]

  @Test("masks, logits, log-likelihoods and gradients are the golden ones", arguments: cases)
  func golden(of words: String) throws {
    let (golden, net, masks) = try golden(words)
    let expected = golden.expected
    for (mask, values) in zip(masks.hidden, expected.hiddenMasks.values) {
      #expect(mask == (try values.tensor))
    }
    #expect(masks.output == (try expected.outputMask.tensor))
    let x = try golden.inputs.x.tensor
    #expect(distance(net.logits(x, masks), try expected.logits.tensor) < golden.tolerance)
    let nll = net.nll(x, masks)
    #expect(distance(-nll, try expected.logLikelihood.tensor) < golden.tolerance)
    try (-nll.sum()).backward()
    let gradients = expected.gradients
    for (layer, (W, b)) in zip(
      net.layers, [(gradients.W1, gradients.b1), (gradients.W2, gradients.b2)])
    {
      #expect(
        distance(try #require(layer.$weight.gradient), try W.tensor) < golden.tolerance)
      #expect(distance(try #require(layer.bias?.gradient), try b.tensor) < golden.tolerance)
    }
    if let direct = net.direct {
      #expect(masks.direct == (try expected.directMask.tensor))
      #expect(
        distance(try #require(direct.gradient), try gradients.A.tensor) < golden.tolerance)
    }
    #expect(abs(exp(-net.nll(allVectors(5), masks)).sum().scalar - 1) < 1e-12)
  }

  @Test(
    "every pixel's logit depends on those before it in the order alone, and on all of them",
    arguments: [1, 2, 3], [false, true])
  func perturbation(layers: Int, isDirect: Bool) {
    for seed in 0..<10 {
      var random = RandomSource(seed: UInt64(seed))
      let size = 7
      let order = random.permutation(size)
      let masks = MADEMasks<Double>(order: order, hidden: 60, layers: layers, using: &random)
      let net = MaskedAutoencoder<Double>(
        size, hidden: 60, layers: layers, isDirect: isDirect, using: &random)
      net.direct?.value = weights([size, size], seed: 9)
      let x = weights([1, size], seed: UInt64(seed))
      let base = net.logits(x, masks)
      for (place, pixel) in order.enumerated() {
        var moved = x
        moved[0, pixel] += 3
        let change = abs(net.logits(moved, masks) - base)
        for other in order[...place] { #expect(change[0, other] == 0) }
        if isDirect { for other in order[(place + 1)...] { #expect(change[0, other] > 0) } }
      }
      #expect(abs(exp(-net.nll(allVectors(size), masks)).sum().scalar - 1) < 1e-12)
    }
  }

  @Test("a mask that lets a pixel see itself is no density: the sum over all vectors is not 1")
  func brokenMask() {
    var random = RandomSource(seed: 1)
    let net = MaskedAutoencoder<Double>(4, hidden: 8, layers: 1, isDirect: false, using: &random)
    let right = MADEMasks<Double>(order: [0, 1, 2, 3], hidden: 8, layers: 1, using: &random)
    let broken = MADEMasks<Double>(
      hidden: right.hidden, output: .ones(4, 8), direct: right.direct)
    #expect(abs(exp(-net.nll(allVectors(4), broken)).sum().scalar - 1) > 1e-3)
  }

  @Test("an ensemble averages probabilities, and is a density")
  func ensemble() {
    var random = RandomSource(seed: 1)
    let net = MaskedAutoencoder<Double>(5, hidden: 9, layers: 1, isDirect: true, using: &random)
    let sets = (0..<3).map { _ in
      MADEMasks<Double>(order: random.permutation(5), hidden: 9, layers: 1, using: &random)
    }
    let p = sets.map { exp(-net.nll(allVectors(5), $0)) }
    #expect(
      distance(exp(-net.nll(allVectors(5), ensemble: sets)), (p[0] + p[1] + p[2]) / 3) < 1e-14)
  }

  @Test("running sums draw the same samples as whole passes do", arguments: [1, 2], [false, true])
  func samples(layers: Int, isDirect: Bool) {
    var random = RandomSource(seed: 5)
    let order = random.permutation(6)
    let masks = MADEMasks<Double>(order: order, hidden: 20, layers: layers, using: &random)
    let net = MaskedAutoencoder<Double>(
      6, hidden: 20, layers: layers, isDirect: isDirect, using: &random)
    let noise = noise(200, 6, seed: 2)
    let x = net.samples(noise, masks)
    // Each pixel is what a pass over the finished vector says of it.
    #expect(x == (noise .< net.logits(x, masks)))
  }

  @Test("one pixel has no hidden degree, and nothing to see")
  func onePixel() {
    var random = RandomSource(seed: 5)
    let masks = MADEMasks<Double>(order: [0], hidden: 3, layers: 2, using: &random)
    let net = MaskedAutoencoder<Double>(1, hidden: 3, layers: 2, isDirect: false, using: &random)
    #expect(masks.output == .zeros(1, 3))
    #expect(abs(exp(-net.nll([[0], [1]], masks)).sum().scalar - 1) < 1e-12)
  }

  @Test("a run with masks, orders, direct connections and layers reports its results")
  func results() throws {
    let host = try run(
      MADE(),
      [
        "epochs": .integer(2), "hidden": .integer(40), "layers": .integer(2),
        "direct": .toggle(true), "masks": .integer(4), "orders": .integer(2),
      ])
    for name in [
      "test NLL (nats)", "test NLL standard error", "valid NLL (nats)", "parameters", "epochs",
      "one mask, test NLL (nats)",
    ] {
      #expect(host.results[name]?.isFinite == true, "\(name)")
    }
  }
}

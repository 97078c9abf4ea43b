import LessonKit
import Margin
import TestSupport
import Testing

@Suite("Contrast with a momentum encoder") struct MomentumContrastTests {
  @Test("soft targets, loss and gradients agree with torch's")
  func golden() throws {
    let golden = try GoldenFile("14-blip").case("ITC")
    func input(_ name: String) throws -> Tensor<Double> {
      try golden.inputs[dynamicMember: name].tensor
    }
    let (image, text) = (Parameter(try input("image")), Parameter(try input("text")))
    let temperature = Parameter(Tensor(try golden.inputs.temperature.number))
    let (kv, kw) = try (input("momentumImage"), input("momentumText"))
    let av = concatenate([kv, try input("queueImage")])
    let aw = concatenate([kw, try input("queueText")])
    let alpha = try golden.inputs.alpha.number
    func targets(_ k: Tensor<Double>, _ a: Tensor<Double>) -> Tensor<Double> {
      softTargets(k, a, temperature: temperature.value.scalar, share: alpha)
    }
    let (yv, yw) = (targets(kv, aw), targets(kw, av))
    let expected = golden.expected
    func isNear(_ x: Tensor<Double>?, _ y: Tensor<Double>) throws -> Bool {
      abs(try #require(x) - y).max().scalar < golden.tolerance
    }
    #expect(try isNear(yv, expected.targetsImageToText.tensor))
    #expect(try isNear(yw, expected.targetsTextToImage.tensor))
    #expect(abs(yv.sum(axis: 1) - 1).max().scalar < 1e-12)
    let loss =
      (softInfoNCE(image.value, aw, targets: yv, temperature: temperature.value)
        + softInfoNCE(text.value, av, targets: yw, temperature: temperature.value)) / 2
    #expect(try abs(loss.scalar - expected.loss.number) < golden.tolerance)
    try loss.backward()
    #expect(try isNear(image.gradient, expected.gradients.image.tensor))
    #expect(try isNear(text.gradient, expected.gradients[dynamicMember: "text"].tensor))
    let slope = try #require(temperature.gradient).scalar
    #expect(try relative(slope, expected.gradients.temperature.number) < golden.tolerance)
  }

  private func relative(_ a: Double, _ b: Double) -> Double { abs(a - b) / abs(b) }

  @Test("without belief in the momentum encoders the target is the pair alone")
  func oneHot() {
    var random = RandomSource(seed: 1)
    let k = Tensor<Double>.normal([3, 4], using: &random).normalized(axis: 1)
    let a = concatenate([k, k])
    #expect(
      softTargets(k, a, temperature: 0.07, share: 0) == .oneHot([0, 1, 2], size: 6))
    // A twin of the pair gets half of what is believed.
    #expect(abs(softTargets(k, a, temperature: 0.01, share: 0.4)[1, 4] - 0.2) < 1e-3)
  }

  @Test("hard negatives have golden probabilities, and are drawn so")
  func negatives() throws {
    let golden = try GoldenFile("14-blip").case("ITM")
    let logits = try golden.inputs.similarity.tensor.withDiagonal(-.infinity)
    let expected = try golden.expected.probabilities.tensor
    #expect(abs(logits.softmax(axis: 1) - expected).max().scalar < golden.tolerance)
    var random = RandomSource(seed: 3)
    var counts = [Double](repeating: 0, count: 16)
    let draws = 100_000
    for _ in 0..<draws {
      for (row, index) in random.categorical(logits: logits).enumerated() {
        counts[4 * row + index] += 1
      }
    }
    let shares = Tensor(counts, shape: [4, 4]) / Double(draws)
    #expect(abs(shares - expected).max().scalar < 0.01)
  }

  @Test("a momentum encoder moves as the golden values say")
  func momentum() throws {
    let golden = try GoldenFile("14-blip").case("momentum")
    let own = Follower(value: try golden.inputs.momentum.tensor)
    own.average(
      with: Follower(value: try golden.inputs.online.tensor), decay: try golden.inputs.m.number)
    let expected = try golden.expected.momentum.tensor
    #expect(abs(own.value - expected).max().scalar < golden.tolerance)
  }

  private struct Follower: Module {
    typealias Scalar = Double
    @Parameter var value: Tensor<Double>
    init(value: Tensor<Double>) { _value = Parameter(value) }
  }

  @Test("a queue holds the newest features in front, unit vectors at first, none if it has no room")
  func queue() {
    var random = RandomSource(seed: 4)
    var queue = FeatureQueue<Double>(3, 2, using: &random)
    #expect(abs(queue.features.norm(axis: 1) - 1).max().scalar < 1e-12)
    let first = queue.features[0..<1]
    queue.push([[1, 0], [0, 1]])
    #expect(queue.features == concatenate([[[1, 0], [0, 1]], first]))
    queue.push([[1, 1], [2, 2], [3, 3], [4, 4]])
    #expect(queue.features == [[1, 1], [2, 2], [3, 3]])
    var empty = FeatureQueue<Double>(0, 2, using: &random)
    empty.push([[1, 0]])
    #expect(empty.features.shape == [0, 2])
  }
}

@Suite("Smoothed cross-entropy") struct SmoothedCrossEntropyTests {
  @Test("loss, gradient and floor agree with torch's")
  func golden() throws {
    let golden = try GoldenFile("14-blip").case("cross-entropy")
    let labels = try golden.inputs.labels.values.map { Int(try $0.number) }
    let kept = labels.indices.filter { labels[$0] >= 0 }
    let logits = Parameter(try golden.inputs.logits.tensor)
    let epsilon = try golden.inputs.smoothing.number
    let loss = smoothedCrossEntropy(
      logits.value.rows(at: kept), kept.map { labels[$0] }, smoothing: epsilon)
    #expect(try abs(loss.scalar - golden.expected.loss.number) < golden.tolerance)
    try loss.backward()
    let expected = try golden.expected.gradient.tensor
    #expect(abs(try #require(logits.gradient) - expected).max().scalar < golden.tolerance)
    // The best logits are those of q itself: there the loss is the entropy of q.
    let q = epsilon / 6 + (1 - epsilon) * Tensor<Double>.oneHot([2], size: 6)
    let floor = smoothedCrossEntropy(log(q), [2], smoothing: epsilon).scalar
    #expect(try abs(floor - golden.expected.floor.number) < golden.tolerance)
  }

  @Test("without smoothing it is the plain cross-entropy")
  func plain() {
    let logits: Tensor<Double> = [[1, -2, 0.5], [0, 3, 3]]
    #expect(
      smoothedCrossEntropy(logits, [0, 2], smoothing: 0) == crossEntropy(logits, [0, 2]))
  }
}

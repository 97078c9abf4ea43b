import Testing

@testable import Tensors

@Suite("Losses of classifiers")
struct LossTests {
  @Test("Cross-entropy agrees with the log-softmax, whatever the number of classes")
  func crossEntropyValues() throws {
    for classes in [1, 2, 10, 16, 33, 1000] {
      for rows in [1, 5, 64] {
        let x = Parameter(20 * sample([rows, classes], seed: UInt64(rows)) as Tensor<Double>)
        let other = Parameter(x.value)
        let targets = (0..<rows).map { $0 * 7 % classes }
        let loss = crossEntropy(x.value, targets)
        let expected = -other.value.logSoftmax(axis: 1).picked(at: targets).mean()
        #expect(abs(loss.scalar - expected.scalar) < 1e-12)
        try (3 * loss).backward()
        try (3 * expected).backward()
        let difference = try distance(#require(x.gradient), #require(other.gradient))
        #expect(difference < 1e-12)
      }
    }
  }

  @Test("Soft targets that are one-hot give the loss of the indices")
  func softTargets() {
    let x: Tensor<Double> = sample([6, 4])
    let targets = [3, 0, 1, 1, 2, 0]
    let soft = crossEntropy(x, probabilities: .oneHot(targets, size: 4))
    #expect(abs(soft.scalar - crossEntropy(x, targets).scalar) < 1e-14)
  }

  @Test("Logits of −∞ have probability 0, and large ones do not overflow")
  func extremeLogits() throws {
    let x = Parameter(Tensor<Float>([-.infinity, 0, 0, 1000, -1000, 0], shape: [2, 3]))
    let loss = crossEntropy(x.value, [1, 0])
    #expect(abs(loss.scalar - 0.346_573_6) < 1e-6)
    try loss.backward()
    #expect(x.gradient?.isFinite == true)
    #expect(x.gradient?[0, 0] == 0)
    #expect(crossEntropy(Tensor<Float>(repeating: 0, shape: [0, 3]), []).scalar.isNaN)
  }

  @Test("Binary cross-entropy sums −t ln σ(l) − (1 − t) ln σ(−l) over the last axis")
  func binaryValues() {
    for size in [0, 1, 17, 784] {
      let l: Tensor<Double> = 30 * sample([3, size])
      let t: Tensor<Double> = sample([3, size], seed: 2) .> Tensor<Double>(0)
      let loss = binaryCrossEntropy(logits: l, t)
      let expected = -(t * logSigmoid(l) + (1 - t) * logSigmoid(-l)).sum(axis: 1)
      #expect(loss.shape == [3])
      #expect(distance(loss, expected) < 1e-10)
    }
    let far = Tensor<Float>([1000, -1000] as [Float])
    #expect(binaryCrossEntropy(logits: far, 0 * far).scalar == 1000)
  }
}

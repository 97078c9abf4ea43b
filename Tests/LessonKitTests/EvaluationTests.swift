import LessonKit
import Margin
import Testing

@Suite("Evaluation") struct EvaluationTests {
  private var random = RandomSource(seed: 5)

  @Test("neighbours vote, the nearest one where votes are equal")
  func neighbours() {
    let train: Tensor<Double> = [[0, 0], [1, 0], [5, 0], [6, 0], [7, 0]]
    let labels = [0, 0, 1, 1, 1]
    let test: Tensor<Double> = [[0.4, 0], [6.1, 1], [2.9, 0]]
    func share(_ truth: [Int], _ k: Int) -> Double {
      nearestNeighbourAccuracy(test, truth, in: train, labels, k: k)
    }
    #expect(share([0, 1, 0], 1) == 1)
    // Of two neighbours of the third, 1 is at a distance of 1.9 and 5 at 2.1.
    #expect(share([0, 1, 0], 2) == 1)
    #expect(share([0, 1, 0], 3) == 1)
    #expect(share([1, 1, 1], 5) == 1)
    #expect(share([1, 1, 1], 50) == 1)
    let none = Tensor<Double>.zeros(0, 2)
    #expect(nearestNeighbourAccuracy(none, [], in: train, labels, k: 1).isNaN)
  }

  @Test("R@k counts equal scores against the match")
  func retrieval() {
    let scores: Tensor<Double> = [[3, 1, 2], [5, 4, 1], [1, 1, 1]]
    #expect(recall(scores, at: 1) == 1 / 3.0)
    #expect(recall(scores, at: 2) == 2 / 3.0)
    #expect(recall(scores, at: 3) == 1)
    let x: Tensor<Double> = [[1, 0], [0, 2]]
    #expect(cosineSimilarities(x, 3 * x) == .identity(2))
  }

  @Test("a probe is at its minimum: autodiff finds no gradient there")
  mutating func stationary() throws {
    let x = Tensor<Double>.normal([60, 4], using: &random)
    let labels = (0..<60).map { n in x[n, 0] + x[n, 1] > 0 ? (x[n, 2] > 0.3 ? 2 : 1) : 0 }
    let probe = LinearProbe(x, labels, classes: 3, decay: 0.01)
    #expect(probe.isConverged && probe.iterations < 30)
    let (W, b) = (Parameter(probe.weights), Parameter(probe.biases))
    let loss = crossEntropy(linear(x, W.value, b.value), labels) + 0.005 * square(W.value).sum()
    try loss.backward()
    for gradient in [W.gradient, b.gradient] {
      #expect(abs(try #require(gradient)).max().scalar < 1e-7)
    }
    #expect(probe.accuracy(x, labels) >= 0.9)
  }

  @Test("classes that a plane divides have no minimum without decay, and that is told")
  func separable() {
    let x: Tensor<Double> = [[-1], [-2], [1], [2]]
    let probe = LinearProbe(x, [0, 0, 1, 1], classes: 2, decay: 0, steps: 12)
    #expect(!probe.isConverged && probe.accuracy(x, [0, 0, 1, 1]) == 1)
    #expect(LinearProbe(x, [0, 0, 1, 1], classes: 2).isConverged)
  }

  @Test("a class that no row has, one class alone, a constant column")
  func degenerate() {
    let x: Tensor<Double> = [[-1, 3], [-2, 3], [1, 3], [2, 3]]
    let probe = LinearProbe(x, [0, 0, 1, 1], classes: 3, tolerance: 1e-4)
    #expect(probe.accuracy(x, [0, 0, 1, 1]) == 1)
    let alone = LinearProbe(x, [0, 0, 0, 0], classes: 1)
    #expect(alone.isConverged && alone.accuracy(x, [0, 0, 0, 0]) == 1)
  }
}

@Suite("Training") struct TrainingTests {
  @Test("early stopping keeps the best value and its epoch, and waits")
  func stopping() {
    var stopping = EarlyStopping(patience: 2)
    let losses = [3.0, 2, 2.5, .nan, 1, 1, 1.5]
    var kept: [Int] = []
    for (epoch, loss) in losses.enumerated() where !stopping.isOver || epoch == 4 {
      if stopping.isBest(loss) { kept.append(epoch + 1) }
    }
    #expect(kept == [1, 2, 5])
    #expect(stopping.best == 1 && stopping.bestEpoch == 5 && stopping.epoch == 7 && stopping.isOver)
    var rising = EarlyStopping(patience: 1, better: .higher)
    #expect(rising.isBest(0.5) && rising.isBest(0.7) && !rising.isOver)
    #expect(!rising.isBest(0.7) && rising.isOver)
    var never = EarlyStopping(patience: 3)
    for _ in 0..<3 { #expect(!never.isOver && !never.isBest(.nan)) }
    #expect(never.isOver && never.best == nil)
  }

  @Test("an ascent knows its gain and when it is over; a tolerance of 0 is never reached")
  func ascent() {
    var ascent = Ascent()
    #expect(!ascent.isOver(at: -10, tolerance: 1) && !ascent.gain.isFinite)
    #expect(!ascent.isOver(at: -5, tolerance: 1) && ascent.gain == 5)
    #expect(ascent.isOver(at: -4.5, tolerance: 1) && ascent.isConverged)
    #expect(ascent.value == -4.5 && ascent.iterations == 3)
    #expect(!ascent.isOver(at: -4.5, tolerance: 0) && !ascent.isConverged)
  }
}

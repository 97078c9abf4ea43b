import Testing

@testable import Tensors

@Suite("Batch norm as a layer")
struct BatchNormLayerTests {
  let x: Tensor<Double> = sample([6, 3, 2, 2], seed: 5) * 3 + 1

  @Test("While it learns its running statistics follow the batches', and no optimiser moves them")
  func learning() throws {
    let norm = BatchNorm<Double>(3)
    let y = norm(x)
    let moments = batchNorm(x, scale: .ones(3), bias: .zeros(3))
    #expect(distance(y, moments.value) < 1e-15)
    #expect(distance(norm.runningMean, 0.1 * moments.mean) < 1e-15)
    let variance = 0.9 + 0.1 * moments.variance * 24 / 23
    #expect(distance(norm.runningVariance, variance) < 1e-14)
    #expect(!norm.runningMean.wantsGradient)
    #expect(norm.namedParameters.map(\.name) == ["weight", "bias"])
    #expect(norm.namedBuffers.map(\.name) == ["runningMean", "runningVariance"])
  }

  @Test("In use it normalises by the running statistics, each row by itself")
  func use() throws {
    let norm = BatchNorm<Double>(3)
    norm.runningMean = [1, 2, 3]
    norm.runningVariance = [4, 5, 6]
    norm.weight = [0.5, 1, 2]
    norm.bias = [3, 2, 1]
    let before = norm.snapshot()
    let whole = evaluating { norm(x) }
    #expect(distance(whole[2..<4], evaluating { norm(x[2..<4]) }) == 0)
    let expected = (x[0, 1, 1, 0] - 2) / (5 + 1e-5).squareRoot() + 2
    #expect(abs(whole[[0, 1, 1, 0]] - expected) < 1e-14)
    #expect(whole.wantsGradient)
    #expect(distance(withoutGradients { norm(x) }, whole) == 0)
    #expect(norm.snapshot() == before)
    // A momentum encoder sees the batch.
    let batch = training { withoutGradients { norm(x) } }
    #expect(distance(batch, norm(x)) == 0)
    #expect(norm.snapshot() != before)
    #expect(evaluating { training { Mode.isTraining } })
    #expect(!training { evaluating { Mode.isTraining } })
  }

  @Test("Its gradients in use agree with central differences")
  func gradients() throws {
    let norm = BatchNorm<Double>(3)
    norm.runningMean = [1, 2, 3]
    norm.runningVariance = [4, 5, 6]
    let weights: Tensor<Double> = sample([6, 3, 2, 2], seed: 6)
    let error = try LayerTests().gradientError(of: norm) {
      evaluating { (norm(x) * weights).sum() }
    }
    #expect(error < 1e-7)
    let toInput = try gradientError(of: { inputs in evaluating { norm(inputs[0]) } }, at: [x])
    #expect(toInput < 1e-7)
  }

  @Test("A residual block has the gradients of central differences, whatever its shortcut")
  func residual() throws {
    var random = RandomSource(seed: 1)
    for (outputs, stride) in [(2, 1), (3, 1), (2, 2)] {
      let block = ResidualBlock<Double>(2, outputs, stride: stride, using: &random)
      let images = Tensor<Double>.normal([3, 2, 4, 4], using: &random)
      let y = block(images)
      #expect(y.shape == [3, outputs, 4 / stride, 4 / stride])
      let weights = Tensor<Double>.normal(y.shape, using: &random)
      let error = try LayerTests().gradientError(of: block) {
        training { (block(images) * weights).sum() }
      }
      #expect(error < 1e-5)
    }
  }
}

extension Tensor {
  fileprivate subscript(index: Int...) -> Scalar { self[index] }
}

import Testing

@testable import Tensors

@Suite("Unit length, batch normalisation, dropout")
struct NormalisationTests {
  @Test("Lengths are 1 along every axis, and short ones are divided by the floor")
  func unitLength() throws {
    let x: Tensor<Double> = sample([4, 3, 18])
    for axis in -3..<3 {
      let y = x.normalized(axis: axis)
      #expect(distance(y, x / x.norm(axis: axis, keepingAxis: true)) < 1e-14)
    }
    let short = Parameter(Tensor<Double>([0, 0, 0.3, 0.4], shape: [2, 2]))
    let y = short.value.normalized(axis: 1, floor: 1)
    try y.sum().backward()
    #expect(y == short.value)
    #expect(short.gradient == Tensor(repeating: 1, shape: [2, 2]))
    #expect(Tensor<Float>.zeros(2, 0).normalized(axis: 1).shape == [2, 0])
    #expect(Tensor<Float>.zeros(0, 3).normalized(axis: 0).shape == [0, 3])
  }

  @Test("The cosine of a vector with itself is 1, with its opposite −1, with 0 it is 0")
  func cosine() {
    let x: Tensor<Double> = sample([5, 7])
    #expect(distance(cosineSimilarity(x, x), Tensor(repeating: 1, shape: [5])) < 1e-14)
    #expect(distance(cosineSimilarity(x, -2 * x), Tensor(repeating: -1, shape: [5])) < 1e-14)
    #expect(cosineSimilarity(x, 0 * x) == Tensor(repeating: 0, shape: [5]))
    #expect(cosineSimilarity(x, x.row(0)).shape == [5])
    #expect(cosineSimilarity(x, x, axis: 0).shape == [7])
  }

  @Test("Channels have mean 0 and variance 1, as plain operations give them")
  func batchNormValues() throws {
    for shape in [[7, 3], [5, 2, 3, 4], [1, 3, 40], [64, 20]] {
      let x = Parameter(sample(shape) + 2 as Tensor<Double>)
      let channels = shape[1]
      let scale = Parameter(sample([channels], seed: 2) as Tensor<Double>)
      let bias = Parameter(sample([channels], seed: 3) as Tensor<Double>)
      let weights: Tensor<Double> = sample(shape, seed: 4)
      let y = batchNorm(x.value, scale: scale.value, bias: bias.value, epsilon: 1e-3)
      try (y.value * weights).sum().backward()
      let fused = [x, scale, bias].map(\.gradient)
      for parameter in [x, scale, bias] { parameter.gradient = nil }

      let others = [0] + Array(2..<shape.count)
      let mean = x.value.mean(axes: others, keepingAxes: true)
      let variance = square(x.value - mean).mean(axes: others, keepingAxes: true)
      let wide = [channels] + [Int](repeating: 1, count: shape.count - 2)
      let unit = (x.value - mean) / sqrt(variance + 1e-3)
      let plain = unit * scale.value.reshaped(wide) + bias.value.reshaped(wide)
      try (plain * weights).sum().backward()
      #expect(distance(y.value, plain) < 1e-12)
      #expect(distance(y.mean, mean.reshaped(-1)) < 1e-14)
      #expect(distance(y.variance, variance.reshaped(-1)) < 1e-14)
      for (fused, parameter) in zip(fused, [x, scale, bias]) {
        let difference = try distance(#require(fused), #require(parameter.gradient))
        #expect(difference < 1e-11)
      }
    }
  }

  @Test("Dropout keeps the expectation; the same seed drops the same elements")
  func dropoutMoments() throws {
    let x = Parameter(Tensor<Float>(repeating: 1, shape: [100_000]))
    var random = RandomSource(seed: 5)
    let y = dropout(x.value, rate: 0.3, using: &random)
    try y.sum().backward()
    #expect(abs(y.mean().scalar - 1) < 0.01)
    #expect(Set(y.scalars) == [0, 1 / 0.7])
    #expect(x.gradient == y)
    var again = RandomSource(seed: 5)
    #expect(dropout(x.value, rate: 0.3, using: &again) == y)
    #expect(dropout(x.value, rate: 0, using: &again) == x.value)
  }

  @Test("Windows give their largest and their mean; what no window covers has no gradient")
  func pooling() throws {
    let x = Parameter(Tensor<Double>(shape: [1, 1, 3, 5]) { Double($0 * 7 % 15) })
    // 0 7 14 6 13 / 5 12 4 11 3 / 10 2 9 1 8
    let largest = maxPool2d(x.value, kernel: 2)
    #expect(largest == Tensor([12, 14], shape: [1, 1, 1, 2]))
    try largest.sum().backward()
    #expect(x.gradient?.scalars == [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    x.gradient = nil
    let mean = averagePool2d(x.value, kernel: 2, stride: 1)
    #expect(mean.shape == [1, 1, 2, 4])
    #expect(mean[[0, 0, 0, 0]] == 6)
    #expect(mean[[0, 0, 1, 3]] == 5.75)
    #expect(x.value.mean(axes: [2, -1]) == Tensor([105.0 / 15], shape: [1, 1]))
    #expect(x.value.sum(axes: [0, 3, 1, 2], keepingAxes: true).shape == [1, 1, 1, 1])
    #expect(Tensor<Float>.zeros(2, 0, 3).sum(axes: [1, 2]) == Tensor<Float>.zeros(2))
    #expect(maxPool2d(Tensor<Float>.zeros(0, 2, 4, 4), kernel: 2).shape == [0, 2, 2, 2])
  }
}

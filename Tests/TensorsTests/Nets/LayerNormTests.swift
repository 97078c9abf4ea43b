import TestSupport
import Testing

@testable import Tensors

@Suite("Layer normalisation")
struct LayerNormTests {
  @Test("Rows have mean 0 and variance 1, as plain operations give them")
  func values() throws {
    for shape in [[1, 1], [3, 16], [5, 37], [2, 3, 130], [200, 8]] {
      let x = Parameter(sample(shape) + 3 as Tensor<Double>)
      let (scale, bias) = (
        Parameter(sample([shape[shape.count - 1]], seed: 2) as Tensor<Double>),
        Parameter(sample([shape[shape.count - 1]], seed: 3) as Tensor<Double>)
      )
      let y = layerNorm(x.value, scale: scale.value, bias: bias.value, epsilon: 1e-3)
      let weights: Tensor<Double> = sample(shape, seed: 4)
      try (y * weights).sum().backward()
      let fused = [x, scale, bias].map(\.gradient)
      for parameter in [x, scale, bias] { parameter.gradient = nil }

      let centred = x.value - x.value.mean(axis: -1, keepingAxis: true)
      let deviation = sqrt(square(centred).mean(axis: -1, keepingAxis: true) + 1e-3)
      let plain = centred / deviation * scale.value + bias.value
      try (plain * weights).sum().backward()
      #expect(distance(y, plain) < 1e-12)
      for (fused, parameter) in zip(fused, [x, scale, bias]) {
        let difference = try distance(#require(fused), #require(parameter.gradient))
        #expect(difference < 1e-10)
      }
    }
  }

  @Test("Gradients are the same bits for one thread and for several")
  func determinism() throws {
    let x: Tensor<Float> = sample([1000, 64])
    var gradients: [Tensor<Float>] = []
    for threads in [1, 2, 3] {
      try withThreads(threads) {
        let scale = Parameter(sample([64], seed: 2) as Tensor<Float>)
        try square(layerNorm(x, scale: scale.value)).sum().backward()
        gradients.append(try #require(scale.gradient))
      }
    }
    #expect(gradients[0] == gradients[1])
    #expect(gradients[0] == gradients[2])
  }

  @Test("Axes of size 0 and a constant row are no exceptions")
  func edges() throws {
    for shape in [[0, 3], [3, 0], [0, 0]] {
      let x = Parameter(Tensor<Double>(repeating: 1, shape: shape))
      let bias = Parameter(Tensor<Double>(repeating: 1, shape: [shape[1]]))
      try layerNorm(x.value, bias: bias.value).sum().backward()
      #expect(x.gradient?.shape == shape)
      #expect(bias.gradient == Tensor(repeating: 0, shape: [shape[1]]))
    }
    let constant: Tensor<Float> = [[5, 5, 5]]
    #expect(layerNorm(constant) == [[0, 0, 0]])
  }

  @Test("Values and gradients are PyTorch's")
  func golden() throws {
    let golden = try GoldenFile("layer-norm").case("three rows")
    let (inputs, expected) = (golden.inputs, golden.expected)
    let x = Parameter(try inputs.x.tensor)
    let (gain, bias) = (Parameter(try inputs.gain.tensor), Parameter(try inputs.bias.tensor))
    let y = layerNorm(x.value, scale: gain.value, bias: bias.value)
    try (y * inputs.upstream.tensor).sum().backward()
    #expect(distance(y, try expected.y.tensor) < golden.tolerance)
    let pairs = [(x, expected.dx), (gain, expected.dgain), (bias, expected.dbias)]
    for (parameter, expected) in pairs {
      let difference = try distance(#require(parameter.gradient), expected.tensor)
      #expect(difference < golden.tolerance)
    }
  }
}

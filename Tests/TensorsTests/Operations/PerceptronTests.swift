import Testing

@testable import Tensors

@Suite("Perceptrons")
struct PerceptronTests {
  /// A perceptron, and the same layers one by one.
  private func both(
    _ sizes: [Int], _ activation: Activation, seed: UInt64 = 0
  ) -> (net: MLP<Float>, chain: (Tensor<Float>) -> Tensor<Float>) {
    var random = RandomSource(seed: seed)
    let net = MLP<Float>(sizes, activation: activation, using: &random)
    for layer in net.layers {
      layer.bias?.value = .uniform(layer.bias?.value.shape ?? [], in: -1..<1, using: &random)
    }
    return (
      net,
      { x in
        net.layers.dropFirst().reduce(net.layers[0](x)) { h, layer in layer(activation(h)) }
      }
    )
  }

  @Test(
    "Value and gradients are those of its layers one after another, of few rows and of many",
    arguments: Activation.allCases)
  func chain(_ activation: Activation) throws {
    var random = RandomSource(seed: 1)
    let shapes = [
      (3, [5, 7, 4]), (700, [60, 90, 50, 1]), (2100, [16, 64, 64]), (64, [300, 20]),
    ]
    for (rows, sizes) in shapes {
      let (net, chain) = both(sizes, activation)
      let x = Parameter(Tensor<Float>.normal([rows, sizes[0]], using: &random))
      let weights = Tensor<Float>.uniform(
        [rows, sizes[sizes.count - 1]], in: -1..<1, using: &random)
      func gradients(_ f: (Tensor<Float>) -> Tensor<Float>) throws -> [Tensor<Float>] {
        let all = [x] + net.parameters
        for parameter in all { parameter.gradient = nil }
        let y = f(x.value)
        try (y * weights).sum().backward()
        return [y.stoppingGradient()] + all.map { $0.gradient ?? Tensor([]) }
      }
      for (ours, theirs) in zip(try gradients { net($0) }, try gradients(chain)) {
        #expect(ours.shape == theirs.shape)
        let largest = theirs.scalars.map(\.magnitude).max() ?? 0
        let difference = (ours - theirs).scalars
        #expect(difference.allSatisfy { $0.magnitude <= 1e-5 * max(1, largest) })
      }
    }
  }

  @Test("Axes before the last are a batch; no rows give no rows")
  func shapes() {
    let (net, chain) = both([4, 6, 3], .gelu)
    var random = RandomSource(seed: 2)
    let x = Tensor<Float>.normal([2, 5, 4], using: &random)
    #expect(net(x).shape == [2, 5, 3])
    #expect(net(x.select(axis: 0, index: 0).select(axis: 0, index: 1)).shape == [3])
    let difference = (net(x) - chain(x)).scalars
    #expect(difference.allSatisfy { $0.magnitude < 1e-6 })
    #expect(net(Tensor(repeating: 0, shape: [0, 4])).shape == [0, 3])
  }

  @Test("NaN goes through every activation", arguments: Activation.allCases)
  func notANumber(_ activation: Activation) {
    let (net, _) = both([3, 40, 2], activation)
    let y = net(Tensor<Float>(repeating: .nan, shape: [2, 3]))
    #expect(y.scalars.allSatisfy { $0.isNaN })
  }
}

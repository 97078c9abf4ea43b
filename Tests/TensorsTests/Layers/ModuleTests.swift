import Testing

@testable import Tensors

@Suite("Modules and their parameters")
struct ModuleTests {
  struct Tower: Module {
    typealias Scalar = Double
    @Parameter var scale: Tensor<Double> = [1]
    let layers: [Linear<Double>]
    let head: Linear<Double>?
    let name = "tower"

    init(hasHead: Bool, seed: UInt64 = 0) {
      var random = RandomSource(seed: seed)
      layers = [Linear(2, 3, using: &random), Linear(3, 1, bias: false, using: &random)]
      head = hasHead ? Linear(1, 1, using: &random) : nil
    }
  }

  @Test("Parameters are found in order, through arrays and optionals, under the properties' names")
  func names() {
    let names = Tower(hasHead: true).namedParameters.map(\.name)
    #expect(
      names == [
        "scale", "layers.0.weight", "layers.0.bias", "layers.1.weight", "head.weight", "head.bias",
      ])
    #expect(Tower(hasHead: false).parameters.count == 4)
    #expect(Tower(hasHead: true).parameterCount == 1 + 6 + 3 + 3 + 1 + 1)
  }

  @Test("A model takes the values of another and shares none of them")
  func copying() {
    let (a, b) = (Tower(hasHead: true, seed: 1), Tower(hasHead: true, seed: 2))
    #expect(a.layers[0].weight != b.layers[0].weight)
    b.copyParameters(from: a)
    #expect(a.layers[0].weight == b.layers[0].weight)
    b.layers[0].$weight.value = .zeros(3, 2)
    #expect(a.layers[0].weight != b.layers[0].weight)
  }

  @Test("A momentum encoder follows by its share")
  func following() {
    let (a, b) = (Tower(hasHead: false, seed: 1), Tower(hasHead: false, seed: 2))
    let expected = 0.75 * b.layers[1].weight + 0.25 * a.layers[1].weight
    b.average(with: a, decay: 0.75)
    #expect(distance(b.layers[1].weight, expected) < 1e-15)
  }

  @Test("A perceptron's gradients agree with central differences", arguments: Activation.allCases)
  func perceptron(_ activation: Activation) throws {
    var random = RandomSource(seed: 3)
    let net = MLP<Double>([3, 5, 4, 2], activation: activation, using: &random)
    for layer in net.layers {
      layer.bias?.value = .normal(layer.bias?.value.shape ?? [], using: &random)
    }
    let x = Tensor<Double>.normal([4, 3], using: &random)
    let points = net.parameters.map { $0.value.stoppingGradient() }
    let error = try gradientError(
      of: { values in
        var h = x
        for layer in 0..<3 {
          h = linear(h, values[2 * layer], values[2 * layer + 1])
          if layer < 2 { h = activation(h) }
        }
        return h
      }, at: points)
    #expect(error < 1e-7)
    try net(x).sum().backward()
    #expect(net.parameters.allSatisfy { $0.gradient?.shape == $0.value.shape })
  }

  @Test("An embedding's gradient reaches the rows that were taken, as often as they were")
  func embedding() throws {
    var random = RandomSource(seed: 4)
    let table = Embedding<Double>(5, 2, using: &random)
    let rows = table([[1, 3], [3, 0]])
    #expect(rows.shape == [2, 2, 2])
    try rows.sum().backward()
    #expect(table.$weight.gradient == [[1, 1], [1, 1], [0, 0], [2, 2], [0, 0]])
  }
}

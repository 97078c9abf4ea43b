import Testing

@testable import Tensors

@Suite("Clipping and the arguments of optimisers")
struct ClippingTests {
  /// Length and gradients of two parameters after clipping to 1.
  func clipped<Scalar: TensorScalar>(_ a: [Scalar], _ b: [Scalar], to limit: Double = 1) -> (
    length: Double, gradients: [Scalar]
  ) {
    let parameters = [a, b].map { Parameter(Tensor<Scalar>(repeating: 0, shape: [$0.count])) }
    for (parameter, gradient) in zip(parameters, [a, b]) { parameter.gradient = Tensor(gradient) }
    let length = clipGradients(of: parameters, to: limit)
    return (length, parameters.flatMap { $0.gradient?.scalars ?? [] })
  }

  func expectEqual<Scalar: TensorScalar>(_ a: [Scalar], _ b: [Scalar]) {
    #expect(a.count == b.count)
    for (a, b) in zip(a, b) { #expect(abs(a - b) <= 4 * .ulpOfOne * max(abs(a), abs(b))) }
  }

  @Test("Squares neither overflow nor vanish: (3, 4) of any size becomes (0.6, 0.8)")
  func sizes() {
    for scale: Float in [1e-38, 1e-25, 1e-15, 1, 1e10, 1e20, 8e37] {
      let limit = min(1, Double(scale))
      let (a, b) = (3 * scale, 4 * scale)
      for (a, b): ([Float], [Float]) in [([a, b], []), ([a], [b])] {
        let (length, gradients) = clipped(a, b, to: limit)
        #expect(abs(length / (5 * Double(scale)) - 1) < 1e-6)
        expectEqual(gradients, [Float(0.6 * limit), Float(0.8 * limit)])
      }
    }
    for scale in [1e-300, 1e-200, 1, 1e200, 4e307] {
      let limit = min(1, scale)
      let (a, b) = (3 * scale, 4 * scale)
      for (a, b): ([Double], [Double]) in [([a, b], []), ([a], [b])] {
        let (length, gradients) = clipped(a, b, to: limit)
        #expect(length == .infinity || abs(length / 5 / scale - 1) < 1e-15)
        expectEqual(gradients, [0.6 * limit, 0.8 * limit])
      }
    }
    // The length is beyond all numbers, and the gradients have their directions all the same.
    expectEqual(clipped([1e308, 1e308], [1e308, 1e308]).gradients, [0.5, 0.5, 0.5, 0.5])
    #expect(clipped([0, 0] as [Float], [0]).length == 0)
    #expect(clipped([3e-30, 4e-30] as [Float], [1]).length == 1)
    #expect(clipped([3e-30] as [Float], [1e30], to: .infinity).gradients == [3e-30, 1e30])
  }

  @Test("A gradient that is not finite is told with its place, and nothing moves")
  func notFinite() throws {
    for bad in [Double.nan, .infinity, -.infinity] {
      let parameters = [Parameter<Double>([1]), Parameter<Double>([1, 2])]
      parameters[0].gradient = [1]
      parameters[1].gradient = Tensor([4, bad])
      let value = bad.isNaN ? "nan" : "inf"
      let error = GradientError.notFiniteGradient(number: 2, of: 2, shape: [2], value: value)
      #expect(throws: error) { try GradientLength(of: parameters) }
    }
    // √0 has an infinite slope, and its value is finite.
    let w = Parameter<Double>([0, 1])
    let optimizer = Adam([w])
    #expect(throws: GradientError.self) {
      try optimizer.minimize(sqrt(w.value).sum(), clippingTo: 1)
    }
    #expect(w.value == [0, 1])
    w.value = [3, 4]
    let loss = (square(w.value) / 2).sum()
    #expect(try SGD([w], rate: 1).minimize(loss, clippingTo: 1) == 5)
    #expect(distance(w.value, [2.4, 3.2]) < 1e-15)
  }

  @Test("Arguments that make no sense are told in one line")
  func arguments() {
    func problem(_ change: (inout OptimizerArguments<Float>) -> Void) -> String? {
      var arguments = OptimizerArguments<Float>(of: "Adam")
      change(&arguments)
      return arguments.problem
    }
    for value in [-0.1, .nan, .infinity, -.infinity, 1e39] {
      let words = "and a number from 0 on that Float can hold is needed"
      #expect(
        problem { $0.checkSize(value, "learning rate") }
          == "Adam: the learning rate is \(value), \(words)")
    }
    for value in [0, 1e-50, 0.1, 1e30] { #expect(problem { $0.checkSize(value, "ε") } == nil) }
    for value in [-0.1, 1, 1.5, .nan] { #expect(problem { $0.checkShare(value, "β₁") } != nil) }
    for value in [0, 0.9, 0.999] { #expect(problem { $0.checkShare(value, "β₁") } == nil) }
    let w = [Parameter<Float>([1])]
    let sgd = SGD(w, rate: 0.1)
    #expect(sgd.arguments.problem == nil)
    sgd.momentum = -1
    #expect(sgd.arguments.problem?.hasPrefix("SGD: the momentum is -1.0") == true)
    let adam = AdamW(w)
    adam.rate = .nan
    #expect(adam.arguments.problem?.hasPrefix("AdamW: the learning rate is nan") == true)
  }

  @Test("By default a model's matrices decay, and neither biases nor norms; a name may decide")
  func decay() throws {
    var random = RandomSource(seed: 1)
    let block = TransformerBlock<Double>(4, heads: 2, using: &random)
    for parameter in block.parameters {
      parameter.value = Tensor(repeating: 1, shape: parameter.value.shape)
      parameter.gradient = Tensor(repeating: 0, shape: parameter.value.shape)
    }
    AdamW(block, rate: 0.1, weightDecay: 0.5).step()
    for entry in block.namedParameters {
      #expect(entry.parameter.value.scalars[0] == (entry.parameter.value.rank == 2 ? 0.95 : 1))
    }
    AdamW(block, rate: 0.1, weightDecay: 0.5, decaying: { $0.name == "norm1.weight" }).step()
    #expect(block.norm1.weight.scalars[0] == 0.95)
    #expect(block.norm2.weight.scalars[0] == 1)
  }
}

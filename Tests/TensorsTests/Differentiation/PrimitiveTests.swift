import Testing

@testable import Tensors

@Suite("Primitives and their derivatives")
struct PrimitiveTests {
  @Test("Every operation's gradient agrees with central differences")
  func gradients() throws {
    for example in Primitive<Double>.table {
      for seed: UInt64 in 0..<3 {
        var random = RandomSource(seed: seed)
        let points = example.shapes.map {
          Tensor<Double>.uniform($0, in: example.range, using: &random)
        }
        let error = try gradientError(of: { example.operation($0) }, at: points, seed: seed)
        #expect(error < 1e-7, "\(example.operation.name) of \(example.shapes): \(error)")
      }
    }
  }

  @Test("Float and Double agree in every operation's value and gradient")
  func scalarTypes() throws {
    for (double, float) in zip(Primitive<Double>.table, Primitive<Float>.table) {
      var random = RandomSource(seed: 1)
      let points = double.shapes.map {
        Tensor<Double>.uniform($0, in: double.range, using: &random)
      }
      let parameters = points.map { Parameter($0) }
      let rounded = points.map { Parameter(Tensor($0.scalars.map { Float($0) }, shape: $0.shape)) }
      let value = double.operation(parameters.map(\.value))
      let other = float.operation(rounded.map(\.value))
      try value.sum().backward()
      try other.sum().backward()
      let pairs =
        [(value.scalars, other.scalars)]
        + zip(parameters, rounded).map { ($0.gradient?.scalars ?? [], $1.gradient?.scalars ?? []) }
      for (a, b) in pairs {
        #expect(a.count == b.count)
        for (a, b) in zip(a, b) {
          #expect(abs(a - Double(b)) < 1e-5 * max(1, abs(a)), "\(double.operation.name)")
        }
      }
    }
  }

  @Test("Axes of size 0 and 1 have gradients of their shape")
  func emptyAxes() throws {
    for shape in [[0, 3], [3, 0], [1, 1], [0, 0]] {
      let x = Parameter(Tensor<Double>(repeating: 0.5, shape: shape))
      let b = Parameter(Tensor<Double>(repeating: 0.25, shape: [shape[1]]))
      let y = exp(x.value + b.value) * x.value
      let wide = matmul(y, Tensor(repeating: 1, shape: [shape[1], 2]))
      try (wide.sum() + y.sum(axis: 0).sum() + y.sum(axis: 1).sum()).backward()
      #expect(x.gradient?.shape == shape)
      #expect(b.gradient?.shape == [shape[1]])
    }
  }
}

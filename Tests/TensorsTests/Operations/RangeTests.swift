import Testing

@testable import Tensors

@Suite("Ranges and literals")
struct RangeTests {
  @Test("Open ranges name the same rows as closed ones, in the graph too")
  func ranges() throws {
    let x: Tensor<Double> = sample([5, 3])
    #expect(x[2...] == x[2..<5])
    #expect(x[..<2] == x[0..<2])
    #expect(x[...2] == x[0..<3])
    #expect(x[1...2] == x[1..<3])
    #expect(x[5...].shape == [0, 3])
    #expect(x.slice(axis: 1, 1...) == x.slice(axis: 1, 1..<3))
    #expect(x.slice(axis: -1, ..<2) == x.slice(axis: 1, 0..<2))
    #expect(try gradientError(of: { $0[0][2...] }, at: [x]) < 1e-8)
  }

  @Test("Numbers that are computed stand in lists of any depth")
  func literals() {
    let (a, b) = (2.0, 3.0)
    #expect(Tensor<Double>([a, b]) == [2, 3])
    #expect(Tensor([[a, b], [-b, a * 2]]) == [[2, 3], [-3, 4]])
    #expect(Tensor<Double>([[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
    #expect(Tensor([[[a]], [[b]]]) == [[[2]], [[3]]])
    #expect(Tensor<Float>([]).shape == [0])
  }

  @Test("From one precision to another")
  func precision() {
    let x = Tensor<Double>([1, 0.1, .infinity])
    #expect(x.as(Float.self) == Tensor<Float>([1, 0.1, .infinity]))
    #expect(x.as(Float.self).as(Double.self)[1] == Double(Float(0.1)))
    #expect(x.transposedRows.as(Float.self).shape == [3, 1])
    #expect(Parameter(x).value.as(Double.self).wantsGradient)
  }
}

extension Tensor {
  fileprivate var transposedRows: Tensor { unsqueezed(axis: 0).transposed() }
}
